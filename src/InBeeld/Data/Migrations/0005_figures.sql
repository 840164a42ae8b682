-- Figures of schools, without a scan of the whole country: per school asked for by its own index, also with a plan that does not know the arguments.
create or replace function app.school_figures(schools uuid[], today date) returns table (school_id uuid, pupils integer, in_view integer, due integer, late integer, out_of_view integer, absent integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select q.id, case when x.shown then x.pupils end, case when x.shown then x.in_view end, case when x.shown then x.due end,
    case when x.shown then x.late end, case when x.shown then x.out_of_view end, case when x.shown then x.absent end
  from unnest(array(select app.figures_of(schools))) as q (id)
  cross join lateral (select count(*) >= app.smallest_school() or q.id = app.organisation() as shown, count(*)::integer as pupils,
    (count(*) filter (where coalesce(s.absent_until, '-infinity') < today and today < s.due_from))::integer as in_view,
    (count(*) filter (where coalesce(s.absent_until, '-infinity') < today and today >= s.due_from and today < s.late_from))::integer as due,
    (count(*) filter (where coalesce(s.absent_until, '-infinity') < today and today >= s.late_from and today < s.out_from))::integer as late,
    (count(*) filter (where coalesce(s.absent_until, '-infinity') < today and today >= s.out_from))::integer as out_of_view,
    (count(*) filter (where coalesce(s.absent_until, '-infinity') >= today))::integer as absent
    from pupil_state s where s.school_id = q.id and exists (select from pupil p where p.id = s.pupil_id and p.left_on is null)) x
  where x.pupils > 0
$$;
create index school_group_of_school on school_group (school_id);
create or replace function app.school_weeks(schools uuid[], weeks date[]) returns table (school_id uuid, week date, pupils integer, reached integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select q.id, x.week, x.pupils, x.reached
  from unnest(array(select app.figures_of(schools))) as q (id)
  cross join lateral (
    select w.week, sum(coalesce(c.reached, 0))::integer as reached,
      -- A group without contact in a week has no row; see app.group_weeks.
      sum(coalesce(c.pupils, case when w.week > (now() at time zone 'Europe/Amsterdam')::date - 7 then g.pupils
        else (select count(distinct p.pupil_id) from placement p where p.group_id = g.id and p.starts < w.week + 7 and (p.ends is null or p.ends >= w.week)) end))::integer as pupils
    from school_group g cross join unnest(weeks) as w (week)
    left join coverage_week c on c.group_id = g.id and c.week = w.week
    where g.school_id = q.id and g.kind = 'group' and (g.ended_on is null or g.ended_on >= w.week)
    group by w.week) x
  where x.pupils >= app.smallest_school() or q.id = app.organisation()
$$;
-- The groups of one's own school: the states of their children now, and per week of the window how many were placed and reached. Without
-- names. A stay counts in every week that it touches; two stays of one child in a group and week count once. Alike stays are counted
-- together before they are spread over the weeks, which matters for a school of two thousand. The row without id: children without a group.
create function app.group_figures(today date, first_week date, weeks integer) returns table (id uuid, name text, year_group smallint, location text, ended boolean, has_teacher boolean,
  in_view integer, due integer, late integer, out_of_view integer, absent integer, weeks_placed integer[], placed integer[], reached integer[])
language sql stable security definer set search_path = public, pg_temp as $$
  with mine as (select o.id from organisation o where o.id = app.organisation() and o.kind = 'school' and app.role() in ('principal', 'care')),
  spot as (
    select s.group_id,
      count(*) filter (where coalesce(s.absent_until, '-infinity') < today and today < s.due_from) as in_view,
      count(*) filter (where coalesce(s.absent_until, '-infinity') < today and today >= s.due_from and today < s.late_from) as due,
      count(*) filter (where coalesce(s.absent_until, '-infinity') < today and today >= s.late_from and today < s.out_from) as late,
      count(*) filter (where coalesce(s.absent_until, '-infinity') < today and today >= s.out_from) as out_of_view,
      count(*) filter (where coalesce(s.absent_until, '-infinity') >= today) as absent
    from mine join pupil_state s on s.school_id = mine.id join pupil p on p.id = s.pupil_id and p.left_on is null
    group by s.group_id),
  stay as (
    select p.group_id, p.pupil_id, p.starts, greatest(0, (p.starts - first_week) / 7) as first, least(weeks - 1, (coalesce(p.ends, today) - first_week) / 7) as last
    from mine join placement p on p.school_id = mine.id
    where p.group_id is not null and p.starts < first_week + 7 * weeks and (p.ends is null or p.ends >= first_week)),
  alike as (
    select group_id, first, last, count(*) as n
    from (select group_id, last, greatest(first, 1 + lag(last) over (partition by group_id, pupil_id order by starts)) as first from stay) once
    where first <= last group by group_id, first, last),
  placed as (select group_id, i, sum(n) as n from alike cross join lateral generate_series(first, last) i group by group_id, i),
  weekly as (
    select x.group_id, array_agg(x.i order by x.i) as weeks, array_agg(x.n::integer order by x.i) as placed, array_agg(coalesce(c.reached, 0) order by x.i) as reached
    from placed x left join coverage_week c on c.group_id = x.group_id and c.week = first_week + 7 * x.i
    group by x.group_id),
  active as (select g.* from mine join school_group g on g.school_id = mine.id where g.kind = 'group')
  select g.id, g.name, g.year_group, g.location, g.ended_on is not null as ended,
    exists (select 1 from group_teacher t where t.group_id = g.id and t.starts <= today and (t.ends is null or t.ends >= today)) as has_teacher,
    coalesce(s.in_view, 0)::integer as in_view, coalesce(s.due, 0)::integer as due, coalesce(s.late, 0)::integer as late,
    coalesce(s.out_of_view, 0)::integer as out_of_view, coalesce(s.absent, 0)::integer as absent,
    coalesce(w.weeks, '{}') as weeks, coalesce(w.placed, '{}') as placed, coalesce(w.reached, '{}') as reached
  from active g left join spot s on s.group_id = g.id and g.ended_on is null left join weekly w on w.group_id = g.id
  where g.ended_on is null or w.group_id is not null
  union all
  select null, '', null, '', false, true, sum(in_view)::integer, sum(due)::integer, sum(late)::integer, sum(out_of_view)::integer, sum(absent)::integer, '{}', '{}', '{}'
  from spot where group_id is null or group_id not in (select id from active where ended_on is null)
  having count(*) > 0
$$;
revoke all on function app.group_figures(date, date, integer) from public;
grant execute on function app.group_figures(date, date, integer) to inbeeld_app;
