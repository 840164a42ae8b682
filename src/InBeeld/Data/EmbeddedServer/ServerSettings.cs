using System.Globalization;

namespace InBeeld.Data.EmbeddedServer;

internal static class ServerSettings
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>
    /// The whole of postgresql.conf. It is written at every start; who wants another value uses ALTER SYSTEM, which is kept apart and wins.
    /// </summary>
    public static string For(int port, long memoryInBytes, bool durable)
    {
        var memory = memoryInBytes / Megabyte;
        return string.Create(CultureInfo.InvariantCulture,
            $"""
            # Written by InBeeld at every start. Other values: ALTER SYSTEM SET name = value.
            listen_addresses = '127.0.0.1'
            port = {port}
            unix_socket_directories = ''
            password_encryption = 'scram-sha-256'
            max_connections = 200

            shared_buffers = {Math.Clamp(memory / 8, 32, 256)}MB
            effective_cache_size = {Math.Max(memory / 2, 128)}MB
            work_mem = 8MB
            maintenance_work_mem = 64MB
            random_page_cost = 1.1
            jit = off

            wal_compression = on
            max_wal_size = 2GB
            checkpoint_timeout = 15min
            {(durable ? "" : WithoutDurability)}

            timezone = 'UTC'
            log_timezone = 'UTC'
            lc_messages = 'C'
            lc_monetary = 'C'
            lc_numeric = 'C'
            lc_time = 'C'
            datestyle = 'iso, dmy'
            default_text_search_config = 'pg_catalog.simple'

            # No statement, value or key in the log: they may hold names of children.
            log_error_verbosity = 'terse'
            log_min_error_statement = 'panic'
            log_parameter_max_length = 0
            log_parameter_max_length_on_error = 0
            log_checkpoints = off
            log_autovacuum_min_duration = -1
            log_line_prefix = '%m [%p] %q%a '

            """);
    }

    private const string WithoutDurability =
        """
        fsync = off
        synchronous_commit = off
        full_page_writes = off
        wal_level = minimal
        max_wal_senders = 0
        """;
}
