namespace InBeeld.Tests.Security;

/// <summary>What a table added tomorrow must have too.</summary>
public sealed class DatabaseRightsTests(TestHouse house) : IClassFixture<TestHouse>
{
    private readonly World world = house.World;

    [Fact]
    public void Every_table_about_children_or_families_has_row_level_security_and_a_rule()
    {
        var tables = world.List<string>("""
            select distinct c.table_name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
            where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
              and (c.column_name in ('pupil_id', 'family_id', 'child_id', 'staged') or (c.column_name = 'pupils' and c.data_type = 'ARRAY') or c.table_name in ('pupil', 'family'))
            """);
        Assert.True(tables.Count >= 15, "The list of tables is too short to prove anything");
        var without = world.List<string>("""
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
            where c.relname = any (@tables) and (not c.relrowsecurity
              -- No rule at all lets nobody in: that is right for tables that the application has no rights to.
              or not exists (select 1 from pg_policy p where p.polrelid = c.oid) and has_any_column_privilege('inbeeld_app', c.oid, 'select, insert, update'))
            """, new { tables });
        Found.None(without);
    }

    [Fact]
    public void Every_rule_about_children_asks_for_a_relation_a_school_or_a_person()
    {
        var open = world.List<string>("""
            select p.tablename || '.' || p.policyname from pg_policies p
            where p.schemaname = 'public' and coalesce(p.qual, 'true') = 'true' and coalesce(p.with_check, 'true') = 'true'
              and p.tablename in (select table_name from information_schema.columns where table_schema = 'public' and (column_name in ('pupil_id', 'family_id') or (column_name = 'pupils' and data_type = 'ARRAY')))
            """);
        Found.None(open);
    }

    [Fact]
    public void Every_table_that_is_open_to_all_who_sign_in_is_known_and_holds_no_children()
    {
        var open = world.List<string>("""
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
            where c.relkind in ('r', 'p') and has_any_column_privilege('inbeeld_app', c.oid, 'select')
              and (not c.relrowsecurity or exists (select 1 from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname and p.cmd in ('SELECT', 'ALL') and p.qual = 'true'))
            """);
        // Public data, figures without names, settings, and the accounts of people who work with children (looked up before anybody has entered).
        string[] known = ["municipality", "municipality_week", "organisation", "school_group", "school_norm", "ladder_rung", "holiday", "safety_contact", "setting", "data_protection_key",
            "person", "person_claim", "person_login", "person_token", "person_passkey", "membership", "invitation", "session", "totp", "recovery_code"];
        Found.None(open.Except(known));
    }

    [Fact]
    public void The_application_owns_nothing_and_passes_no_rule()
    {
        Assert.Equal(0, world.One<long>("""
            select (select count(*) from pg_class where relowner = 'inbeeld_app'::regrole) + (select count(*) from pg_proc where proowner = 'inbeeld_app'::regrole)
              + (select count(*) from pg_namespace where nspowner = 'inbeeld_app'::regrole) + (select count(*) from pg_database where datdba = 'inbeeld_app'::regrole)
              + (select count(*) from pg_type where typowner = 'inbeeld_app'::regrole)
            """));
        Assert.Equal(1, world.One<long>("select count(*) from pg_roles where rolname = 'inbeeld_app' and rolcanlogin and not rolsuper and not rolbypassrls and not rolcreatedb and not rolcreaterole and not rolreplication"));
        Assert.Equal(0, world.One<long>("select count(*) from pg_auth_members where member = 'inbeeld_app'::regrole"));
    }

    [Fact]
    public void The_application_makes_no_tables_and_becomes_nobody_else()
    {
        using var around = AsApp.Nobody(house);
        Assert.Equal("42501", around.Try("create table public.mine (id integer)"));
        Assert.Equal("42501", around.Try("create function app.mine() returns integer language sql as 'select 1'"));
        Assert.Equal("42501", around.Try($"set role {world.One<string>("select current_user::text")}"));
        Assert.Equal("42501", around.Try("alter table public.pupil disable row level security"));
        Assert.Equal("42501", around.Try("copy public.pupil to program 'cat'"));
    }

    [Fact]
    public void A_function_with_the_rights_of_the_owner_says_where_it_looks_and_is_not_for_everybody()
    {
        var loose = world.List<string>("""
            select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace and n.nspname in ('app', 'public')
            where p.prosecdef and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
              and (not coalesce(p.proconfig, '{}')::text like '%search_path=public, pg_temp%'
                or (p.prorettype <> 'trigger'::regtype and (p.proacl is null or exists (select 1 from aclexplode(p.proacl) a where a.grantee = 0))))
            """);
        Found.None(loose);
    }

    [Fact]
    public void No_column_is_named_after_what_is_never_stored()
    {
        var never = world.List<string>("""
            select table_name || '.' || column_name from information_schema.columns
            where table_schema = 'public' and column_name ~ '(bsn|burgerservice|ethnic|etnisch|nationality|nationaliteit|country|land_|eck|weight|gewicht|photo|foto|diagnos)'
            """);
        Found.None(never);
    }
}
