-- Who reads along in the network of a library: its guides for the own programmes, a municipality for what concerns it; and how far the programmes reach.

-- The programmes of which somebody may know who takes part in the network, besides a leader.
create function app.network_reads() returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
  select case app.role() when 'guide' then app.guided()
    when 'coordinator' then (select coalesce(array_agg(p.id), '{}') from programme p where p.state <> 'draft' and p.library_id = any (app.near_libraries())) else '{}' end
$$;
create function app.network_known() returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct r.partner_id), '{}') from network_role r where r.removed_at is null and r.programme_id = any (app.network_reads())
$$;
create function app.network_policies() returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct f.policy_id), '{}') from network_fit f where f.removed_at is null and f.programme_id = any (app.network_reads())
$$;
create function app.network_people() returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
  select case app.role() when 'guide' then (select coalesce(array_agg(distinct r.person_id), '{}') from network_role r where r.removed_at is null and r.person_id is not null and r.programme_id = any (app.guided())) else '{}' end
$$;
create policy around on network_partner for select to inbeeld_app using (removed_at is null and id = any ((select app.network_known())::uuid[]));
create policy around on network_role for select to inbeeld_app using (removed_at is null and programme_id = any ((select app.network_reads())::uuid[]));
-- A guide knows whom to call; a municipality which organisation at which level, not which person.
create policy around on network_person for select to inbeeld_app using (removed_at is null and id = any ((select app.network_people())::uuid[]));
create policy around on network_task for select to inbeeld_app using ((select app.role()) = 'guide' and removed_at is null and exists (select 1 from network_role r where r.id = role_id and r.programme_id = any ((select app.network_reads())::uuid[])));
create policy around on network_policy for select to inbeeld_app using (removed_at is null and case (select app.role()) when 'coordinator' then municipality_id = (select app.organisation()) and id = any ((select app.network_policies())::uuid[])
  when 'guide' then id = any ((select app.network_policies())::uuid[]) else false end);
create policy around on network_fit for select to inbeeld_app using (removed_at is null and programme_id = any ((select app.network_reads())::uuid[]) and exists (select 1 from network_policy p where p.id = policy_id));
alter table network_judgement enable row level security;
grant select on network_judgement to inbeeld_app;
create policy leader on network_judgement for select to inbeeld_app using ((select app.role()) = 'programme_leader' and library_id = (select app.organisation()));

-- The municipalities that a library works for: its own, and those it agreed with. Mirror of app.near_libraries.
create function app.network_towns() returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
  select case app.role() when 'programme_leader' then (select coalesce(array_agg(distinct m.id), '{}') from organisation l join organisation m on m.kind = 'municipality'
      and (m.code = l.municipality_code or exists (select 1 from place_agreement a where a.library_id = l.id and a.municipality_id = m.id and a.state = 'agreed')) where l.id = app.organisation())
    when 'coordinator' then array[app.organisation()] else '{}' end
$$;
-- What the planner agreed with the same municipality about places, so that it is not written down twice.
create function app.network_places(partner uuid) returns table (state text, starts date, ends date) language sql stable security definer set search_path = public, pg_temp as $$
  select a.state, a.starts, a.ends from network_partner n join place_agreement a on a.municipality_id = n.organisation_id and a.library_id = n.library_id
  where n.id = partner and n.library_id = app.organisation() and app.role() = 'programme_leader' and a.state <> 'declined' order by a.id desc limit 5
$$;
-- Somebody left: who comes after takes the places in programmes and the open tasks. Answers the name of why not, or ''.
create function app.succeed_network_person(person uuid, successor uuid, known integer, last_day date, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare p network_person; r network_role; fresh uuid;
begin
  if app.role() <> 'programme_leader' then return 'gone'; end if;
  select * into p from network_person x where x.id = succeed_network_person.person and x.library_id = app.organisation() and x.removed_at is null and x.erased_at is null for update;
  if p.id is null then return 'gone'; end if;
  if p.version <> known or p.left_on is not null then return 'changed'; end if;
  if successor is not null and not exists (select 1 from network_person x where x.id = successor and x.id <> p.id and x.partner_id = p.partner_id and x.left_on is null and x.removed_at is null and x.erased_at is null) then return 'successor'; end if;
  for r in select * from network_role x where x.person_id = p.id and x.removed_at is null and (x.ends is null or x.ends > last_day) for update loop
    if successor is not null then
      fresh := uuidv7();
      insert into network_role (id, library_id, partner_id, programme_id, person_id, level, starts, ends, after_id, by_person, at) values (fresh, r.library_id, r.partner_id, r.programme_id, successor, r.level, greatest(last_day + 1, r.starts), r.ends, r.id, app.person(), moment);
      update network_task t set role_id = fresh, version = t.version + 1 where t.role_id = r.id and t.done_at is null and t.removed_at is null;
      update network_point t set role_id = fresh, version = t.version + 1 where t.role_id = r.id and t.removed_at is null;
    end if;
    update network_role x set ends = greatest(last_day, r.starts), version = x.version + 1 where x.id = r.id;
  end loop;
  update network_person x set left_on = last_day, left_at = moment, version = x.version + 1 where x.id = p.id;
  return '';
end $$;
-- Back, as long as the name is still known: the places and the tasks come back too.
create function app.return_network_person(person uuid, moment timestamptz) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare p network_person; r network_role;
begin
  select * into p from network_person x where x.id = return_network_person.person and x.library_id = app.organisation() and x.left_on is not null and x.erased_at is null and x.removed_at is null for update;
  if p.id is null or app.role() <> 'programme_leader' then return false; end if;
  for r in select n.* from network_role o join network_role n on n.after_id = o.id and n.removed_at is null where o.person_id = p.id and o.removed_at is null loop
    update network_task t set role_id = r.after_id, version = t.version + 1 where t.role_id = r.id and t.done_at is null and t.removed_at is null;
    update network_point t set role_id = r.after_id, version = t.version + 1 where t.role_id = r.id and t.removed_at is null;
    update network_role x set ends = r.ends, version = x.version + 1 where x.id = r.after_id;
    update network_role x set removed_at = moment, version = x.version + 1 where x.id = r.id;
  end loop;
  update network_role x set ends = null, version = x.version + 1 where x.person_id = p.id and x.removed_at is null and x.ends = greatest(p.left_on, x.starts);
  update network_person x set left_on = null, left_at = null, version = x.version + 1 where x.id = p.id;
  return true;
end $$;
-- Who left a month ago, or was removed yesterday, is forgotten: what they did stays, without the name. Run as owner.
create function app.forget_network_people(moment timestamptz) returns integer language plpgsql set search_path = public, pg_temp as $$
declare hit integer;
begin
  update network_person x set name = '', function = '', phone = '', email = '', erased_at = moment, version = x.version + 1
    where x.erased_at is null and (x.left_at < moment - interval '30 days' and x.left_on < (moment at time zone 'Europe/Amsterdam')::date or x.removed_at < moment - interval '1 day');
  get diagnostics hit = row_count;
  return hit;
end $$;
-- How far the open programmes reach, per municipality. Only counts: a library knows no pupils of a school. Fewer than five pupils is no number (null), fewer than five participants not for a municipality.
create function app.network_cover(moment timestamptz) returns table (town text, library text, schools integer, programmes integer, target integer, beyond integer, placed integer, schools_placed integer, schools_beyond text[], schools_idle text[])
language sql stable security definer set search_path = public, pg_temp as $$
  with lib as (select o.id, o.name from organisation o where o.id = app.programmes_at() and app.role() = 'programme_leader' or app.role() = 'coordinator' and o.id = any (app.near_libraries())),
  towns as (select m.id, m.code, m.name, l.id as library_id, l.name as library from organisation m cross join lib l where m.id = any (app.network_towns())),
  open as (select p.id, p.library_id, k.levels, y.least as year_from, y.most as year_to, a.least as age_from, a.most as age_to from programme p join lib l on l.id = p.library_id
    left join lateral (select c.levels from programme_criterion c where c.programme_id = p.id and c.kind = 'level' limit 1) k on true
    left join lateral (select c.least, c.most from programme_criterion c where c.programme_id = p.id and c.kind = 'year' limit 1) y on true
    left join lateral (select c.least, c.most from programme_criterion c where c.programme_id = p.id and c.kind = 'age' limit 1) a on true
    where p.state = 'open' and p.ends >= (moment at time zone 'Europe/Amsterdam')::date),
  school as (select t.code, t.library_id, o.id, o.name, o.level from towns t join organisation o on o.kind = 'school' and o.is_on and o.municipality_code = t.code),
  kids as (select s.library_id, s.id as school_id, s.code, s.level, p.year_group, extract(year from age((moment at time zone 'Europe/Amsterdam')::date, p.birth_date))::integer as years, count(*)::integer as n
    from school s join pupil p on p.school_id = s.id and p.left_on is null group by 1, 2, 3, 4, 5, 6),
  judged as (select k.*, exists (select 1 from open g where g.library_id = k.library_id and (g.levels is null or k.level = any (g.levels)) and (k.year_group is null or (coalesce(k.year_group >= g.year_from, true) and coalesce(k.year_group <= g.year_to, true)))
    and (k.years is null or (coalesce(k.years >= g.age_from, true) and coalesce(k.years <= g.age_to, true)))) as fits from kids k),
  sums as (select j.library_id, j.code, coalesce(sum(j.n) filter (where j.fits), 0)::integer as target, coalesce(sum(j.n) filter (where not j.fits), 0)::integer as beyond from judged j group by 1, 2),
  there as (select s.library_id, s.code, count(distinct e.participant_id)::integer as placed, count(distinct s.id)::integer as of_schools from school s join participant x on x.school_id = s.id and x.library_id = s.library_id and x.merged_into is null
    join enrolment e on e.participant_id = x.id and e.state = 'placed' group by 1, 2),
  bare as (select s.library_id, s.code, array_agg(s.name order by s.name) as names from school s where not exists (select 1 from judged j where j.school_id = s.id and j.library_id = s.library_id and j.fits)
    and (exists (select 1 from judged j where j.school_id = s.id) or not exists (select 1 from open g where g.library_id = s.library_id and (g.levels is null or s.level = any (g.levels)))) group by 1, 2),
  -- Of which schools nobody takes part: for the library itself, who may know who does.
  idle as (select s.library_id, s.code, array_agg(s.name order by s.name) as names from school s where app.role() = 'programme_leader' and not exists (select 1 from participant x join enrolment e on e.participant_id = x.id and e.state = 'placed'
    where x.school_id = s.id and x.library_id = s.library_id and x.merged_into is null) group by 1, 2)
  select t.name, t.library, (select count(*)::integer from school s where s.code = t.code and s.library_id = t.library_id), (select count(*)::integer from open g where g.library_id = t.library_id),
    case when coalesce(u.target, 0) between 1 and 4 then null else coalesce(u.target, 0) end, case when coalesce(u.beyond, 0) between 1 and 4 then null else coalesce(u.beyond, 0) end,
    case when app.role() = 'coordinator' and coalesce(h.placed, 0) between 1 and 4 then null else coalesce(h.placed, 0) end, case when app.role() = 'coordinator' and coalesce(h.placed, 0) between 1 and 4 then null else coalesce(h.of_schools, 0) end, coalesce(b.names, '{}'), coalesce(i.names, '{}')
  from towns t left join sums u on u.code = t.code and u.library_id = t.library_id left join there h on h.code = t.code and h.library_id = t.library_id left join bare b on b.code = t.code and b.library_id = t.library_id left join idle i on i.code = t.code and i.library_id = t.library_id
  order by t.name, t.library
$$;
do $$ declare f text; begin
  for f in select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'app'::regnamespace and p.proname in ('network_judged', 'network_reads', 'network_known', 'network_policies', 'network_people', 'network_towns', 'network_places', 'succeed_network_person', 'return_network_person', 'forget_network_people', 'network_cover') loop
    execute 'revoke all on function ' || f || ' from public';
    if f not like '%network_judged%' and f not like '%forget_network%' then execute 'grant execute on function ' || f || ' to inbeeld_app'; end if;
  end loop;
end $$;
