using InBeeld.Capabilities.Pupils.ImportClassList.Apply;

namespace InBeeld.Capabilities.Pupils.ImportClassList.Undo;

/// <summary>
/// How an applied list is taken back. Nothing is deleted: a child that was new is off the list again, and a placement that should not have been ends a week
/// before it starts, so that it counts in no week. @import, @school, @today; @kept: new children that stay.
/// </summary>
internal static class UndoSql
{
    /// <summary>Those who came with the list, or came back.</summary>
    public const string New = "select pupil_id from class_list_row where import_id = @import and kind = 'new' order by n";

    /// <summary>Before the children, since they go back to these.</summary>
    public const string Groups = """
        update school_group g set name = coalesce(c.was ->> 'name', g.name), key = coalesce(c.was ->> 'key', g.key),
            year_group = case when c.was ? 'year_group' then (c.was ->> 'year_group')::smallint else g.year_group end, location = coalesce(c.was ->> 'location', g.location),
            school_year = coalesce(c.was ->> 'school_year', g.school_year), version = g.version + 1
          from class_list_group c where c.import_id = @import and c.change in ('same', 'changed') and c.was - 'ended_on' <> '{}' and g.id = c.group_id;
        update school_group g set ended_on = null, version = g.version + 1 from class_list_group c
          where c.import_id = @import and c.change = 'gone' and c.was ? 'ended_on' and g.id = c.group_id
        """;

    /// <summary>Placements that the list made never were.</summary>
    public const string EndStarted = """
        update placement pl set ends = pl.starts - 7 from class_list_row r
          where r.import_id = @import and pl.pupil_id = r.pupil_id and pl.id = any (r.started) and pl.school_id = @school and pl.ends is null and not (r.kind = 'new' and r.pupil_id = any (@kept));
        update pupil p set left_on = @today, version = p.version + 1 from class_list_row r
          where r.import_id = @import and r.kind = 'new' and not r.was ? 'left_on' and p.id = r.pupil_id and p.school_id = @school and not r.pupil_id = any (@kept)
        """;

    /// <summary>A child that stays although it came with the list has no right to a number that another child gets back.</summary>
    public const string FreeKeys = ApplySql.FreeKeys + """
        ;
        update pupil p set key = p.id::text from class_list_row r
          where r.import_id = @import and r.kind = 'new' and r.pupil_id = any (@kept) and p.id = r.pupil_id and p.school_id = @school
            and exists (select 1 from class_list_row b join pupil o on o.id = b.pupil_id and o.school_id = @school
              where b.import_id = @import and b.pupil_id <> p.id and (b.was ->> 'key' = p.key or (b.kind in ('gone', 'leaver') and b.was ? 'left_on' and o.key = p.key)))
        """;

    public const string Pupils = """
        update pupil p set key = coalesce(r.was ->> 'key', p.key), given_name = coalesce(r.was ->> 'given_name', p.given_name), prefix = coalesce(r.was ->> 'prefix', p.prefix),
            surname = coalesce(r.was ->> 'surname', p.surname), sort_key = coalesce(r.was ->> 'sort_key', p.sort_key), search_key = coalesce(r.was ->> 'search_key', p.search_key),
            initials = coalesce(r.was ->> 'initials', p.initials), postcode4 = coalesce(r.was ->> 'postcode4', p.postcode4), location = coalesce(r.was ->> 'location', p.location),
            birth_date = case when r.was ? 'birth_date' then (r.was ->> 'birth_date')::date else p.birth_date end,
            joined_on = case when r.was ? 'joined_on' then (r.was ->> 'joined_on')::date else p.joined_on end,
            year_group = case when r.was ? 'year_group' then (r.was ->> 'year_group')::smallint else p.year_group end,
            group_id = case when r.was ? 'group_id' then (r.was ->> 'group_id')::uuid else p.group_id end,
            left_on = case when r.was ? 'left_on' then (r.was ->> 'left_on')::date else p.left_on end, version = p.version + 1
          from class_list_row r where r.import_id = @import and r.was <> '{}' and p.id = r.pupil_id and p.school_id = @school and not (r.kind = 'new' and r.pupil_id = any (@kept));
        update placement pl set ends = null from class_list_row r
          where r.import_id = @import and pl.pupil_id = r.pupil_id and pl.id = any (r.ended) and pl.school_id = @school and not (r.kind = 'new' and r.pupil_id = any (@kept))
        """;

    /// <summary>A group that was new, or had ended before, ends when nobody is in it any more.</summary>
    public const string EndGroups = """
        update school_group g set ended_on = coalesce((c.was ->> 'ended_on')::date, @today), version = g.version + 1 from class_list_group c
          where c.import_id = @import and g.id = c.group_id and g.ended_on is null and (c.change = 'new' or (c.change = 'changed' and c.was ? 'ended_on'))
            and not exists (select 1 from placement pl where pl.group_id = g.id and pl.ends is null)
        """;

    public const string Finish = """
        update class_list_state s set revision = s.revision + 1, teachers = coalesce((select i.teachers from class_list_import i where i.school_id = @school and i.state = 'applied' and i.id <> @import
          order by i.applied_at desc limit 1), '[]') where s.school_id = @school;
        update class_list_import set state = 'undone', undone_at = @now, undone_by = @by, trouble = null, summary = summary || jsonb_build_object('kept', @kept) where id = @import
        """;

    /// <summary>Who stands in another group, or is on the list again, and who goes; of the last no state is needed.</summary>
    public const string Placed = """
        select pupil_id from class_list_row where import_id = @import and pupil_id is not null and (kind = 'moved' or (kind in ('leaver', 'gone') and was ? 'left_on')) order by n
        """;
}
