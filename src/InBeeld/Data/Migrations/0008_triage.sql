-- Triage: which route for whom. The rules are data (a decision table per municipality, with version and date), capacity is kept by hand
-- until other capabilities offer their own, and what a person decided is kept with what was proposed.

-- A version: being written (draft), or set to hold from a day on (live; over when valid_until has passed). One draft at a time, one live per day.
create table triage_table (
  id              uuid primary key default uuidv7(),
  municipality_id uuid not null references organisation (id),
  number          integer not null check (number > 0),
  state           text not null default 'draft' check (state in ('draft', 'live')),
  valid_from      date,
  valid_until     date,
  -- [{"id", "when": {fact: [values]}, "routes": [], "not": [], "reason"}], in order.
  rows            jsonb not null check (jsonb_typeof(rows) = 'array'),
  note            text not null default '' check (length(note) <= 500),
  by_person       uuid not null,
  at              timestamptz not null default now(),
  version         integer not null default 1,
  check (state = 'draft' or valid_from is not null),
  check (valid_until is null or valid_until >= valid_from),
  unique (municipality_id, number),
  exclude using gist (municipality_id with =, daterange(valid_from, valid_until, '[]') with &&) where (state = 'live')
);
create unique index triage_table_one_draft on triage_table (municipality_id) where state = 'draft';
grant select, insert, update (state, valid_from, valid_until, rows, note, by_person, at, version) on triage_table to inbeeld_app;
alter table triage_table enable row level security;
-- What holds or held is no secret for who works with children; a draft is for who writes it.
create policy see on triage_table for select to inbeeld_app using ((select app.person()) is not null and (state = 'live' or (municipality_id = (select app.organisation()) and (select app.role()) = 'coordinator')));
create policy write on triage_table for insert to inbeeld_app with check (municipality_id = (select app.organisation()) and (select app.role()) = 'coordinator' and state = 'draft');
create policy change on triage_table for update to inbeeld_app using (municipality_id = (select app.organisation()) and (select app.role()) = 'coordinator');
-- A version that was set keeps its rules, and once it has begun its first day too: a decision taken by it can be explained for good.
create function app.keep_triage_table() returns trigger language plpgsql as $$
begin
  if old.state = 'live' and (new.rows is distinct from old.rows or new.municipality_id <> old.municipality_id or new.number <> old.number) then
    raise exception 'A table that was set is not changed' using errcode = 'IB002';
  end if;
  if old.state = 'live' and old.valid_from <= (now() at time zone 'Europe/Amsterdam')::date and (new.state <> 'live' or new.valid_from <> old.valid_from) then
    raise exception 'A table that has begun is not taken back' using errcode = 'IB002';
  end if;
  return new;
end $$;
create trigger keep_triage_table before update on triage_table for each row execute function app.keep_triage_table();

-- How many are free of a route, as the municipality itself keeps it.
create table route_capacity (
  municipality_id uuid not null references organisation (id),
  kind            text not null check (kind in ('childcare', 'school', 'device', 'connection', 'library_place', 'programme', 'mentor', 'local_team')),
  free            integer not null check (free between 0 and 100000),
  of_all          integer check (of_all between 0 and 100000 and of_all >= free),
  as_of           date not null,
  by_person       uuid not null,
  primary key (municipality_id, kind)
);
grant select, insert, update on route_capacity to inbeeld_app;
alter table route_capacity enable row level security;
create policy see on route_capacity for select to inbeeld_app using ((select app.person()) is not null);
create policy add on route_capacity for insert to inbeeld_app with check (municipality_id = (select app.organisation()) and (select app.role()) = 'coordinator' and by_person = (select app.person()));
create policy change on route_capacity for update to inbeeld_app using (municipality_id = (select app.organisation()) and (select app.role()) = 'coordinator') with check (by_person = (select app.person()));

-- What somebody decided for a child, with the facts and the proposal as they were then. Here without the restricted facts: the proposal as it
-- is without them. Who may see them decides with them, and then proposal, deviation and reason stand in triage_decision_care, always,
-- so that nothing follows from whether there is such a row.
create table triage_decision (
  id              uuid primary key,
  pupil_id        uuid not null references pupil (id),
  organisation_id uuid not null references organisation (id),
  table_id        uuid references triage_table (id),
  table_number    integer not null,
  facts           jsonb not null,
  proposed        jsonb not null,
  capacity        jsonb not null,
  chosen          text[] not null check (chosen <@ array['childcare', 'school', 'device', 'connection', 'library_place', 'programme', 'mentor', 'local_team']),
  deviates        boolean,
  why             text not null default '' check (length(why) <= 1000),
  by_person       uuid not null,
  at              timestamptz not null,
  undone_at       timestamptz
);
create index triage_decision_pupil on triage_decision (pupil_id, at desc);
create index triage_decision_at on triage_decision (at);
create table triage_decision_care (
  decision_id uuid primary key references triage_decision (id),
  pupil_id    uuid not null references pupil (id),
  facts       jsonb not null,
  proposed    jsonb not null,
  deviates    boolean not null,
  why         text not null default '' check (length(why) <= 1000)
);
create index triage_decision_care_pupil on triage_decision_care (pupil_id);
alter table triage_decision enable row level security;
alter table triage_decision_care enable row level security;
grant select, insert, update (undone_at) on triage_decision to inbeeld_app;
grant select, insert on triage_decision_care to inbeeld_app;

-- Deciding is for who has a lasting task: emergency access is for looking.
create function app.may_decide(pupil uuid) returns boolean language sql stable parallel safe as $$
  select app.role() in ('care', 'principal', 'coordinator', 'attendance', 'team_lead', 'caseworker') and exists (select from public.involvement i
    where i.pupil_id = pupil and i.scope_id = any (app.scopes(4)) and i.facets & 4 <> 0 and i.reason <> 'emergency' and i.starts <= now() and (i.ends is null or i.ends > now()))
$$;
create policy needs on triage_decision for select to inbeeld_app using (
  exists (select 1 from involvement i where i.pupil_id = triage_decision.pupil_id and i.scope_id = any ((select app.scopes(4))::uuid[]) and i.facets & 4 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now())));
create policy decide on triage_decision for insert to inbeeld_app with check (by_person = (select app.person()) and organisation_id = (select app.organisation()) and app.may_decide(pupil_id));
create policy undo on triage_decision for update to inbeeld_app using (by_person = (select app.person()) and app.may_decide(pupil_id));
create policy care on triage_decision_care for select to inbeeld_app using (
  exists (select 1 from involvement i where i.pupil_id = triage_decision_care.pupil_id and i.scope_id = any ((select app.scopes(8))::uuid[]) and i.facets & 8 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now())));
create policy decide on triage_decision_care for insert to inbeeld_app with check (app.may_decide(pupil_id) and app.may(pupil_id, 8)
  and exists (select from triage_decision d where d.id = decision_id and d.pupil_id = triage_decision_care.pupil_id and d.by_person = (select app.person())));

-- The facts of a child as codes; the same for one child and for a trial on all. Crucial occupation is asked, so it is not here.
create function app.triage_state(due_from date, late_from date, out_from date, absent_until date, today date) returns text language sql immutable parallel safe as $$
  select case when due_from is null or coalesce(absent_until, '-infinity') >= today then 'none' when today >= out_from then 'out' when today >= late_from then 'late' when today >= due_from then 'due' else 'in' end
$$;
create function app.triage_years(year_group smallint) returns text language sql immutable parallel safe as $$
  select case when year_group is null then 'other' when year_group <= 4 then 'lower' when year_group <= 8 then 'upper' else 'secondary' end
$$;
create function app.triage_facts(needs text[], level smallint, state text, years text) returns jsonb language sql immutable parallel safe as $$
  select (select jsonb_object_agg(k, case when k = any (coalesce(needs, '{}')) then 'yes' else 'no' end)
      from unnest(array['no_device', 'no_connection', 'no_quiet_place', 'little_help', 'parents_no_dutch', 'motivation', 'health', 'unsafe_home']) k)
    || jsonb_build_object('level', coalesce(level, 0)::text, 'state', state, 'years', years)
$$;
-- The routes of every row that fits, in the order of the rows, each once. The rule itself is DecisionTable.Propose; a test holds them against each other.
create function app.triage_routes(facts jsonb, rows jsonb) returns text[] language sql immutable parallel safe as $$
  select coalesce(array_agg(x.route order by x.place), '{}') from (
    select p.route, min(r.n * 100 + p.n) as place
    from jsonb_array_elements(rows) with ordinality as r (one, n) cross join lateral jsonb_array_elements_text(r.one -> 'routes') with ordinality as p (route, n)
    where not exists (select from jsonb_each(r.one -> 'when') as w (fact, allowed) where not coalesce(w.allowed ? (facts ->> w.fact), false))
    group by p.route) x
$$;

-- Which children would get another proposal by other rules: counts, for the coordinator, of the schools of the own municipality. No child leaves this
-- function. A school that is too small is left out whole; what counts fewer than app.smallest_school() is lumped, and where a small lump could be
-- found by subtraction (of the changes, or of the schools, from the total) the total and the numbers of schools are rounded down (exact = false).
-- A cell of school and change stands only when nothing small follows from it.
create function app.triage_trial(old_rows jsonb, new_rows jsonb, today date) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  with least as materialized (select app.smallest_school() as n),
  schools as materialized (select s.id, s.name from organisation me join organisation s on s.kind = 'school' and s.is_on and s.municipality_code = me.code
    where me.id = app.organisation() and me.kind = 'municipality' and app.role() = 'coordinator'
      and (select count(*) from pupil p where p.school_id = s.id and p.left_on is null) >= (select n from least)),
  -- Alike children are counted together before their facts are made.
  children as materialized (
    select x.school_id, app.triage_facts(x.needs, x.level, x.state, x.years) || '{"crucial": "unknown"}' as facts, x.n from (
      select p.school_id, k.needs, s.level, app.triage_state(s.due_from, s.late_from, s.out_from, s.absent_until, today) as state, app.triage_years(p.year_group) as years, count(*) as n
      from schools o join pupil p on p.school_id = o.id and p.left_on is null left join pupil_state s on s.pupil_id = p.id
      left join (select x.pupil_id, array_agg(x.kind order by x.kind) as needs from need x where x.ended_on is null group by x.pupil_id) k on k.pupil_id = p.id
      group by 1, 2, 3, 4, 5) x),
  alike as materialized (select f.facts, app.triage_routes(f.facts, old_rows) as was, app.triage_routes(f.facts, new_rows) as becomes from (select distinct facts from children) f),
  cell as materialized (select c.school_id, a.was, a.becomes, sum(c.n)::integer as n from children c join alike a on a.facts = c.facts where a.was <> a.becomes group by 1, 2, 3),
  by_change as materialized (select was, becomes, sum(n)::integer as n from cell group by 1, 2),
  by_school as materialized (select school_id, sum(n)::integer as n from cell group by 1),
  few as (select
    (select coalesce(sum(n), 0)::integer from by_change where n < l.n) as changes, (select count(*) from by_change where n < l.n) as change_kinds,
    (select coalesce(sum(n), 0)::integer from by_school where n < l.n) as schools, (select count(*) from by_school where n < l.n) as school_kinds,
    (select coalesce(sum(n), 0)::integer from cell) as total, l.n as least from least l),
  -- A cell stands beside its two margins only when what then remains of each is nothing or enough.
  shown as (
    select c.* from cell c cross join least l join by_change h on h.was = c.was and h.becomes = c.becomes join by_school s on s.school_id = c.school_id
    where c.n >= l.n
      and (select h.n - sum(x.n) from cell x where x.was = c.was and x.becomes = c.becomes and x.n >= l.n) not between 1 and l.n - 1
      and (select s.n - sum(x.n) from cell x where x.school_id = c.school_id and x.n >= l.n) not between 1 and l.n - 1)
  select jsonb_build_object('least', f.least, 'children', (select coalesce(sum(n), 0) from children),
    'exact', x.exact, 'changed', case when x.exact then f.total when f.total < f.least then null else f.total / f.least * f.least end,
    'changes', (select coalesce(jsonb_agg(jsonb_build_object('was', h.was, 'becomes', h.becomes, 'n', h.n,
        'schools', (select coalesce(jsonb_agg(jsonb_build_object('name', s.name, 'n', c.n) order by c.n desc, s.name), '[]') from shown c join schools s on s.id = c.school_id where c.was = h.was and c.becomes = h.becomes)) order by h.n desc, h.was, h.becomes), '[]')
      from by_change h where h.n >= f.least),
    'fewChanges', f.change_kinds > 0, 'inFewChanges', case when f.change_kinds > 1 and f.changes >= f.least then f.changes end,
    'schools', (select coalesce(jsonb_agg(jsonb_build_object('name', s.name, 'n', case when x.exact then b.n else b.n / f.least * f.least end) order by b.n desc, s.name), '[]') from by_school b join schools s on s.id = b.school_id where b.n >= f.least),
    'fewSchools', f.school_kinds > 0, 'inFewSchools', case when x.exact and f.school_kinds > 1 then f.schools end)
  from few f cross join lateral (select f.total = 0 or (f.total >= f.least
    and (f.changes = 0 or (f.change_kinds > 1 and f.changes >= f.least)) and (f.schools = 0 or (f.school_kinds > 1 and f.schools >= f.least))) as exact) x
$$;
revoke all on function app.triage_trial(jsonb, jsonb, date) from public;
grant execute on function app.triage_trial(jsonb, jsonb, date) to inbeeld_app;

-- What was decided in the own municipality, per month and per route, for the coordinator: counts; null is "fewer than" (also where the rest would be).
create function app.triage_figures(since date) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  with least as materialized (select app.smallest_school() as n),
  decided as materialized (
    select date_trunc('month', d.at at time zone 'Europe/Amsterdam')::date as month, d.chosen, coalesce(c.deviates, d.deviates) as deviates,
      array(select p ->> 'route' from jsonb_array_elements(coalesce(c.proposed, d.proposed)) p) as proposed
    from organisation me join organisation s on s.kind = 'school' and s.municipality_code = me.code join pupil p on p.school_id = s.id join triage_decision d on d.pupil_id = p.id
    left join triage_decision_care c on c.decision_id = d.id
    where me.id = app.organisation() and me.kind = 'municipality' and app.role() = 'coordinator' and d.undone_at is null and d.at >= since::timestamp at time zone 'Europe/Amsterdam'),
  months as (select month, count(*)::integer as n, (count(*) filter (where deviates))::integer as deviated from decided group by month),
  routes as (select r as route, (count(*) filter (where r = any (chosen)))::integer as chosen, (count(*) filter (where r = any (proposed)))::integer as proposed
    from decided cross join lateral (select distinct r from unnest(chosen || proposed) r) x group by r)
  select jsonb_build_object('least', l.n,
    'months', (select coalesce(jsonb_agg(jsonb_build_object('month', m.month, 'decided', case when m.n >= l.n then m.n end,
      'deviated', case when m.n >= l.n and (m.deviated = 0 or m.deviated >= l.n) and (m.deviated = m.n or m.n - m.deviated >= l.n) then m.deviated end) order by m.month desc), '[]') from months m),
    'routes', (select coalesce(jsonb_agg(jsonb_build_object('route', r.route, 'chosen', case when r.chosen = 0 or r.chosen >= l.n then r.chosen end,
      'proposed', case when r.proposed = 0 or r.proposed >= l.n then r.proposed end) order by r.chosen desc, r.route), '[]') from routes r))
  from least l
$$;
revoke all on function app.triage_figures(date) from public;
grant execute on function app.triage_figures(date) to inbeeld_app;
