using System.Text;
using InBeeld.Capabilities.People.Model;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace InBeeld.Data;

/// <summary>The tables as entities. The schema itself is the SQL under Migrations; a test holds the two against each other. Each capability adds its sets in its own Model folder.</summary>
internal sealed partial class InBeeldDb(DbContextOptions<InBeeldDb> options) : IdentityUserContext<Person, Guid>(options)
{
    public DbSet<JournalEntry> JournalEntries => Set<JournalEntry>();

    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        model.ApplyConfigurationsFromAssembly(typeof(InBeeldDb).Assembly);
        foreach (var entity in model.Model.GetEntityTypes().Where(e => !e.IsMappedToJson()))
        {
            entity.SetTableName(entity.ClrType == typeof(Person) || !entity.ClrType.Name.StartsWith("IdentityUser", StringComparison.Ordinal)
                ? Snake(entity.ClrType.Name)
                : "person_" + Snake(entity.ClrType.Name["IdentityUser".Length..].Split('`')[0]));
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Snake(property.Name));
            }
        }

        foreach (var json in model.Model.GetEntityTypes().Where(e => e.IsMappedToJson()))
        {
            json.SetContainerColumnName(Snake(json.GetContainerColumnName()!));
        }

        model.Entity<JournalEntry>().ToTable("journal_inbox");
    }

    private static string Snake(string name)
    {
        var snake = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && !char.IsUpper(name[i - 1]))
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(name[i]));
        }

        return snake.ToString();
    }
}
