namespace InBeeld.Capabilities.Pupils.ImportClassList.Apply;

/// <summary>
/// How a compared list becomes the list of the school. The order matters: who leaves first, so that a key is free for another.
/// @import, @school, @today, @year; @first and @last: the rows of this round.
/// </summary>
internal static class ApplySql
{
    /// <summary>Rows of this transaction have no statistics: without this a loop in a loop over them could take hours. Every statement names the school, so that it reads no more than that.</summary>
    public const string JoinByHash = "set local enable_nestloop = off";

    public const string JoinAsUsual = "set local enable_nestloop = on";

    public const string Lock = """
        insert into class_list_state (school_id) values (@school) on conflict (school_id) do nothing;
        select revision from class_list_state where school_id = @school for update
        """;

    /// <summary>New groups get their row, known ones what changed; one that had ended and is in the file again goes on.</summary>
    public const string Groups = """
        update class_list_group set group_id = uuidv7() where import_id = @import and change = 'new' and group_id is null;
        insert into school_group (id, school_id, key, name, kind, year_group, school_year, location)
          select c.group_id, @school, c.key, c.name, c.kind, c.year_group, @year, coalesce(c.location, '') from class_list_group c where c.import_id = @import and c.change = 'new' order by c.group_id;
        update school_group g set key = c.key, name = c.name, year_group = coalesce(c.year_group, g.year_group), location = coalesce(c.location, g.location),
            school_year = case when @year = '' then g.school_year else @year end, ended_on = null, version = g.version + 1
          from class_list_group c where c.import_id = @import and c.change in ('same', 'changed') and c.was <> '{}' and g.id = c.group_id
        """;

    /// <summary>Who left or is no longer in the file: the placements end and the child is off the list. Nothing is deleted.</summary>
    public const string Leave = """
        update class_list_row r set was = jsonb_build_object('left_on', null) from pupil p
          where r.import_id = @import and r.kind in ('leaver', 'gone') and p.id = r.pupil_id and p.school_id = @school and p.left_on is null;
        with e as (
          update placement pl set ends = greatest(pl.starts, case when r.kind = 'leaver' then least(r.left_on, @today) else @today end) from class_list_row r
          where r.import_id = @import and r.kind in ('leaver', 'gone') and r.was ? 'left_on' and pl.pupil_id = r.pupil_id and pl.school_id = @school and pl.ends is null returning pl.id, pl.pupil_id)
        update class_list_row r set ended = x.ids from (select pupil_id, array_agg(id) as ids from e group by pupil_id) x
          where r.import_id = @import and r.pupil_id = x.pupil_id and r.kind in ('leaver', 'gone');
        update pupil p set left_on = case when r.kind = 'leaver' then least(r.left_on, @today) else @today end, version = p.version + 1 from class_list_row r
          where r.import_id = @import and r.kind in ('leaver', 'gone') and r.was ? 'left_on' and p.id = r.pupil_id and p.school_id = @school
        """;

    /// <summary>
    /// Before the children get the numbers of the file, also when they are taken back: who gets another one gives up the old one first, since two children may
    /// exchange theirs, and no two on a list have the same.
    /// </summary>
    public const string FreeKeys = """
        update pupil p set key = p.id::text from class_list_row r
          where r.import_id = @import and r.was ? 'key' and p.id = r.pupil_id and p.school_id = @school and p.left_on is null
        """;

    public const string Pupils = """
        update class_list_row set pupil_id = uuidv7() where import_id = @import and n between @first and @last and kind = 'new' and pupil_id is null;
        insert into pupil (id, school_id, key, given_name, prefix, surname, initials, birth_date, year_group, group_id, postcode4, location, joined_on, search_key, sort_key)
          select r.pupil_id, @school, r.key, r.given_name, r.prefix, r.surname, coalesce(r.initials, ''), r.birth_date, r.year_group, c.group_id, coalesce(r.postcode4, ''), coalesce(r.location, ''),
            r.joined_on, r.search_key, r.sort_key
          from class_list_row r left join class_list_group c on c.import_id = @import and c.kind = 'group' and c.key = r.group_key
          where r.import_id = @import and r.n between @first and @last and r.kind = 'new' and not r.was ? 'left_on' order by r.n;
        update pupil p set key = r.key, given_name = r.given_name, prefix = r.prefix, surname = r.surname, search_key = r.search_key, sort_key = r.sort_key,
            initials = coalesce(r.initials, p.initials), birth_date = coalesce(r.birth_date, p.birth_date), year_group = coalesce(r.year_group, p.year_group),
            group_id = case when r.was ? 'group_id' then c.group_id else p.group_id end, postcode4 = coalesce(r.postcode4, p.postcode4), location = coalesce(r.location, p.location),
            joined_on = coalesce(r.joined_on, p.joined_on), left_on = null, version = p.version + 1
          from class_list_row r left join class_list_group c on c.import_id = @import and c.kind = 'group' and c.key = r.group_key
          where r.import_id = @import and r.n between @first and @last and r.kind in ('new', 'changed', 'moved') and r.was <> '{}' and p.id = r.pupil_id and p.school_id = @school
        """;

    /// <summary>First the new placements, then the end of the old ones, so that the relation with the school is not broken off in between.</summary>
    public const string Placements = """
        with want as (
          select r.pupil_id, c.group_id, case when r.kind = 'new' then greatest(@today, r.joined_on) else @today end as starts
            from class_list_row r left join class_list_group c on c.import_id = @import and c.kind = 'group' and c.key = r.group_key
            where r.import_id = @import and r.n between @first and @last and (r.kind = 'new' or (r.kind = 'moved' and r.was ? 'group_id'))
          union
          select r.pupil_id, c.group_id, @today from class_list_row r join class_list_group c on c.import_id = @import and c.kind = 'combined' and c.key = any (r.combined)
            where r.import_id = @import and r.n between @first and @last and (r.kind = 'new' or r.was ? 'combined')),
        s as (
          insert into placement (pupil_id, school_id, group_id, starts) select w.pupil_id, @school, w.group_id, w.starts from want w
            where not exists (select 1 from placement pl where pl.school_id = @school and pl.pupil_id = w.pupil_id and pl.group_id is not distinct from w.group_id and pl.ends is null)
            returning id, pupil_id)
        update class_list_row r set started = x.ids from (select pupil_id, array_agg(id) as ids from s group by pupil_id) x
          where r.import_id = @import and r.n between @first and @last and r.pupil_id = x.pupil_id;
        with e as (
          update placement pl set ends = greatest(pl.starts, @today)
          from class_list_row r left join class_list_group c on c.import_id = @import and c.kind = 'group' and c.key = r.group_key
          where r.import_id = @import and r.n between @first and @last and r.kind in ('changed', 'moved') and r.was ?| array['group_id', 'combined']
            and pl.pupil_id = r.pupil_id and pl.school_id = @school and pl.ends is null
            and case when exists (select 1 from school_group g where g.id = pl.group_id and g.kind = 'combined')
              then r.was ? 'combined' and pl.group_id <> all (array(select x.group_id from class_list_group x where x.import_id = @import and x.kind = 'combined' and x.key = any (r.combined)))
              else r.was ? 'group_id' and pl.group_id is distinct from c.group_id end
          returning pl.id, pl.pupil_id)
        update class_list_row r set ended = x.ids from (select pupil_id, array_agg(id) as ids from e group by pupil_id) x
          where r.import_id = @import and r.n between @first and @last and r.pupil_id = x.pupil_id
        """;

    /// <summary>A group that is no longer in the file ends when nobody is in it any more.</summary>
    public const string EndGroups = """
        with e as (
          update school_group g set ended_on = @today, version = g.version + 1 from class_list_group c
          where c.import_id = @import and c.change = 'gone' and g.id = c.group_id and g.ended_on is null and not exists (select 1 from placement pl where pl.group_id = g.id and pl.ends is null)
          returning g.id)
        update class_list_group c set was = jsonb_build_object('ended_on', null) from e where c.import_id = @import and c.group_id = e.id and c.change = 'gone'
        """;

    public const string Finish = """
        update class_list_state s set revision = s.revision + 1, teachers = i.teachers from class_list_import i where i.id = @import and s.school_id = @school;
        update class_list_import set state = 'applied', applied_at = @now, applied_by = @by, content = null, trouble = null, revision = (select revision from class_list_state where school_id = @school) where id = @import
        """;

    /// <summary>Who is another child of a group than before: those who came, came back or moved.</summary>
    public const string Placed = """
        select pupil_id from class_list_row where import_id = @import and (kind = 'new' or (kind = 'moved' and was ? 'group_id')) order by n
        """;

    /// <summary>Groups with other children than before.</summary>
    public const string Touched = """
        select distinct pl.group_id from class_list_row r join placement pl on pl.school_id = @school and pl.pupil_id = r.pupil_id and (pl.id = any (r.started) or pl.id = any (r.ended))
        join school_group g on g.school_id = @school and g.id = pl.group_id and g.kind = 'group' where r.import_id = @import and (r.started is not null or r.ended is not null)
        """;

    /// <summary>Of whom something was written.</summary>
    public const string Written = """
        select pupil_id from class_list_row where import_id = @import and pupil_id is not null and (kind = 'new' or was <> '{}') order by n
        """;
}
