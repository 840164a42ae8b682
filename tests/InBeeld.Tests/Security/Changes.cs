namespace InBeeld.Tests.Security;

/// <summary>Notes every row that is written, whoever writes it, so that a test can say that nothing was changed.</summary>
internal sealed class Changes
{
    // The journal tells what was refused; a session remembers when it was last used; changed holidays are a queue that is emptied by itself (the holidays themselves are watched).
    private const string NotWatched = "'journal_inbox', 'journal', 'journal_batch', 'session', 'data_protection_key', 'holiday_change', 'test_change', 'test_refused', 'migration'";

    private readonly World world;

    public Changes(World world)
    {
        this.world = world;
        world.Do($$"""
            create table public.test_change (id bigint generated always as identity, table_name text, line text);
            create function public.test_note() returns trigger language plpgsql security definer set search_path = public, pg_temp as $f$
            begin
              insert into test_change (table_name, line) values (tg_table_name, tg_op || coalesce(to_jsonb(old)::text, '') || coalesce(to_jsonb(new)::text, ''));
              return null;
            end $f$;
            do $d$ declare t text; begin
              for t in select tablename from pg_tables where schemaname = 'public' and tablename not in ({{NotWatched}}) loop
                execute format('create trigger test_note after insert or update or delete on %I for each row execute function test_note()', t);
              end loop;
            end $d$;
            -- Counted by a number that goes up: counting the journal itself would read all of it at every question.
            create table public.test_refused (id bigint generated always as identity);
            create function public.test_count() returns trigger language plpgsql security definer set search_path = public, pg_temp as $f$
            begin
              insert into test_refused default values;
              return null;
            end $f$;
            create trigger test_count after insert on journal_inbox for each row when (new.kind = 'refused') execute function test_count();
            create index test_refused_id on test_refused (id);
            create index test_change_id on test_change (id);
            """);
    }

    public long Now => world.One<long>("select coalesce(max(id), 0) from test_change");

    /// <summary>Goes up with every line of the journal that tells of a refusal.</summary>
    public long Refused => world.One<long>("select coalesce(max(id), 0) from test_refused");

    public List<string> Since(long moment) => world.List<string>("select distinct table_name from test_change where id > @moment", new { moment });

    /// <summary>Tables in which a row with one of these ids in it was written.</summary>
    public List<string> Since(long moment, IEnumerable<Guid> about) =>
        world.List<string>("select distinct table_name from test_change where id > @moment and line like any (@about)", new { moment, about = about.Select(id => $"%{id}%").ToArray() });
}
