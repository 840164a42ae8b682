namespace InBeeld.Capabilities.Pupils.ImportClassList.Preview;

/// <summary>
/// How a staged list is compared with the list of the school. Each statement works on all rows at once and writes nothing but the staged rows.
/// @import, @school, @today, @year: the school year of the file (or empty), @combined: the file says who is in which combined group, @groups: it has groups.
/// </summary>
internal static class CompareSql
{
    /// <summary>As it was staged.</summary>
    public const string Reset = """
        select app.forget_class_list(@import, true);
        update class_list_row set kind = '', pupil_id = null, was = '{}' where import_id = @import and kind not in ('', 'rejected');
        update class_list_group set change = '', group_id = null, was = '{}' where import_id = @import and change <> ''
        """;

    /// <summary>
    /// A group is the same one by its key; else, within a school year, when it ended and comes back; else when it alone has this name, since another program
    /// uses other keys. Not by name in another school year: 6a of this year has other children than 6a of last year, and its teacher must not come along.
    /// </summary>
    public const string MatchGroups = """
        update class_list_group c set group_id = g.id from school_group g
          where c.import_id = @import and g.school_id = @school and g.kind = c.kind and g.key = c.key and g.ended_on is null;
        update class_list_group c set group_id = g.id
          from (select distinct on (kind, key) id, kind, key from school_group where school_id = @school and ended_on is not null
              and ((@year <> '' and school_year = @year) or (@year = '' and ended_on > @today - 31)) order by kind, key, ended_on desc) g
          where c.import_id = @import and c.group_id is null and c.kind = g.kind and c.key = g.key;
        update class_list_group c set group_id = pair.id
          from (select x.kind, x.key, g.id, count(*) over (partition by x.kind, x.key) as of_file, count(*) over (partition by g.id) as of_school
              from class_list_group x join school_group g on g.school_id = @school and g.kind = x.kind and g.ended_on is null and lower(g.name) = lower(x.name)
                and (g.school_year = '' or @year = '' or g.school_year = @year)
              where x.import_id = @import and x.group_id is null and not exists (select 1 from class_list_group y where y.import_id = @import and y.group_id = g.id)) pair
          where c.import_id = @import and c.kind = pair.kind and c.key = pair.key and pair.of_file = 1 and pair.of_school = 1
        """;

    public const string CompareGroups = """
        update class_list_group c set was = w.was, change = case when w.was - 'school_year' = '{}' then 'same' else 'changed' end
          from (select x.kind, x.key,
              case when g.name <> x.name then jsonb_build_object('name', g.name) else '{}' end
              || case when g.key <> x.key then jsonb_build_object('key', g.key) else '{}' end
              || case when x.year_group is not null and g.year_group is distinct from x.year_group then jsonb_build_object('year_group', g.year_group) else '{}' end
              || case when x.location is not null and g.location <> x.location then jsonb_build_object('location', g.location) else '{}' end
              || case when @year <> '' and g.school_year <> @year then jsonb_build_object('school_year', g.school_year) else '{}' end
              || case when g.ended_on is not null then jsonb_build_object('ended_on', g.ended_on) else '{}' end as was
            from class_list_group x join school_group g on g.id = x.group_id where x.import_id = @import and g.school_id = @school) w
          where c.import_id = @import and c.kind = w.kind and c.key = w.key;
        update class_list_group set change = 'new' where import_id = @import and group_id is null;
        insert into class_list_group (import_id, kind, key, name, year_group, location, group_id, change)
          select @import, g.kind, g.key, g.name, g.year_group, g.location, g.id, 'gone' from school_group g
          where g.school_id = @school and g.ended_on is null and case g.kind when 'group' then @groups else @combined end
            and not exists (select 1 from class_list_group c where c.import_id = @import and c.group_id = g.id)
        """;

    /// <summary>
    /// Whether one number is of one child: the birth date or the whole name is the same; or one of the names, where a birth date is not known or differs in only
    /// its day, month or year, as a slip of the pen does. Else the number was given to another child, who may not inherit the contacts and the family of the first.
    /// </summary>
    private const string SameChild = """
        (p.birth_date = r.birth_date or p.sort_key = r.sort_key
          or ((lower(p.given_name) = lower(r.given_name) or lower(p.surname) = lower(r.surname))
            and (p.birth_date is null or r.birth_date is null
              or (date_part('day', p.birth_date) <> date_part('day', r.birth_date))::int + (date_part('month', p.birth_date) <> date_part('month', r.birth_date))::int
                + (date_part('year', p.birth_date) <> date_part('year', r.birth_date))::int = 1)))
        """;

    /// <summary>Who has the number and the name.</summary>
    public const string MatchWholly = """
        update class_list_row r set pupil_id = p.id from pupil p
          where r.import_id = @import and r.kind = '' and p.school_id = @school and p.left_on is null and p.key = r.key and p.sort_key = r.sort_key
            and (p.birth_date is null or r.birth_date is null or p.birth_date = r.birth_date)
        """;

    /// <summary>Another number, or none before: the same child when name and birth date are, on both sides only once.</summary>
    public const string MatchByName = """
        update class_list_row r set pupil_id = pair.id
          from (select x.n, p.id, count(*) over (partition by x.n) as of_file, count(*) over (partition by p.id) as of_school
              from class_list_row x join pupil p on p.school_id = @school and p.left_on is null and p.sort_key = x.sort_key and p.birth_date = x.birth_date
              where x.import_id = @import and x.kind = '' and x.pupil_id is null
                and not exists (select 1 from class_list_row y where y.import_id = @import and (y.pupil_id = p.id or (y.kind = 'rejected' and y.key = p.key)))) pair
          where r.import_id = @import and r.n = pair.n and pair.of_file = 1 and pair.of_school = 1
        """;

    /// <summary>By the number, of those not found by now: who is on the list; then who was, since that child may come back.</summary>
    public const string MatchByKey = $"""
        update class_list_row r set pupil_id = p.id from pupil p
          where r.import_id = @import and r.kind = '' and r.pupil_id is null and p.school_id = @school and p.left_on is null and p.key = r.key and {SameChild}
            and not exists (select 1 from class_list_row y where y.import_id = @import and y.pupil_id = p.id);
        update class_list_row x set pupil_id = w.id
          from (select distinct on (r.n) r.n, p.id from class_list_row r join pupil p on p.school_id = @school and p.left_on is not null and p.key = r.key and {SameChild}
              where r.import_id = @import and r.kind = '' and r.pupil_id is null order by r.n, p.left_on desc, p.id desc) w
          where x.import_id = @import and x.n = w.n
        """;

    /// <summary>What the file does not give (an empty cell, a column that is not there) stays as it is; a name is given as a whole.</summary>
    public const string ComparePupils = """
        update class_list_row set kind = 'leaver' where import_id = @import and kind = '' and left_on <= @today;
        update class_list_row set kind = 'new' where import_id = @import and kind = '' and pupil_id is null;
        update class_list_row r set was = d.was,
            kind = case when d.was ? 'left_on' then 'new' when d.was ? 'group_id' then 'moved' when d.was <> '{}' then 'changed' else 'same' end
          from (select x.n,
              case when p.left_on is not null then jsonb_build_object('left_on', p.left_on) else '{}' end
              || case when p.key <> x.key then jsonb_build_object('key', p.key) else '{}' end
              || case when (p.given_name, p.prefix, p.surname) <> (x.given_name, x.prefix, x.surname)
                then jsonb_build_object('given_name', p.given_name, 'prefix', p.prefix, 'surname', p.surname, 'sort_key', p.sort_key, 'search_key', p.search_key) else '{}' end
              || case when p.initials <> x.initials then jsonb_build_object('initials', p.initials) else '{}' end
              || case when x.birth_date is not null and p.birth_date is distinct from x.birth_date then jsonb_build_object('birth_date', p.birth_date) else '{}' end
              || case when x.year_group is not null and p.year_group is distinct from x.year_group then jsonb_build_object('year_group', p.year_group) else '{}' end
              || case when p.postcode4 <> x.postcode4 then jsonb_build_object('postcode4', p.postcode4) else '{}' end
              || case when p.location <> x.location then jsonb_build_object('location', p.location) else '{}' end
              || case when x.joined_on is not null and p.joined_on is distinct from x.joined_on then jsonb_build_object('joined_on', p.joined_on) else '{}' end
              || case when p.left_on is not null or (x.group_key is not null and (c.group_id is null or c.group_id is distinct from p.group_id))
                then jsonb_build_object('group_id', p.group_id) else '{}' end as was
            from class_list_row x join pupil p on p.id = x.pupil_id and p.school_id = @school
            left join class_list_group c on c.import_id = @import and c.kind = 'group' and c.key = x.group_key
            where x.import_id = @import and x.kind = '') d
          where r.import_id = @import and r.n = d.n
        """;

    /// <summary>Who is in other combined groups than before; only of a file that says so, and where there are any.</summary>
    public const string CompareCombined = """
        update class_list_row r set was = r.was || jsonb_build_object('combined', d.names), kind = case when r.kind = 'same' then 'changed' else r.kind end
          from (select x.n,
              coalesce((select jsonb_agg(g.name order by g.name) from placement pl join school_group g on g.id = pl.group_id and g.kind = 'combined' where pl.pupil_id = x.pupil_id and pl.ends is null), '[]') as names,
              array(select pl.group_id::text from placement pl join school_group g on g.id = pl.group_id and g.kind = 'combined' where pl.pupil_id = x.pupil_id and pl.ends is null order by 1) as now,
              array(select coalesce(c.group_id::text, c.key) from class_list_group c where c.import_id = @import and c.kind = 'combined' and c.key = any (x.combined) order by 1) as wanted
            from class_list_row x where x.import_id = @import and x.kind in ('same', 'changed', 'moved') and not x.was ? 'left_on') d
          where r.import_id = @import and r.n = d.n and d.now <> d.wanted
        """;

    /// <summary>Who is on the list and not in the file. Not somebody whose row was rejected: that child is in the file, only not readable.</summary>
    public const string Gone = """
        insert into class_list_row (import_id, n, kind, pupil_id, key, given_name, prefix, surname, sort_key)
          select @import, @last + row_number() over (order by p.sort_key, p.id), 'gone', p.id, p.key, p.given_name, p.prefix, p.surname, p.sort_key from pupil p
          where p.school_id = @school and p.left_on is null
            and not exists (select 1 from class_list_row r where r.import_id = @import and r.pupil_id = p.id)
            and not exists (select 1 from class_list_row r where r.import_id = @import and r.kind = 'rejected' and r.key = p.key)
        """;

    public const string Counts = """
        select count(*) filter (where kind = 'new') as new, count(*) filter (where kind = 'new' and was ? 'left_on') as back, count(*) filter (where kind = 'changed') as changed,
          count(*) filter (where kind = 'moved') as moved, count(*) filter (where kind = 'gone') as gone, count(*) filter (where kind = 'same') as same,
          count(*) filter (where kind = 'leaver') as leavers,
          (select count(*) from class_list_group where import_id = @import and change = 'new') as groups_new,
          (select count(*) from class_list_group where import_id = @import and change = 'changed') as groups_changed,
          (select count(*) from class_list_group where import_id = @import and change = 'gone') as groups_gone,
          (select count(*) from pupil where school_id = @school and left_on is null) as before,
          (select i.school_year from class_list_import i where i.school_id = @school and i.state = 'applied' order by i.applied_at desc limit 1) as last_year,
          (select max(i.applied_at) from class_list_import i join class_list_import me on me.id = @import where i.school_id = @school and i.state = 'applied' and i.file_sha256 = me.file_sha256 and i.file_sha256 <> '' and i.id <> me.id) as same_file_at
        from class_list_row where import_id = @import
        """;
}
