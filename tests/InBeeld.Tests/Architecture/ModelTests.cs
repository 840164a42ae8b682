using InBeeld.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace InBeeld.Tests.Architecture;

/// <summary>The entities and the SQL of the schema are written apart; here they are held against each other.</summary>
public sealed class ModelTests(TestHouse house) : IClassFixture<TestHouse>
{
    [Fact]
    public void Every_entity_can_be_read_from_the_tables()
    {
        using var db = Open();
        var entities = db.Model.GetEntityTypes().Where(e => !e.IsOwned() && !e.IsMappedToJson()).ToList();
        Assert.True(entities.Count >= 5, "Too few entities to prove anything");
        var wrong = new List<string>();
        foreach (var entity in entities)
        {
            var columns = string.Join(", ", entity.GetProperties().Select(p => $"\"{p.GetColumnName()}\""));
            try
            {
                house.World.Do($"select {columns} from \"{entity.GetTableName()}\" limit 1");
                _ = ((IQueryable<object>)Set(db, entity)).Take(1).ToList();
            }
            catch (Npgsql.PostgresException problem)
            {
                wrong.Add($"{entity.ClrType.Name}: {problem.MessageText}");
            }
        }

        Found.None(wrong);
    }

    [Fact]
    public void Every_property_has_the_type_and_the_nullability_of_its_column()
    {
        using var db = Open();
        var columns = house.World.List<Column>("""
            select table_name, column_name, is_nullable = 'YES' as can_be_null, case when data_type = 'ARRAY' then udt_name else data_type end as type
            from information_schema.columns where table_schema = 'public'
            """).ToDictionary(c => (c.TableName, c.ColumnName));
        var wrong = new List<string>();
        foreach (var property in db.Model.GetEntityTypes().Where(e => !e.IsMappedToJson()).SelectMany(e => e.GetProperties()))
        {
            var table = property.DeclaringType.ContainingEntityType.GetTableName()!;
            if (!columns.TryGetValue((table, property.GetColumnName()), out var column))
            {
                wrong.Add($"{table}.{property.GetColumnName()} does not exist");
            }
            // What may be empty in the table must be able to be empty in the entity. (The other way round the database refuses, which is safe.)
            else if (column.CanBeNull && !property.IsNullable && !property.IsPrimaryKey())
            {
                wrong.Add($"{table}.{property.GetColumnName()} can be null, {property.Name} cannot");
            }
            else if (!Fits(property.GetRelationalTypeMapping().StoreType, column.Type))
            {
                wrong.Add($"{table}.{property.GetColumnName()} is {column.Type}, {property.Name} is {property.GetRelationalTypeMapping().StoreType}");
            }
        }

        Found.None(wrong);
    }

    [Fact]
    public async Task Migrating_twice_changes_nothing()
    {
        var before = house.World.List<string>("select migration_id from migration order by 1".Replace("migration_id", "\"MigrationId\"", StringComparison.Ordinal));
        await house.Database.MigrateAsync(TestContext.Current.CancellationToken);
        Assert.Equal(before, house.World.List<string>("select \"MigrationId\" from migration order by 1"));
    }

    private InBeeldDb Open() => new(new DbContextOptionsBuilder<InBeeldDb>().UseNpgsql(house.Database.Owner).Options);

    private static object Set(InBeeldDb db, IEntityType entity) =>
        typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(entity.ClrType).Invoke(db, [])!;

    private static bool Fits(string model, string column) => (model, column) switch
    {
        ("timestamp with time zone", "timestamp with time zone") => true,
        ("uuid[]", "_uuid") or ("text[]", "_text") or ("integer[]", "_int4") or ("smallint[]", "_int2") => true,
        var (m, c) => m == c || (m.StartsWith("character varying", StringComparison.Ordinal) && c is "text" or "character varying"),
    };

    private sealed class Column
    {
        public string TableName { get; set; } = "";

        public string ColumnName { get; set; } = "";

        public bool CanBeNull { get; set; }

        public string Type { get; set; } = "";
    }
}
