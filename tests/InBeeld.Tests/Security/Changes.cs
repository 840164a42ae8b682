namespace InBeeld.Tests.Security;

/// <summary>Notes every row that is written, whoever writes it, so that a test can say that nothing was changed.</summary>
internal sealed class Changes
{
    // The journal tells what was refused; a session remembers when it was last used; changed holidays are a queue that is emptied by itself (the holidays themselves are watched).
    private const string MayChange = "table_name not in ('journal_inbox', 'journal', 'journal_batch', 'session', 'data_protection_key', 'holiday_change')";

    private readonly World world;

    public Changes(World world)
    {
        this.world = world;
        world.Do("""
            create table public.test_change (id bigint generated always as identity, table_name text, line text);
            create function public.test_note() returns trigger language plpgsql security definer set search_path = public, pg_temp as $f$
            begin
              insert into test_change (table_name, line) values (tg_table_name, tg_op || coalesce(to_jsonb(old)::text, '') || coalesce(to_jsonb(new)::text, ''));
              return null;
            end $f$;
            do $d$ declare t text; begin
              for t in select tablename from pg_tables where schemaname = 'public' and tablename not in ('test_change', 'migration') loop
                execute format('create trigger test_note after insert or update or delete on %I for each row execute function test_note()', t);
              end loop;
            end $d$;
            """);
    }

    public long Now => world.One<long>("select coalesce(max(id), 0) from test_change");

    public List<string> Since(long moment) => world.List<string>($"select distinct table_name from test_change where id > @moment and {MayChange}", new { moment });

    /// <summary>Tables in which a row with one of these ids in it was written.</summary>
    public List<string> Since(long moment, IEnumerable<Guid> about) =>
        world.List<string>($"select distinct table_name from test_change where id > @moment and {MayChange} and line like any (@about)", new { moment, about = about.Select(id => $"%{id}%").ToArray() });
}
