using System.Data;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace InBeeld.Data;

/// <summary>Teaches Dapper the types of PostgreSQL that it does not know. Called once, when the program starts.</summary>
internal static class DapperTypes
{
    private static int done;

    public static void Register()
    {
        if (Interlocked.Exchange(ref done, 1) == 0)
        {
            DefaultTypeMap.MatchNamesWithUnderscores = true;
            SqlMapper.AddTypeHandler(new DayHandler());
            SqlMapper.AddTypeHandler(new MomentHandler());
        }
    }

    private sealed class DayHandler : SqlMapper.TypeHandler<DateOnly>
    {
        public override void SetValue(IDbDataParameter parameter, DateOnly value) => (parameter.Value, ((NpgsqlParameter)parameter).NpgsqlDbType) = (value, NpgsqlDbType.Date);

        public override DateOnly Parse(object value) => value is DateOnly day ? day : DateOnly.FromDateTime((DateTime)value);
    }

    // timestamptz comes as a UTC DateTime.
    private sealed class MomentHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => (parameter.Value, ((NpgsqlParameter)parameter).NpgsqlDbType) = (value.ToUniversalTime(), NpgsqlDbType.TimestampTz);

        public override DateTimeOffset Parse(object value) => value is DateTimeOffset moment ? moment : new DateTimeOffset(DateTime.SpecifyKind((DateTime)value, DateTimeKind.Utc));
    }
}
