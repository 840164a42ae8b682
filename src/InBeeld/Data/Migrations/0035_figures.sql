-- For how many children a programme is, of the schools around: for the figures of the programme. Rounded to ten, so that a criterion that is changed tells nothing about a child.
create function app.target_group(programme uuid) returns integer language sql stable security definer set search_path = public, pg_temp as $$
  select case when count(u.id) < 10 then null else (round(count(u.id) / 10.0) * 10)::integer end
  from programme p join app.schools_around() s on true join organisation o on o.id = s.id join pupil u on u.school_id = o.id and u.left_on is null
  where p.id = target_group.programme and p.id = any (app.guided())
    and not exists (select 1 from programme_criterion c where c.programme_id = p.id and not coalesce(case c.kind when 'level' then o.level = any (c.levels) when 'year' then u.year_group between coalesce(c.least, 0) and coalesce(c.most, 99)
      when 'age' then extract(year from age(current_date, u.birth_date)) between coalesce(c.least, 0) and coalesce(c.most, 99) else true end, true))
$$;
revoke all on function app.target_group(uuid) from public;
grant execute on function app.target_group(uuid) to inbeeld_app;
