-- Summer school and catching up: a library asks the schools around how many children need what, and makes its groups after that. Numbers only; children are brought in later, from the class list.

create table demand_round (
  id           uuid primary key,
  programme_id uuid not null references programme (id),
  library_id   uuid not null references organisation (id),
  closes_on    date not null,
  -- What the schools are asked, in the words of the library.
  question     text not null default '' check (length(question) <= 500),
  -- How many children fit in one group.
  group_size   smallint not null check (group_size between 1 and 100),
  state        text not null default 'open' check (state in ('open', 'closed')),
  reminded_at  timestamptz,
  version      integer not null default 1,
  by_person    uuid not null references person (id),
  at           timestamptz not null
);
create unique index demand_round_one on demand_round (programme_id) where state = 'open';
create index demand_round_library on demand_round (library_id, at desc);
create table demand_answer (
  round_id  uuid not null references demand_round (id),
  school_id uuid not null references organisation (id),
  note      text not null default '' check (length(note) <= 500),
  version   integer not null default 1,
  by_person uuid not null references person (id),
  at        timestamptz not null,
  primary key (round_id, school_id)
);
create index demand_answer_school on demand_answer (school_id);
create table demand_count (
  round_id  uuid not null,
  school_id uuid not null,
  module_id uuid not null references programme_module (id),
  children  smallint not null check (children between 0 and 500),
  primary key (round_id, school_id, module_id),
  foreign key (round_id, school_id) references demand_answer (round_id, school_id)
);

-- The schools of the municipality of the own library, and of those it agreed with.
create function app.schools_around() returns table (id uuid, name text) language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, s.name from organisation l join organisation s on s.kind = 'school' and s.is_on and (s.municipality_code = l.municipality_code
      or exists (select 1 from place_agreement a join organisation m on m.id = a.municipality_id where a.library_id = l.id and a.state = 'agreed' and m.code = s.municipality_code))
  where l.id = app.programmes_at()
$$;
-- The rounds that a school is asked, with what it may know of the programme, also when that is still in the making.
create function app.demand_asked(one uuid, moment timestamptz) returns table (id uuid, programme text, library text, starts date, ends date, closes_on date, question text, is_open boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select d.id, p.name, l.name, p.starts, p.ends, d.closes_on, d.question, d.state = 'open' and d.closes_on >= (moment at time zone 'Europe/Amsterdam')::date
  from demand_round d join programme p on p.id = d.programme_id join organisation l on l.id = d.library_id
  where app.role() in ('care', 'principal', 'office') and d.library_id = any (app.near_libraries()) and (demand_asked.one is null or d.id = demand_asked.one)
    and (d.state = 'open' and d.closes_on >= (moment at time zone 'Europe/Amsterdam')::date or exists (select 1 from demand_answer a where a.round_id = d.id and a.school_id = app.organisation()))
  order by d.closes_on desc, d.id limit 50
$$;
create function app.demand_modules(round uuid) returns table (id uuid, name text, theme text) language sql stable security definer set search_path = public, pg_temp as $$
  select m.id, m.name, m.theme from demand_round d join programme_module m on m.programme_id = d.programme_id where d.id = demand_modules.round and (d.library_id = any (app.near_libraries()) or d.library_id = app.programmes_at()) order by m.position, m.id
$$;
-- Asks the schools. Answers why not, or ''.
create function app.ask_demand(new_id uuid, programme uuid, closes date, question text, size integer, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare g programme;
begin
  select * into g from programme x where x.id = ask_demand.programme for update;
  if g.id is null or app.role() <> 'programme_leader' or g.library_id <> app.organisation() then return 'gone'; end if;
  if exists (select 1 from demand_round d where d.id = new_id) then return ''; end if;
  if not exists (select 1 from programme_module m where m.programme_id = g.id) then return 'empty'; end if;
  if exists (select 1 from demand_round d where d.programme_id = g.id and d.state = 'open') then return 'open'; end if;
  insert into demand_round (id, programme_id, library_id, closes_on, question, group_size, by_person, at) values (new_id, g.id, g.library_id, closes, ask_demand.question, size, app.person(), moment);
  insert into notice (to_organisation_id, to_role, kind, link, args) select s.id, r.role, 'demand-asked', '/programmes/demand/' || new_id, jsonb_build_array(g.name) from app.schools_around() s cross join unnest(array['principal', 'care']) r (role);
  return '';
end $$;
-- Answers for the own school, or changes that. Answers why not, or ''.
create function app.answer_demand(round uuid, known integer, modules uuid[], children integer[], note text, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare had integer;
begin
  if not exists (select 1 from app.demand_asked(answer_demand.round, moment) d where d.is_open) then return 'closed'; end if;
  perform 1 from demand_round d where d.id = answer_demand.round and d.state = 'open' for share;
  if not found then return 'closed'; end if;
  insert into demand_answer (round_id, school_id, by_person, at, version) values (answer_demand.round, app.organisation(), app.person(), moment, 0) on conflict do nothing;
  select a.version into had from demand_answer a where a.round_id = answer_demand.round and a.school_id = app.organisation() for update;
  if had <> known then return 'changed'; end if;
  update demand_answer a set note = answer_demand.note, version = a.version + 1, by_person = app.person(), at = moment where a.round_id = answer_demand.round and a.school_id = app.organisation();
  insert into demand_count (round_id, school_id, module_id, children) select answer_demand.round, app.organisation(), m.id, t.n from unnest(answer_demand.modules, answer_demand.children) as t (module, n) join app.demand_modules(answer_demand.round) m on m.id = t.module
    on conflict (round_id, school_id, module_id) do update set children = excluded.children;
  return '';
end $$;
-- Closes a round, or opens it again until its day.
create function app.turn_demand(round uuid, target text, moment timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update demand_round d set state = target, version = d.version + 1 where d.id = turn_demand.round and target in ('open', 'closed') and app.role() = 'programme_leader' and d.library_id = app.organisation();
  return case when found then '' else 'gone' end;
exception when unique_violation then return 'open';
end $$;
-- Reminds the schools that did not answer, at most once a day. Answers how many.
create function app.remind_demand(round uuid, moment timestamptz) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
declare d demand_round; hit integer;
begin
  select * into d from demand_round x where x.id = remind_demand.round and app.role() = 'programme_leader' and x.library_id = app.organisation() and x.state = 'open' for update;
  if d.id is null or d.reminded_at > moment - interval '20 hours' then return 0; end if;
  update demand_round x set reminded_at = moment where x.id = d.id;
  insert into notice (to_organisation_id, to_role, kind, link, args) select s.id, r.role, 'demand-asked', '/programmes/demand/' || d.id, jsonb_build_array(p.name) from app.schools_around() s cross join unnest(array['principal', 'care']) r (role) join programme p on p.id = d.programme_id
    where not exists (select 1 from demand_answer a where a.round_id = d.id and a.school_id = s.id)
      and not exists (select 1 from notice n where n.to_organisation_id = s.id and n.to_role = r.role and n.kind = 'demand-asked' and n.link = '/programmes/demand/' || d.id and n.seen_at is null);
  return (select count(*) from app.schools_around() s where not exists (select 1 from demand_answer a where a.round_id = d.id and a.school_id = s.id));
end $$;
do $$ declare f text; t text; begin
  for f in select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'app'::regnamespace and p.proname in ('schools_around', 'demand_asked', 'demand_modules', 'ask_demand', 'answer_demand', 'turn_demand', 'remind_demand') loop
    execute 'revoke all on function ' || f || ' from public';
    execute 'grant execute on function ' || f || ' to inbeeld_app';
  end loop;
  foreach t in array array['demand_round', 'demand_answer', 'demand_count'] loop
    execute format('alter table %I enable row level security', t);
    execute format('grant select on %I to inbeeld_app', t);
  end loop;
end $$;
create policy library on demand_round for select to inbeeld_app using (library_id = (select app.programmes_at()));
create policy library on demand_answer for select to inbeeld_app using (exists (select 1 from demand_round d where d.id = round_id));
create policy school on demand_answer for select to inbeeld_app using (school_id = (select app.organisation()) and (select app.role()) in ('care', 'principal', 'office'));
create policy see on demand_count for select to inbeeld_app using (exists (select 1 from demand_answer a where a.round_id = demand_count.round_id and a.school_id = demand_count.school_id));
