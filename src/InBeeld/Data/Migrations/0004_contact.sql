-- Contact: the norm, the moments, the state of each child derived from them, the ladder, worries, and coverage per week.

create table holiday (
  id      uuid primary key default uuidv7(),
  region  text not null default '',
  school_id uuid references organisation (id),
  name    text not null,
  starts  date not null,
  ends    date not null check (ends >= starts),
  check (region <> '' or school_id is not null)
);
create index holiday_region on holiday (region, starts);
create index holiday_school on holiday (school_id);
grant select, insert, update, delete on holiday to inbeeld_app;
alter table holiday enable row level security;
create policy readable on holiday for select to inbeeld_app using (true);
create policy add on holiday for insert to inbeeld_app with check ((school_id = (select app.organisation()) and (select app.role()) in ('principal', 'office')) or (school_id is null and (select app.role()) = 'administrator'));
create policy change on holiday for update to inbeeld_app using ((school_id = (select app.organisation()) and (select app.role()) in ('principal', 'office')) or (school_id is null and (select app.role()) = 'administrator'));
create policy remove on holiday for delete to inbeeld_app using ((school_id = (select app.organisation()) and (select app.role()) in ('principal', 'office')) or (school_id is null and (select app.role()) = 'administrator'));

-- A region whose holidays changed: the dates of its children are to be recomputed (RecomputeAfterHolidays).
create table holiday_change (region text primary key, changed_at timestamptz not null default now());
grant select, insert, update on holiday_change to inbeeld_app;
alter table holiday_change enable row level security;
create policy administrator on holiday_change to inbeeld_app using ((select app.role()) = 'administrator') with check ((select app.role()) = 'administrator');

-- The norm of a school per level of concern (0 every child, 1 some concern, 2 great concern): so many times per so many school weeks;
-- out of view when nobody was reached for this many school days. Without a row the defaults of Norm.cs hold.
create table school_norm (
  school_id      uuid not null references organisation (id),
  level          smallint not null check (level between 0 and 2),
  times          smallint not null check (times between 1 and 5),
  weeks          smallint not null default 1 check (weeks between 1 and 4),
  out_after_days smallint not null check (out_after_days between 1 and 60),
  primary key (school_id, level)
);
-- The ladder of a school: which rung is proposed after how many attempts, or school days, without reaching anyone.
create table ladder_rung (
  school_id      uuid not null references organisation (id),
  rung           smallint not null check (rung between 1 and 9),
  kind           text not null check (kind in ('care', 'municipality', 'door', 'network', 'place')),
  after_attempts smallint check (after_attempts between 1 and 50),
  after_days     smallint check (after_days between 1 and 200),
  primary key (school_id, rung)
);
grant select, insert, update, delete on school_norm, ladder_rung to inbeeld_app;
alter table school_norm enable row level security;
alter table ladder_rung enable row level security;
create policy readable on school_norm for select to inbeeld_app using (true);
create policy own_school on school_norm to inbeeld_app using (school_id = (select app.organisation()) and (select app.role()) in ('principal', 'care'));
create policy readable on ladder_rung for select to inbeeld_app using (true);
create policy own_school on ladder_rung to inbeeld_app using (school_id = (select app.organisation()) and (select app.role()) in ('principal', 'care'));

create table contact_moment (
  id              uuid primary key default uuidv7(),
  pupil_id        uuid not null references pupil (id),
  school_id       uuid not null,
  group_id        uuid,
  day             date not null,
  at              timestamptz not null,
  channel         text not null check (channel in ('phone', 'email', 'message', 'video', 'door', 'school')),
  reached         text not null check (reached in ('pupil', 'parent', 'both', 'nobody')),
  language        text not null default '',
  through         text not null default '',
  went            text not null default '' check (went in ('', 'well', 'mixed', 'worry')),
  note            text not null default '' check (length(note) <= 4000),
  by_person       uuid not null,
  organisation_id uuid not null,
  shared_id       uuid,
  version         integer not null default 1,
  created_at      timestamptz not null default now(),
  corrected_at    timestamptz,
  withdrawn_at    timestamptz,
  withdrawn_by    uuid,
  withdrawn_why   text not null default ''
);
create index contact_moment_pupil on contact_moment (pupil_id, at desc);
create index contact_moment_group on contact_moment (group_id, day) include (pupil_id, reached, withdrawn_at);
-- A contact that counted for brothers and sisters too is found again when it is recounted or undone.
create index contact_moment_shared on contact_moment (shared_id) where shared_id is not null;
create table contact_moment_history (
  id          uuid primary key default uuidv7(),
  moment_id   uuid not null references contact_moment (id),
  pupil_id    uuid not null,
  was         jsonb not null,
  replaced_at timestamptz not null default now(),
  replaced_by uuid not null
);
create index contact_moment_history_moment on contact_moment_history (moment_id);

-- Derived from the moments, the level, the norm and the holidays, in the transaction that changes any of these.
-- The state on a day is a comparison of dates: out_from, late_from, due_from, else in view. No nightly job.
create table pupil_state (
  pupil_id          uuid primary key references pupil (id),
  school_id         uuid not null,
  group_id          uuid,
  level             smallint not null default 0 check (level between 0 and 2),
  last_reached_day  date,
  last_reached_at   timestamptz,
  last_reached_who  text not null default '',
  last_channel      text not null default '',
  last_other_school boolean not null default false,
  attempts          integer not null default 0,
  last_attempt_day  date,
  not_reached_since date not null default current_date,
  due_from          date not null,
  late_from         date not null,
  out_from          date not null,
  absent_until      date,
  -- No illness and no diagnosis: only that the school was told.
  absent_why        text not null default '' check (absent_why in ('', 'ill', 'leave', 'other')),
  usual_channel     text not null default 'phone',
  rung_done         smallint not null default 0,
  rung_rest_until   date,
  version           integer not null default 1
);
create index pupil_state_group on pupil_state (group_id);
create index pupil_state_school on pupil_state (school_id, out_from);

-- Reached children per group and school week (week = its Monday). Recounted under the lock of its own row when a moment of that week changes.
create table coverage_week (
  group_id  uuid not null,
  week      date not null,
  school_id uuid not null,
  pupils    integer not null,
  reached   integer not null,
  primary key (group_id, week)
);
create index coverage_week_school on coverage_week (school_id, week);
create index coverage_week_week on coverage_week (week) include (school_id, pupils, reached);

create table ladder_decision (
  id          uuid primary key default uuidv7(),
  pupil_id    uuid not null references pupil (id),
  rung        smallint not null,
  kind        text not null,
  attempts    integer not null,
  school_days integer not null,
  decision    text not null check (decision in ('taken', 'rest')),
  rest_until  date,
  note        text not null default '' check (length(note) <= 4000),
  by_person   uuid not null,
  at          timestamptz not null default now(),
  was_rung    smallint not null default 0,
  was_rest    date,
  undone_at   timestamptz
);
create index ladder_decision_pupil on ladder_decision (pupil_id, at desc);

-- A worry that a teacher hands to the care professional. Seen by who wrote it and by facet care.
create table worry (
  id          uuid primary key default uuidv7(),
  pupil_id    uuid not null references pupil (id),
  school_id   uuid not null,
  text        text not null check (length(text) between 1 and 4000),
  urgency     smallint not null default 1 check (urgency between 1 and 3),
  by_person   uuid not null,
  at          timestamptz not null default now(),
  state       text not null default 'open' check (state in ('open', 'taken', 'done')),
  taken_by    uuid,
  taken_at    timestamptz,
  done_at     timestamptz,
  answer      text not null default '' check (length(answer) <= 4000),
  version     integer not null default 1
);
create index worry_school on worry (school_id, state);
create index worry_pupil on worry (pupil_id);

alter table contact_moment enable row level security;
alter table contact_moment_history enable row level security;
alter table pupil_state enable row level security;
alter table coverage_week enable row level security;
alter table ladder_decision enable row level security;
alter table worry enable row level security;
-- What can be corrected; never whose child it was about and who wrote it.
grant select, insert, update (day, at, channel, reached, language, through, went, note, version, corrected_at, withdrawn_at, withdrawn_by, withdrawn_why) on contact_moment to inbeeld_app;
grant select, insert, update (urgency, state, taken_by, taken_at, done_at, answer, version) on worry to inbeeld_app;
-- The derived columns are written by app.set_states only.
grant select, update (level, absent_until, absent_why, rung_done, rung_rest_until, version) on pupil_state to inbeeld_app;
grant select, insert on contact_moment_history, ladder_decision to inbeeld_app;
grant update (undone_at) on ladder_decision to inbeeld_app;
grant select on coverage_week to inbeeld_app;

create policy contact on contact_moment for select to inbeeld_app using (
  exists (select 1 from involvement i where i.pupil_id = contact_moment.pupil_id and i.scope_id = any ((select app.scopes(2))::uuid[]) and i.facets & 2 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now())));
-- In one's own name, and not for a child one may not contact. (A brother or sister at another school: app.log_for_sibling.)
create policy add on contact_moment for insert to inbeeld_app with check (by_person = (select app.person()) and organisation_id = (select app.organisation()) and app.may(pupil_id, 2));
create policy change on contact_moment for update to inbeeld_app using (
  app.may(pupil_id, 2) and (by_person = (select app.person()) or (select app.role()) in ('care', 'principal')));
create policy contact on contact_moment_history for select to inbeeld_app using (app.may(pupil_id, 2));
create policy add on contact_moment_history for insert to inbeeld_app with check (replaced_by = (select app.person()) and app.may(pupil_id, 2));
create policy contact on pupil_state for select to inbeeld_app using (
  exists (select 1 from involvement i where i.pupil_id = pupil_state.pupil_id and i.scope_id = any ((select app.scopes(2))::uuid[]) and i.facets & 2 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now())));
create policy change on pupil_state for update to inbeeld_app using (app.may(pupil_id, 2));
-- Numbers per group are for the school's own people; its board and municipality get them per school (app.school_weeks).
create policy numbers on coverage_week for select to inbeeld_app using (school_id = (select app.organisation()));
create policy care on ladder_decision for select to inbeeld_app using (app.may(pupil_id, 2));
create policy add on ladder_decision for insert to inbeeld_app with check (by_person = (select app.person()) and app.may(pupil_id, 2));
create policy undo on ladder_decision for update to inbeeld_app using (by_person = (select app.person()) and app.may(pupil_id, 2));
-- Who wrote it sees it as long as the child is theirs.
create policy see on worry for select to inbeeld_app using ((by_person = (select app.person()) and app.may(pupil_id, 2)) or app.may(pupil_id, 8));
create policy add on worry for insert to inbeeld_app with check (by_person = (select app.person()) and app.may(pupil_id, 2));
create policy change on worry for update to inbeeld_app using (app.may(pupil_id, 8));

-- Recount groups for a week. First the lock on the summary rows (in a fixed order), then the count, in a statement that sees what the others committed.
create function app.recount(groups uuid[], the_week date) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into coverage_week (group_id, week, school_id, pupils, reached)
    select g.id, the_week, g.school_id, g.pupils, 0 from school_group g where g.id = any (groups) order by g.id
    on conflict (group_id, week) do update set pupils = coverage_week.pupils;
  update coverage_week c set
    reached = (select count(distinct m.pupil_id) from contact_moment m where m.group_id = c.group_id and m.day >= the_week and m.day < the_week + 7 and m.reached <> 'nobody' and m.withdrawn_at is null),
    pupils = (select count(distinct p.pupil_id) from placement p where p.group_id = c.group_id and p.starts < the_week + 7 and (p.ends is null or p.ends >= the_week))
    where c.group_id = any (groups) and c.week = the_week;
end $$;
revoke all on function app.recount(uuid[], date) from public;
grant execute on function app.recount(uuid[], date) to inbeeld_app;

-- One call for several children of a family: the moment also counts for a brother or sister at another school. Without the note.
create function app.log_for_sibling(moment uuid, sibling uuid, new_id uuid) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare m contact_moment; s pupil;
begin
  select * into m from contact_moment x where x.id = moment and x.by_person = app.person();
  select p.* into s from pupil p join pupil me on me.id = m.pupil_id and me.family_id = p.family_id where p.id = sibling and p.id <> me.id and p.left_on is null;
  if m.id is null or s.id is null or not app.may(m.pupil_id, 2) then raise exception 'not allowed' using errcode = '42501'; end if;
  insert into contact_moment (id, pupil_id, school_id, group_id, day, at, channel, reached, language, through, by_person, organisation_id, shared_id)
    values (new_id, s.id, s.school_id, s.group_id, m.day, m.at, m.channel, m.reached, m.language, m.through, m.by_person, m.organisation_id, m.id)
    on conflict (id) do nothing;
  return s.id;
end $$;
revoke all on function app.log_for_sibling(uuid, uuid, uuid) from public;
grant execute on function app.log_for_sibling(uuid, uuid, uuid) to inbeeld_app;

-- Fewer children than this at a school: its figures are not shown outside the school, and stand in no total either,
-- so that they cannot be found by subtraction.
insert into setting values ('figures.smallest_school', '10');
create function app.smallest_school() returns integer language sql stable parallel safe as $$
  select (value #>> '{}')::integer from public.setting where key = 'figures.smallest_school'
$$;
-- Whose figures one may see without names: one's own school, the schools of one's board, those of one's municipality.
create function app.figures_of(schools uuid[]) returns setof uuid language sql stable as $$
  select o.id from public.organisation o where o.id = any (schools) and (o.id = app.organisation() or o.board_id = app.organisation()
    or o.municipality_code = (select m.code from public.organisation m where m.id = app.organisation() and m.kind = 'municipality'))
$$;

-- Figures of today per school, without names. Of a school that is too small only that it is there: every number is null.
create function app.school_figures(schools uuid[], today date) returns table (school_id uuid, pupils integer, in_view integer, due integer, late integer, out_of_view integer, absent integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select x.school_id, case when x.shown then x.pupils end, case when x.shown then x.in_view end, case when x.shown then x.due end,
    case when x.shown then x.late end, case when x.shown then x.out_of_view end, case when x.shown then x.absent end
  from (select s.school_id, count(*) >= app.smallest_school() or s.school_id = app.organisation() as shown, count(*)::integer as pupils,
    (count(*) filter (where coalesce(s.absent_until, '-infinity') < today and today < s.due_from))::integer as in_view,
    (count(*) filter (where coalesce(s.absent_until, '-infinity') < today and today >= s.due_from and today < s.late_from))::integer as due,
    (count(*) filter (where coalesce(s.absent_until, '-infinity') < today and today >= s.late_from and today < s.out_from))::integer as late,
    (count(*) filter (where coalesce(s.absent_until, '-infinity') < today and today >= s.out_from))::integer as out_of_view,
    (count(*) filter (where coalesce(s.absent_until, '-infinity') >= today))::integer as absent
  from pupil_state s join pupil p on p.id = s.pupil_id and p.left_on is null
  where s.school_id in (select app.figures_of(schools))
  group by s.school_id) x
$$;
revoke all on function app.school_figures(uuid[], date) from public;
grant execute on function app.school_figures(uuid[], date) to inbeeld_app;

-- Children and reached children per group and week (a week is its Monday). A week without contact has no row in coverage_week: then
-- the children are those placed, and of a week that is not over the count that the group keeps (no probe per group of the country).
create function app.group_weeks(weeks date[]) returns table (group_id uuid, school_id uuid, week date, pupils bigint, reached bigint)
language sql stable as $$
  select g.id, g.school_id, w.week, coalesce(c.pupils, case when w.week > (now() at time zone 'Europe/Amsterdam')::date - 7 then g.pupils
      else (select count(distinct p.pupil_id) from public.placement p where p.group_id = g.id and p.starts < w.week + 7 and (p.ends is null or p.ends >= w.week)) end),
    coalesce(c.reached, 0)
  from public.school_group g cross join unnest(weeks) as w (week)
  left join public.coverage_week c on c.group_id = g.id and c.week = w.week
  where g.kind = 'group' and (g.ended_on is null or g.ended_on >= w.week)
$$;
revoke all on function app.group_weeks(date[]) from public;
-- Per school and week, without names; a week in which the school was too small is left out.
create function app.school_weeks(schools uuid[], weeks date[]) returns table (school_id uuid, week date, pupils integer, reached integer)
language sql stable security definer set search_path = public, pg_temp as $$
  with w as materialized (select * from app.group_weeks(weeks) x where x.school_id in (select app.figures_of(schools)))
  select w.school_id, w.week, sum(w.pupils)::integer, sum(w.reached)::integer
  from w group by w.school_id, w.week having sum(w.pupils) >= app.smallest_school() or w.school_id = app.organisation()
$$;
revoke all on function app.school_weeks(uuid[], date[]) from public;
grant execute on function app.school_weeks(uuid[], date[]) to inbeeld_app;

-- Coverage per municipality and week, kept as a summary: 342 rows a week instead of a hundred thousand groups.
create table municipality_week (
  municipality_code text not null references municipality (code),
  week              date not null,
  schools           integer not null,
  pupils            integer not null,
  reached           integer not null,
  computed_at       timestamptz not null default now(),
  primary key (municipality_code, week)
);
grant select on municipality_week to inbeeld_app;
create function app.refresh_municipality_week(the_week date, only_code text default null) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare n integer;
begin
  insert into municipality_week (municipality_code, week, schools, pupils, reached, computed_at)
    with w as materialized (
      select o.id, o.municipality_code, x.pupils, x.reached
      from app.group_weeks(array[the_week]) x join organisation o on o.id = x.school_id and o.is_on and o.municipality_code is not null
      where only_code is null or o.municipality_code = only_code)
    select s.municipality_code, the_week, count(*), sum(s.pupils), sum(s.reached), now()
    from (select w.municipality_code, sum(w.pupils) as pupils, sum(w.reached) as reached from w group by w.id, w.municipality_code having sum(w.pupils) >= app.smallest_school()) s
    group by s.municipality_code
    on conflict (municipality_code, week) do update set schools = excluded.schools, pupils = excluded.pupils, reached = excluded.reached, computed_at = excluded.computed_at;
  get diagnostics n = row_count;
  return n;
end $$;
revoke all on function app.refresh_municipality_week(date, text) from public;
grant execute on function app.refresh_municipality_week(date, text) to inbeeld_app;
-- Weeks of one's own municipality: the last two at most ten minutes old, older ones (contacts can be entered later) a day.
create function app.municipality_weeks(weeks date[]) returns setof municipality_week
language plpgsql security definer set search_path = public, pg_temp as $$
declare town text; stale date; newest date := (select max(w) from unnest(weeks) w);
begin
  select m.code into town from organisation m where m.id = app.organisation() and m.kind = 'municipality';
  for stale in
    select w.week from unnest(weeks) as w (week) left join municipality_week x on x.municipality_code = town and x.week = w.week
    where town is not null and (x.week is null or x.computed_at < now() - case when w.week >= newest - 7 then interval '10 minutes' else interval '1 day' end)
    order by w.week loop
    -- A week without figures is written down too, or it would be counted anew every time.
    if app.refresh_municipality_week(stale, town) = 0 then
      insert into municipality_week (municipality_code, week, schools, pupils, reached) values (town, stale, 0, 0, 0)
        on conflict (municipality_code, week) do update set schools = 0, pupils = 0, reached = 0, computed_at = now();
    end if;
  end loop;
  return query select * from municipality_week x where x.municipality_code = town and x.week = any (weeks) order by x.week;
end $$;
revoke all on function app.municipality_weeks(date[]) from public;
grant execute on function app.municipality_weeks(date[]) to inbeeld_app;

-- For whom the derived state may be recomputed: children one may see, their brothers and sisters, and everyone for the owner (command line, jobs).
create function app.may_recompute(pupil uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select session_user <> 'inbeeld_app' or app.may(pupil, 1)
    or exists (select 1 from pupil p join pupil s on s.family_id = p.family_id and s.id <> p.id where p.id = pupil and app.may(s.id, 2))
$$;
-- What the state of children follows from: their moments and level, and the norms and days off of their schools, in one answer.
create function app.states_needed(pupils uuid[]) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  with facts as (
    select p.id as pupil_id, p.school_id, p.group_id, coalesce(s.level, 0) as level,
      coalesce((select min(pl.starts) from placement pl where pl.pupil_id = p.id and pl.school_id = p.school_id and pl.ends is null), p.created_at::date) as since,
      r.day as last_reached_day, r.at as last_reached_at, coalesce(r.reached, '') as last_reached_who, coalesce(r.organisation_id <> p.school_id, false) as last_other_school,
      coalesce(r.channel, '') as last_channel, a.attempts, a.last_attempt_day, coalesce(u.channel, 'phone') as usual_channel
    from unnest(pupils) as asked (id) join pupil p on p.id = asked.id left join pupil_state s on s.pupil_id = p.id
    left join lateral (select m.day, m.at, m.reached, m.channel, m.organisation_id from contact_moment m
      where m.pupil_id = p.id and m.reached <> 'nobody' and m.withdrawn_at is null order by m.at desc limit 1) r on true
    left join lateral (select count(*) as attempts, max(m.day) as last_attempt_day from contact_moment m
      where m.pupil_id = p.id and m.reached = 'nobody' and m.withdrawn_at is null and m.at > coalesce(r.at, '-infinity')) a on true
    left join lateral (select m.channel from contact_moment m where m.pupil_id = p.id and m.withdrawn_at is null order by m.at desc limit 1) u on true
    where app.may_recompute(p.id))
  select jsonb_build_object(
    'facts', (select coalesce(jsonb_agg(to_jsonb(f)), '[]') from facts f),
    'norms', (select coalesce(jsonb_agg(to_jsonb(n)), '[]') from school_norm n where n.school_id in (select school_id from facts)),
    'off', (select coalesce(jsonb_agg(jsonb_build_object('school_id', o.id, 'starts', h.starts, 'ends', h.ends)), '[]')
      from organisation o join holiday h on h.school_id = o.id or (h.school_id is null and h.region = o.holiday_region) where o.id in (select school_id from facts)))
$$;
create function app.set_states(states jsonb) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare n integer;
begin
  insert into pupil_state as s (pupil_id, school_id, group_id, level, last_reached_day, last_reached_at, last_reached_who, last_channel, last_other_school,
      attempts, last_attempt_day, not_reached_since, due_from, late_from, out_from, usual_channel)
    select x.pupil_id, x.school_id, x.group_id, x.level, x.last_reached_day, x.last_reached_at, x.last_reached_who, x.last_channel, x.last_other_school,
      x.attempts, x.last_attempt_day, coalesce(x.last_reached_day, x.since), x.due_from, x.late_from, x.out_from, x.usual_channel
    from jsonb_to_recordset(states) as x (pupil_id uuid, school_id uuid, group_id uuid, level smallint, since date, last_reached_day date, last_reached_at timestamptz,
      last_reached_who text, last_channel text, last_other_school boolean, attempts integer, last_attempt_day date, usual_channel text, due_from date, late_from date, out_from date)
    where app.may_recompute(x.pupil_id) order by x.pupil_id
  on conflict (pupil_id) do update set school_id = excluded.school_id, group_id = excluded.group_id, last_reached_day = excluded.last_reached_day,
    last_reached_at = excluded.last_reached_at, last_reached_who = excluded.last_reached_who, last_channel = excluded.last_channel, last_other_school = excluded.last_other_school,
    attempts = excluded.attempts, last_attempt_day = excluded.last_attempt_day, not_reached_since = excluded.not_reached_since,
    due_from = excluded.due_from, late_from = excluded.late_from, out_from = excluded.out_from, usual_channel = excluded.usual_channel,
    -- Reached again: the ladder starts from the ground.
    rung_done = case when excluded.last_reached_at is distinct from s.last_reached_at then 0 else s.rung_done end,
    rung_rest_until = case when excluded.last_reached_at is distinct from s.last_reached_at then null else s.rung_rest_until end,
    version = s.version + 1;
  get diagnostics n = row_count;
  return n;
end $$;
revoke all on function app.may_recompute(uuid) from public;
revoke all on function app.states_needed(uuid[]) from public;
revoke all on function app.set_states(jsonb) from public;
grant execute on function app.may_recompute(uuid), app.states_needed(uuid[]), app.set_states(jsonb) to inbeeld_app;

-- The groups whose coverage a moment touches, with those of the brothers and sisters it counts for.
create function app.groups_of_moment(moment uuid) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct m.group_id from contact_moment m where (m.id = moment or m.shared_id = moment) and m.group_id is not null
    and (session_user <> 'inbeeld_app' or exists (select 1 from contact_moment x where x.id = moment and x.by_person = app.person()) or app.may(m.pupil_id, 2))
$$;
revoke all on function app.groups_of_moment(uuid) from public;
grant execute on function app.groups_of_moment(uuid) to inbeeld_app;

-- Undo of what was logged for brothers and sisters at other schools, together with the moment itself. Gives their ids.
create function app.undo_for_siblings(moment uuid) returns setof uuid
language sql security definer set search_path = public, pg_temp as $$
  update contact_moment m set withdrawn_at = now(), withdrawn_by = app.person(), withdrawn_why = 'ongedaan gemaakt', version = version + 1
  where m.shared_id = moment and m.by_person = app.person() and m.withdrawn_at is null and m.created_at > now() - interval '1 day' and not app.may(m.pupil_id, 2)
  returning m.pupil_id
$$;
revoke all on function app.undo_for_siblings(uuid) from public;
grant execute on function app.undo_for_siblings(uuid) to inbeeld_app;

-- Of whom something was noted: they stay on the list when the import that brought them is undone. Says that there is something, not what.
create function app.with_contact(pupils uuid[]) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select asked.id from unnest(pupils) as asked (id)
  where (session_user <> 'inbeeld_app' or app.may(asked.id, 1))
    and (exists (select 1 from contact_moment m where m.pupil_id = asked.id) or exists (select 1 from worry w where w.pupil_id = asked.id)
      or exists (select 1 from ladder_decision d where d.pupil_id = asked.id))
$$;
revoke all on function app.with_contact(uuid[]) from public;
grant execute on function app.with_contact(uuid[]) to inbeeld_app;
