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
            SqlMapper.AddTypeHandler(typeof(DateOnly), new DayHandler());
            SqlMapper.AddTypeHandler(typeof(TimeOnly), new TimeHandler());
            SqlMapper.AddTypeHandler(typeof(DateTimeOffset), new MomentHandler());
        }
    }

    private sealed class DayHandler : SqlMapper.ITypeHandler
    {
        public void SetValue(IDbDataParameter parameter, object value) => (parameter.Value, ((NpgsqlParameter)parameter).NpgsqlDbType) = (value, NpgsqlDbType.Date);

        // Of a single nullable column Dapper hands over the absence of a value too.
        public object? Parse(Type destinationType, object value) => value switch { DBNull => null, DateOnly day => day, _ => DateOnly.FromDateTime((DateTime)value) };
    }

    private sealed class TimeHandler : SqlMapper.ITypeHandler
    {
        public void SetValue(IDbDataParameter parameter, object value) => (parameter.Value, ((NpgsqlParameter)parameter).NpgsqlDbType) = (value, NpgsqlDbType.Time);

        public object? Parse(Type destinationType, object value) => value switch { DBNull => null, TimeOnly time => time, _ => TimeOnly.FromTimeSpan((TimeSpan)value) };
    }

    // timestamptz comes as a UTC DateTime.
    private sealed class MomentHandler : SqlMapper.ITypeHandler
    {
        public void SetValue(IDbDataParameter parameter, object value) =>
            (parameter.Value, ((NpgsqlParameter)parameter).NpgsqlDbType) = (value is DateTimeOffset moment ? moment.ToUniversalTime() : value, NpgsqlDbType.TimestampTz);

        public object? Parse(Type destinationType, object value) => value switch { DBNull => null, DateTimeOffset moment => moment, _ => new DateTimeOffset(DateTime.SpecifyKind((DateTime)value, DateTimeKind.Utc)) };
    }
}
