-- Giving many children a place at once: schools ask, the municipality computes without names, tries and applies. Who the children are stays with their schools.

create table allocation (
  id              uuid primary key,
  municipality_id uuid not null references organisation (id),
  name            text not null check (length(trim(name)) between 1 and 80),
  -- The places are for these days; schools ask until then.
  starts          date not null,
  ends            date not null check (ends >= starts and ends <= starts + 200),
  requests_until  date not null,
  -- No further than this from the school, in minutes.
  most_minutes    smallint not null default 30 check (most_minutes between 5 and 120),
  ended_at        timestamptz,
  version         integer not null default 1,
  by_person       uuid not null references person (id),
  at              timestamptz not null
);
create index allocation_town on allocation (municipality_id, id desc);
-- From a school to a library on foot or by bike, as the municipality knows it. Not known: it counts as 15.
create table place_travel (
  municipality_id uuid not null references organisation (id),
  school_id       uuid not null references organisation (id),
  library_id      uuid not null references organisation (id),
  minutes         smallint not null check (minutes between 0 and 240),
  primary key (school_id, library_id)
);
create table place_request (
  id            uuid primary key,
  allocation_id uuid not null references allocation (id),
  pupil_id      uuid not null references pupil (id),
  school_id     uuid not null references organisation (id),
  -- Parts of the week: so many, each on another day.
  want          smallint not null check (want between 1 and 5),
  -- Weekday and morning (m) or afternoon (a).
  parts         text[] not null check (cardinality(parts) > 0 and parts <@ '{1m,1a,2m,2a,3m,3a,4m,4a,5m,5a,6m,6a}'),
  needs         text[] not null default '{}' check (needs <@ '{accessible,socket,quiet,computer}'),
  with_siblings boolean not null default true,
  by_person     uuid not null references person (id),
  at            timestamptz not null,
  withdrawn_at  timestamptz
);
create unique index place_request_once on place_request (allocation_id, pupil_id) where withdrawn_at is null;
create index place_request_school on place_request (allocation_id, school_id);
create index place_request_pupil on place_request (pupil_id);
-- When people of a school can supervise.
create table place_supervision (
  allocation_id uuid not null references allocation (id),
  school_id     uuid not null references organisation (id),
  parts         text[] not null check (parts <@ '{1m,1a,2m,2a,3m,3a,4m,4a,5m,5a,6m,6a}'),
  by_person     uuid not null references person (id),
  at            timestamptz not null,
  primary key (allocation_id, school_id)
);
-- Every computation is kept: with which choices, what came out in figures. One of them is applied.
create table allocation_run (
  id            uuid primary key,
  allocation_id uuid not null references allocation (id),
  number        integer not null,
  settings      jsonb not null,
  figures       jsonb not null,
  by_person     uuid not null references person (id),
  at            timestamptz not null,
  applied_at    timestamptz,
  undone_at     timestamptz,
  unique (allocation_id, number)
);
create unique index allocation_run_applied on allocation_run (allocation_id) where applied_at is not null and undone_at is null;
-- What a child got: the weekly series, in the order of the passes; and why it got less than was asked.
create table allocation_outcome (
  run_id     uuid not null references allocation_run (id) on delete cascade,
  request_id uuid not null references place_request (id),
  school_id  uuid not null references organisation (id),
  series     uuid[] not null,
  reason     text not null check (reason in ('', 'times', 'far', 'needs', 'supervision', 'full', 'siblings', 'quota', 'room')),
  -- How many series the child could reach.
  reach      smallint not null default 0,
  primary key (run_id, request_id)
);
create index allocation_outcome_request on allocation_outcome (request_id);

alter table allocation enable row level security;
alter table place_travel enable row level security;
alter table place_request enable row level security;
alter table place_supervision enable row level security;
alter table allocation_run enable row level security;
alter table allocation_outcome enable row level security;
grant select, insert, update (name, starts, ends, requests_until, most_minutes, ended_at, version) on allocation to inbeeld_app;
grant select, insert, update (minutes), delete on place_travel to inbeeld_app;
grant select, insert, update (want, parts, needs, with_siblings, withdrawn_at) on place_request to inbeeld_app;
grant select, insert, update (parts, by_person, at) on place_supervision to inbeeld_app;
grant select on allocation_run, allocation_outcome to inbeeld_app;

-- The municipality of the own organisation: the own one, or that of the school.
create function app.town_organisation() returns uuid language sql stable security definer set search_path = public, pg_temp as $$
  select m.id from organisation o join organisation m on m.kind = 'municipality' and m.code = case o.kind when 'municipality' then o.code else o.municipality_code end
  where o.id = app.organisation() and app.role() in ('coordinator', 'teacher', 'care', 'principal', 'office')
$$;
create function app.allocates(allocation_id uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select app.role() = 'coordinator' and exists (select 1 from allocation a where a.id = allocation_id and a.municipality_id = app.organisation())
$$;
create policy see on allocation for select to inbeeld_app using (municipality_id = (select app.town_organisation()));
create policy begin on allocation for insert to inbeeld_app with check ((select app.role()) = 'coordinator' and municipality_id = (select app.organisation()) and by_person = (select app.person()));
create policy change on allocation for update to inbeeld_app using ((select app.role()) = 'coordinator' and municipality_id = (select app.organisation()));
create policy see on place_travel for select to inbeeld_app using (municipality_id = (select app.town_organisation()));
create policy keep on place_travel for all to inbeeld_app using ((select app.role()) = 'coordinator' and municipality_id = (select app.organisation())) with check ((select app.role()) = 'coordinator' and municipality_id = (select app.organisation())
  and exists (select 1 from organisation o join organisation m on m.id = municipality_id and m.code = o.municipality_code where o.id = school_id and o.kind = 'school'));
create policy child on place_request for select to inbeeld_app using (school_id = (select app.organisation())
  and exists (select 1 from involvement i where i.pupil_id = place_request.pupil_id and i.scope_id = any ((select app.scopes(1))::uuid[]) and i.facets & 1 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now())));
create policy ask on place_request for insert to inbeeld_app with check (by_person = (select app.person()) and school_id = (select app.organisation()) and app.may_book(pupil_id)
  and exists (select 1 from allocation a where a.id = allocation_id and a.ended_at is null and a.requests_until >= (now() at time zone 'Europe/Amsterdam')::date));
create policy change on place_request for update to inbeeld_app using (school_id = (select app.organisation()) and app.may_book(pupil_id));
create policy see on place_supervision for select to inbeeld_app using (school_id = (select app.organisation()) or app.allocates(allocation_id));
create policy offer on place_supervision for insert to inbeeld_app with check (by_person = (select app.person()) and school_id = (select app.organisation()) and (select app.role()) in ('care', 'principal', 'office') and exists (select 1 from allocation a where a.id = allocation_id));
create policy change on place_supervision for update to inbeeld_app using (school_id = (select app.organisation()) and (select app.role()) in ('care', 'principal', 'office')) with check (by_person = (select app.person()));
create policy see on allocation_run for select to inbeeld_app using (app.allocates(allocation_id));
-- A school reads of its own children what was applied.
create policy child on allocation_outcome for select to inbeeld_app using (exists (select 1 from place_request r where r.id = request_id));

-- For whom it is most needed, heaviest first: great concern; some concern or two needs of the groups 3 and 4; one need; other.
create function app.place_class(child uuid) returns integer language sql stable security definer set search_path = public, pg_temp as $$
  select case when s.level = 2 then 0 when s.level = 1 or n.needs >= 2 then 1 when n.needs = 1 then 2 else 3 end
  from (select coalesce((select level from pupil_state where pupil_id = child), 0) as level) s
  cross join (select count(distinct kind) as needs from need where pupil_id = child and ended_on is null and kind in ('no_device', 'no_connection', 'no_quiet_place', 'little_help', 'motivation')) n
$$;
-- What is asked, without names: for whoever allocates. family: the same for children who want to come together. busy: series at which the child is somewhere already.
create function app.allocation_asked(the_allocation uuid) returns table (request_id uuid, school_id uuid, family uuid, class integer, want integer, parts text[], needs text[], previous uuid[], busy uuid[])
language sql stable security definer set search_path = public, pg_temp as $$
  select r.id, r.school_id, case when r.with_siblings and p.family_id is not null then md5(the_allocation::text || p.family_id::text)::uuid end, app.place_class(r.pupil_id), r.want::integer, r.parts, r.needs,
    coalesce((select o.series from allocation_outcome o join allocation_run u on u.id = o.run_id where o.request_id = r.id and u.applied_at is not null order by u.applied_at desc limit 1), '{}'),
    coalesce((select array_agg(distinct coalesce(x.series_id, x.id)) from booking b join slot x on x.during && b.during where b.pupil_id = r.pupil_id and b.state in ('booked', 'in') and b.series_id is distinct from the_allocation
      and lower(b.during) >= (select a.starts from allocation a where a.id = the_allocation)::timestamp at time zone 'Europe/Amsterdam'), '{}')
  from place_request r join pupil p on p.id = r.pupil_id
  where r.allocation_id = the_allocation and r.withdrawn_at is null and p.left_on is null and app.allocates(the_allocation)
  order by r.at, r.id
$$;
-- The weekly series of slots in these days with what is left for these children: what others booked is taken off, what this allocation itself booked is not.
-- school_taken: per slot, how many children of which school are there already, where a school may have so many at most. free_seats: of each different week, how many seats are free of each mix of kinds
-- (accessible 1, socket 2, quiet 4, computer 8, added up).
create function app.allocation_places(the_allocation uuid, from_moment timestamptz) returns table (series uuid, library_id uuid, library text, room text, weekday integer, part text, opens time, closes time, slots integer, capacity integer,
  per_school integer, supervised_by uuid, accessible integer, socket integer, quiet integer, computer integer, agreed integer, school_taken text, free_seats text)
language sql stable security definer set search_path = public, pg_temp as $$
  with a as (select * from allocation where id = the_allocation and app.allocates(the_allocation)),
  x as (
    select coalesce(s.series_id, s.id) as series, s.library_id, l.name as library, r.name as room, extract(isodow from s.starts at time zone 'Europe/Amsterdam')::integer as weekday, (s.starts at time zone 'Europe/Amsterdam')::time as opens,
      (s.ends at time zone 'Europe/Amsterdam')::time as closes, s.needs_supervision, s.supervising_school_id, s.most_per_school,
      least(s.seats, coalesce(s.people * s.per_person, s.seats), coalesce(s.most, s.seats)) - (select count(*) from booking b where b.slot_id = s.id and b.state in ('booked', 'in') and b.series_id is distinct from the_allocation)
        - (select count(*) from booking_wait w where w.slot_id = s.id and w.ended_at is null and w.offered_until > from_moment) as room_for,
      (select array[count(*) filter (where t.accessible), count(*) filter (where t.socket), count(*) filter (where t.quiet), count(*) filter (where t.computer)] from seat t where t.id = any (c.chosen) and t.removed_at is null
        and not exists (select 1 from booking b where b.seat_id = t.id and b.slot_id = s.id and b.state in ('booked', 'in') and b.series_id is distinct from the_allocation)) as kinds,
      (select jsonb_agg(coalesce(t.n, 0) order by mix) from generate_series(0, 15) mix left join (select t.accessible::integer + 2 * t.socket::integer + 4 * t.quiet::integer + 8 * t.computer::integer as of_mix, count(*) as n from seat t
        where t.id = any (c.chosen) and t.removed_at is null and not exists (select 1 from booking b where b.seat_id = t.id and b.during && s.during and b.state in ('booked', 'in') and b.series_id is distinct from the_allocation) group by 1) t on t.of_mix = mix) as free,
      case when s.most_per_school is not null then (select jsonb_object_agg(t.school_id, t.n) from (select b.school_id, count(*) as n from booking b
        where b.slot_id = s.id and b.state in ('booked', 'in') and b.school_id is not null and b.series_id is distinct from the_allocation group by 1) t) end as by_school,
      (select sum(g.places) from place_agreement g where g.library_id = s.library_id and g.municipality_id = a.municipality_id and g.state = 'agreed' and g.starts <= (s.starts at time zone 'Europe/Amsterdam')::date
        and (g.ends is null or g.ends >= (s.starts at time zone 'Europe/Amsterdam')::date)) as agreed
    from a join slot s on s.starts >= a.starts::timestamp at time zone 'Europe/Amsterdam' and s.starts < (a.ends + 1)::timestamp at time zone 'Europe/Amsterdam' and s.starts >= from_moment and s.state = 'open'
      and (s.municipality_id is null or s.municipality_id = a.municipality_id)
    join room r on r.id = s.room_id join organisation l on l.id = s.library_id join seat_choice c on c.id = s.choice_id)
  select x.series, (array_agg(x.library_id))[1], min(x.library), min(x.room), min(x.weekday), min(x.weekday) || case when min(x.opens) < '12:30' then 'm' else 'a' end, min(x.opens), max(x.closes), count(*)::integer,
    greatest(0, least(min(x.room_for), min(x.agreed)))::integer, min(x.most_per_school), case when bool_and(not x.needs_supervision) then '00000000-0000-0000-0000-000000000000'::uuid else (array_agg(x.supervising_school_id) filter (where x.supervising_school_id is not null))[1] end,
    min(x.kinds[1])::integer, min(x.kinds[2])::integer, min(x.kinds[3])::integer, min(x.kinds[4])::integer, min(x.agreed)::integer,
    coalesce(jsonb_agg(x.by_school) filter (where x.by_school is not null), '[]')::text, jsonb_agg(distinct x.free)::text
  from x where x.agreed is not null group by x.series order by 5, 7, 2, 1
$$;
-- Keeps a computation with what each request got. The requests are those of this allocation only.
create function app.keep_allocation_run(run uuid, the_allocation uuid, the_settings jsonb, the_figures jsonb, requests uuid[], got jsonb, reasons text[], reaches integer[], moment timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare n integer;
begin
  if not app.allocates(the_allocation) then raise exception 'not allowed' using errcode = '42501'; end if;
  perform 1 from allocation where id = the_allocation for update;
  if exists (select 1 from allocation_run where id = run) then return (select number from allocation_run where id = run and allocation_id = the_allocation); end if;
  select coalesce(max(number), 0) + 1 into n from allocation_run where allocation_id = the_allocation;
  insert into allocation_run (id, allocation_id, number, settings, figures, by_person, at) values (run, the_allocation, n, the_settings, the_figures, app.person(), moment);
  insert into allocation_outcome (run_id, request_id, school_id, series, reason, reach)
    select run, r.id, r.school_id, coalesce((select array_agg(e::uuid order by k) from jsonb_array_elements_text(got -> (x.i::integer - 1)) with ordinality y (e, k)), '{}'), x.reason, x.reach
    from unnest(requests, reasons, reaches) with ordinality x (request, reason, reach, i) join place_request r on r.id = x.request and r.allocation_id = the_allocation;
  -- Tries that were never applied need not be kept by child: the figures tell enough.
  delete from allocation_outcome o using allocation_run u where u.id = o.run_id and u.allocation_id = the_allocation and u.applied_at is null and u.number < n - 4;
  return n;
end $$;
-- A seat for these needs in a slot in which others of the same allocation could sit elsewhere: they change seats, one for another, until there is one. The computation counted on that; without it a child that
-- needs nothing special and was there before could keep the only accessible seat. null: there is none.
create function app.make_seat(of_slot uuid, wanted text[], the_allocation uuid, asked text[]) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare b booking; other uuid;
begin
  other := app.free_seat(of_slot, wanted);
  if other is not null then return other; end if;
  -- Of those with the same needs one is enough to ask, once.
  for b in select distinct on (cardinality(x.needs), x.needs) x.* from booking x join seat t on t.id = x.seat_id where x.slot_id = of_slot and x.series_id = the_allocation and x.state = 'booked' and x.needs::text <> all (asked)
      and (t.accessible or not 'accessible' = any (wanted)) and (t.socket or not 'socket' = any (wanted)) and (t.quiet or not 'quiet' = any (wanted)) and (t.computer or not 'computer' = any (wanted))
      order by cardinality(x.needs), x.needs, x.id loop
    other := app.make_seat(of_slot, b.needs, the_allocation, asked || b.needs::text);
    if other is not null then
      update booking set seat_id = other, version = version + 1 where id = b.id;
      return b.seat_id;
    end if;
  end loop;
  return null;
end $$;
-- Applies a computation: takes back what this allocation booked before in days to come, books what it says, promises the supervision that was offered. Returns what was booked and what could not be.
create function app.apply_allocation(run uuid, moment timestamptz) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare u allocation_run; a allocation; one record; offered record; booked integer := 0; kept integer := 0; missed integer := 0; cancelled integer := 0; why text;
begin
  select * into u from allocation_run where id = run;
  if u.id is null or not app.allocates(u.allocation_id) then raise exception 'not allowed' using errcode = '42501'; end if;
  select * into a from allocation where id = u.allocation_id for update;
  select * into u from allocation_run where id = run for update;
  if u.applied_at is not null then return null; end if;
  if not exists (select 1 from allocation_outcome where run_id = run) then return null; end if;
  for offered in select (e ->> 'series')::uuid as series, (e ->> 'school')::uuid as school from jsonb_array_elements(coalesce(u.figures -> 'promised', '[]')) e
      where exists (select 1 from place_supervision p where p.allocation_id = a.id and p.school_id = (e ->> 'school')::uuid) loop
    update slot s set supervising_school_id = offered.school, version = version + 1 where coalesce(s.series_id, s.id) = offered.series and s.needs_supervision and s.supervising_school_id is null and s.starts > moment
      and s.starts < (a.ends + 1)::timestamp at time zone 'Europe/Amsterdam' and s.library_id = any (app.libraries());
  end loop;
  create temporary table wanted on commit drop as
    select s.id as slot_id, r.id as request_id, r.pupil_id, r.school_id, r.needs, app.place_class(r.pupil_id) as class, r.at
    from allocation_outcome o join place_request r on r.id = o.request_id and r.withdrawn_at is null cross join lateral unnest(o.series) as x (series)
    join slot s on coalesce(s.series_id, s.id) = x.series and s.starts > moment and s.starts >= a.starts::timestamp at time zone 'Europe/Amsterdam' and s.starts < (a.ends + 1)::timestamp at time zone 'Europe/Amsterdam' and s.library_id = any (app.libraries())
    where o.run_id = run;
  perform 1 from slot where id in (select slot_id from wanted) order by id for update;
  with gone as (update booking b set state = 'cancelled', ended_by = 'municipality', out_at = moment, version = b.version + 1 where b.series_id = a.id and b.state = 'booked' and lower(b.during) > moment
    and not exists (select 1 from wanted w where w.slot_id = b.slot_id and w.pupil_id = b.pupil_id) returning 1) select count(*) into cancelled from gone;
  for one in select w.*, s.starts from wanted w join slot s on s.id = w.slot_id order by cardinality(w.needs) desc, s.starts, w.class, w.at, w.request_id loop
    if exists (select 1 from booking b where b.pupil_id = one.pupil_id and b.state in ('booked', 'in') and b.slot_id = one.slot_id) then kept := kept + 1; continue; end if;
    why := app.book_for(gen_random_uuid(), one.slot_id, one.pupil_id, one.needs, a.id, null, app.person(), moment);
    if why = 'no_seat' and app.make_seat(one.slot_id, one.needs, a.id, '{}') is not null then
      why := app.book_for(gen_random_uuid(), one.slot_id, one.pupil_id, one.needs, a.id, null, app.person(), moment);
    end if;
    if why <> '' then missed := missed + 1; continue; end if;
    booked := booked + 1;
  end loop;
  update allocation_run set undone_at = moment where allocation_id = a.id and applied_at is not null and undone_at is null;
  update allocation_run set applied_at = moment, undone_at = null where id = run;
  insert into notice (to_organisation_id, to_role, kind, link, args)
    select distinct o.school_id, x.role, 'places-given', '/allocation/' || a.id || '/requests', jsonb_build_array(a.name) from allocation_outcome o cross join (values ('care'), ('office'), ('principal')) x (role) where o.run_id = run;
  drop table wanted;
  return jsonb_build_object('booked', booked, 'kept', kept, 'missed', missed, 'cancelled', cancelled);
end $$;
-- Takes back what was applied, for a day: the bookings of days to come.
create function app.undo_allocation(run uuid, moment timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare u allocation_run; n integer; back uuid;
begin
  select * into u from allocation_run where id = run for update;
  if u.id is null or not app.allocates(u.allocation_id) then raise exception 'not allowed' using errcode = '42501'; end if;
  if u.applied_at is null or u.undone_at is not null or u.applied_at < moment - interval '1 day' then return null; end if;
  with gone as (update booking b set state = 'cancelled', ended_by = 'municipality', out_at = moment, version = b.version + 1 where b.series_id = u.allocation_id and b.state = 'booked' and lower(b.during) > moment returning 1) select count(*) into n from gone;
  -- What it took away comes back where that is still possible; and the computation before it holds again.
  for back in select b.id from booking b where b.series_id = u.allocation_id and b.state = 'cancelled' and b.ended_by = 'municipality' and b.out_at = u.applied_at and lower(b.during) > moment loop
    begin
      update booking set state = 'booked', ended_why = '', ended_by = '', out_at = null, version = version + 1 where id = back;
    exception when exclusion_violation then null;
    end;
  end loop;
  update allocation_run set undone_at = moment where id = run;
  update allocation_run set undone_at = null where id = (select id from allocation_run where allocation_id = u.allocation_id and id <> run and undone_at = u.applied_at);
  insert into notice (to_organisation_id, to_role, kind, link, args)
    select distinct o.school_id, x.role, 'places-back', '/allocation/' || u.allocation_id || '/requests', '[]'::jsonb from allocation_outcome o cross join (values ('care'), ('office'), ('principal')) x (role) where o.run_id = run;
  return n;
end $$;
-- Which run holds, for a school: its id, or none.
create function app.allocation_given(the_allocation uuid) returns table (run_id uuid, applied_at timestamptz) language sql stable security definer set search_path = public, pg_temp as $$
  select u.id, u.applied_at from allocation_run u join allocation a on a.id = u.allocation_id where u.allocation_id = the_allocation and a.municipality_id = app.town_organisation() and u.applied_at is not null and u.undone_at is null
$$;
-- How much each school asks, in numbers.
create function app.allocation_schools(the_allocation uuid) returns table (school_id uuid, school text, children integer, parts integer, offers integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.name, count(r.id)::integer, coalesce(sum(r.want), 0)::integer, coalesce(cardinality(max(p.parts)), 0)
  from (select school_id from place_request where allocation_id = the_allocation and withdrawn_at is null union select school_id from place_supervision where allocation_id = the_allocation) x
  join organisation o on o.id = x.school_id left join place_request r on r.school_id = o.id and r.allocation_id = the_allocation and r.withdrawn_at is null left join place_supervision p on p.school_id = o.id and p.allocation_id = the_allocation
  where app.allocates(the_allocation) group by o.id, o.name order by o.name
$$;
revoke all on function app.town_organisation(), app.allocates(uuid), app.place_class(uuid), app.make_seat(uuid, text[], uuid, text[]), app.allocation_asked(uuid), app.allocation_places(uuid, timestamptz),
  app.keep_allocation_run(uuid, uuid, jsonb, jsonb, uuid[], jsonb, text[], integer[], timestamptz), app.apply_allocation(uuid, timestamptz), app.undo_allocation(uuid, timestamptz), app.allocation_given(uuid), app.allocation_schools(uuid) from public;
grant execute on function app.town_organisation(), app.allocates(uuid), app.allocation_asked(uuid), app.allocation_places(uuid, timestamptz), app.keep_allocation_run(uuid, uuid, jsonb, jsonb, uuid[], jsonb, text[], integer[], timestamptz),
  app.apply_allocation(uuid, timestamptz), app.undo_allocation(uuid, timestamptz), app.allocation_given(uuid), app.allocation_schools(uuid) to inbeeld_app;
