-- What is done with groups and sessions: planning, joining, keeping the attendance, calling, going on to the next module.
-- All of it only by who carries the programme out (app.guided()); the tables themselves are not written from outside.

-- Who can guide a group of a programme: its staff, and the leaders of the library.
create function app.programme_guides(programme uuid) returns table (id uuid, name text) language sql stable security definer set search_path = public, pg_temp as $$
  select m.id, concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname) from programme g join membership m on m.organisation_id = g.library_id and m.role in ('programme_leader', 'guide') and m.ends is null join person p on p.id = m.person_id
  where g.id = programme_guides.programme and g.id = any (app.guided()) and (m.role = 'programme_leader' or exists (select 1 from programme_staff s where s.programme_id = g.id and s.membership_id = m.id)) order by 2, 1
$$;
-- Who guides a group, also when they no longer work there.
create function app.guide_name(guide uuid) returns text language sql stable security definer set search_path = public, pg_temp as $$
  select concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname) from membership m join person p on p.id = m.person_id where m.id = guide and m.organisation_id = app.programmes_at()
$$;
-- What is in the way of sessions on these times, each with its number in the lists; sessions of this group are themselves no hindrance when they move along.
create function app.session_clashes(programme uuid, room uuid, guide uuid, moving uuid[], starts timestamptz[], ends timestamptz[]) returns table (nr integer, why text, what text) language sql stable security definer set search_path = public, pg_temp as $$
  select t.n::integer, x.why, x.what from unnest(session_clashes.starts, session_clashes.ends) with ordinality as t (s, e, n) cross join lateral (
    (select 'closure' as why, c.reason as what from closure c join programme p on p.library_id = c.library_id and p.id = session_clashes.programme
      where session_clashes.room is not null and (c.room_id is null or c.room_id = session_clashes.room) and c.removed_at is null and c.starts < t.e and c.ends > t.s order by c.starts limit 1)
    union all (select 'slot', '' from slot l where l.room_id = session_clashes.room and l.state = 'open' and l.during && tstzrange(t.s, t.e) limit 1)
    union all (select 'room', g.name from programme_session s join programme_group g on g.id = s.group_id where s.room_id = session_clashes.room and s.state <> 'cancelled' and not s.id = any (moving) and s.during && tstzrange(t.s, t.e) limit 1)
    union all (select 'guide', g.name from programme_session s join programme_group g on g.id = s.group_id where s.guide_id = session_clashes.guide and s.state <> 'cancelled' and not s.id = any (moving) and s.during && tstzrange(t.s, t.e) limit 1)) x
  where session_clashes.programme = any (app.guided()) order by t.n
$$;
-- A new group with its sessions, all or none. Answers why not, or ''.
create function app.make_group(new_id uuid, module uuid, title text, places integer, guide uuid, room uuid, place text, first_one date, from_time time, to_time time, starts timestamptz[], ends timestamptz[], moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare m programme_module;
begin
  select * into m from programme_module x where x.id = make_group.module and x.programme_id = any (app.guided());
  if m.id is null or app.role() <> 'programme_leader' then return 'gone'; end if;
  -- The second tap of a double one waits for the first.
  perform pg_advisory_xact_lock(hashtextextended(new_id::text, 28));
  if exists (select 1 from programme_group g where g.id = new_id) then return 'same'; end if;
  if not exists (select 1 from app.programme_guides(m.programme_id) x where x.id = guide)
    or room is not null and not exists (select 1 from room r where r.id = make_group.room and r.removed_at is null and r.library_id = app.organisation()) then return 'gone'; end if;
  insert into programme_group (id, programme_id, module_id, name, capacity, guide_id, weekday, opens, closes, room_id, location, first_day, sessions)
    values (new_id, m.programme_id, m.id, title, places, guide, extract(isodow from first_one), from_time, to_time, room, place, first_one, cardinality(starts));
  insert into programme_session (id, programme_id, group_id, number, during, room_id, guide_id, materials, by_person, at)
    select uuidv7(), m.programme_id, new_id, t.n, tstzrange(t.s, t.e), room, guide, m.materials, app.person(), moment from unnest(make_group.starts, make_group.ends) with ordinality as t (s, e, n);
  set constraints all immediate;
  return '';
exception when exclusion_violation or unique_violation then return 'busy';
end $$;
-- Name, places, guide and place of a group; guide and place go along to the sessions that are still to come.
create function app.change_group(known uuid, known_version integer, title text, places integer, guide uuid, room uuid, place text, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare g programme_group;
begin
  select * into g from programme_group x where x.id = known and x.programme_id = any (app.guided()) for update;
  if g.id is null or app.role() <> 'programme_leader' then return 'gone'; end if;
  if g.version <> known_version then return 'changed'; end if;
  if places < (select count(*) from group_member m where m.group_id = g.id and m.left_on is null) then return 'full'; end if;
  if guide <> g.guide_id and not exists (select 1 from app.programme_guides(g.programme_id) x where x.id = guide)
    or room is distinct from g.room_id and room is not null and not exists (select 1 from room r where r.id = change_group.room and r.removed_at is null and r.library_id = app.organisation()) then return 'gone'; end if;
  update programme_group x set name = title, capacity = places, guide_id = guide, room_id = room, location = place, version = x.version + 1 where x.id = g.id;
  update programme_session s set guide_id = guide, room_id = room, version = s.version + 1
    where s.group_id = g.id and s.state = 'planned' and lower(s.during) > moment and (s.guide_id, s.room_id) is distinct from (guide, room);
  set constraints all immediate;
  return '';
exception when exclusion_violation then return 'busy';
end $$;
-- Moves planned sessions of a group, all or none; with every version that was seen. Answers why not, or ''.
create function app.move_sessions(move uuid, sessions uuid[], versions integer[], starts timestamptz[], ends timestamptz[], moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare hit integer;
begin
  set constraints all deferred;
  update programme_session s set during = tstzrange(t.s, t.e), was_during = s.during, move_id = move_sessions.move, version = s.version + 1, by_person = app.person(), at = moment
    from unnest(move_sessions.sessions, move_sessions.versions, move_sessions.starts, move_sessions.ends) as t (id, v, s, e)
    where s.id = t.id and s.version = t.v and s.state = 'planned' and s.programme_id = any (app.guided());
  get diagnostics hit = row_count;
  if hit <> cardinality(sessions) then raise exception 'changed' using errcode = 'IB028'; end if;
  set constraints all immediate;
  return '';
exception when exclusion_violation then return 'busy'; when sqlstate 'IB028' then return 'changed';
end $$;
-- Puts the sessions of one move back, all or none, for a day.
create function app.undo_move(move uuid, moment timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare hit integer;
begin
  perform 1 from programme_session s where s.move_id = undo_move.move and s.programme_id = any (app.guided()) order by s.id for update;
  if not found then return 'gone'; end if;
  if exists (select 1 from programme_session s where s.move_id = undo_move.move and (s.state <> 'planned' or s.at < moment - interval '1 day')) then return 'not-now'; end if;
  set constraints all deferred;
  update programme_session s set during = s.was_during, was_during = null, move_id = null, version = s.version + 1, by_person = app.person(), at = moment where s.move_id = undo_move.move;
  set constraints all immediate;
  return '';
exception when exclusion_violation then return 'busy';
end $$;
-- A group is over when nothing of it is still to come; then nobody comes in any more.
create function app.turn_group(target uuid, known integer, over boolean, moment timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare g programme_group;
begin
  select * into g from programme_group x where x.id = turn_group.target and x.programme_id = any (app.guided()) for update;
  if g.id is null then return 'gone'; end if;
  if (g.state = 'over') = turn_group.over then return ''; end if;
  if g.version <> known then return 'changed'; end if;
  if turn_group.over and exists (select 1 from programme_session s where s.group_id = g.id and s.state = 'planned' and lower(s.during) > moment) then return 'coming'; end if;
  update programme_group x set state = case when turn_group.over then 'over' else 'open' end, kept_open = not turn_group.over, version = x.version + 1 where x.id = g.id;
  return '';
end $$;
-- The day after its last session a group is over by itself; who guides it hears that, to choose who goes on. For the work in the background only.
create function app.end_groups(moment timestamptz) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
declare ended integer;
begin
  with over as (update programme_group g set state = 'over', version = g.version + 1 where g.state = 'open' and not g.kept_open
      and (select max((upper(s.during) at time zone 'Europe/Amsterdam')::date) from programme_session s where s.group_id = g.id and s.state <> 'cancelled') < (moment at time zone 'Europe/Amsterdam')::date returning g.id, g.name, g.guide_id),
    told as (insert into notice (to_person_id, kind, link, args) select m.person_id, 'programme-group-over', '/programmes/groups/' || o.id, jsonb_build_array(o.name) from over o join membership m on m.id = o.guide_id
      where exists (select 1 from group_member k where k.group_id = o.id and k.left_on is null) returning 1)
  select count(*)::integer into ended from over;
  return ended;
end $$;
-- A session that is to come makes a group go on.
create function app.group_goes_on() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update programme_group g set state = 'open', kept_open = false, version = g.version + 1 where g.id = new.group_id and (g.state = 'over' or g.kept_open) and upper(new.during) > new.at;
  return null;
end $$;
create trigger group_goes_on after update of state, during on programme_session for each row when (new.state = 'planned') execute function app.group_goes_on();
-- Lets a session not happen, or happen after all.
create function app.turn_session(session uuid, target text, moment timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare s programme_session;
begin
  select * into s from programme_session x where x.id = turn_session.session and x.programme_id = any (app.guided()) for update;
  if s.id is null then return 'gone'; end if;
  if s.state = target then return ''; end if;
  if s.state = 'held' or target not in ('planned', 'cancelled') then return 'not-now'; end if;
  update programme_session x set state = target, version = x.version + 1, by_person = app.person(), at = moment where x.id = s.id;
  set constraints all immediate;
  return '';
exception when exclusion_violation then return 'busy';
end $$;
-- Puts children who have a place into a group. Counted under a lock on the group: two at once for the last place, one of them hears 'full'.
create function app.join_group(target uuid, enrolments uuid[], moment timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare g programme_group; wanted uuid[]; origins jsonb; today date := (moment at time zone 'Europe/Amsterdam')::date;
begin
  select * into g from programme_group x where x.id = join_group.target and x.programme_id = any (app.guided()) for update;
  if g.id is null then return 'gone'; end if;
  if g.state <> 'open' then return 'over'; end if;
  wanted := array(select e.id from enrolment e where e.id = any (enrolments) and e.programme_id = g.programme_id and e.state = 'placed'
    and not exists (select 1 from group_member m where m.group_id = g.id and m.enrolment_id = e.id and m.left_on is null) order by e.id);
  if (select count(*) from group_member m where m.group_id = g.id and m.left_on is null) + cardinality(wanted) > g.capacity then return 'full'; end if;
  select coalesce(jsonb_object_agg(m.enrolment_id, m.group_id), '{}') into origins from group_member m where m.enrolment_id = any (wanted) and m.left_on is null;
  update group_member m set left_on = greatest(today, m.joined_on) where m.enrolment_id = any (wanted) and m.left_on is null;
  insert into group_member (group_id, enrolment_id, joined_on, from_group) select g.id, w, today, (origins ->> w::text)::uuid from unnest(wanted) w
    on conflict (group_id, enrolment_id) do update set joined_on = excluded.joined_on, left_on = null, with_state = false, from_group = excluded.from_group;
  return '';
end $$;
-- Takes a child out of a group, or back to the group it came from today.
create function app.leave_group(target uuid, enrolments uuid[], back boolean, moment timestamptz) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
declare hit integer; today date := (moment at time zone 'Europe/Amsterdam')::date; origins jsonb;
begin
  perform 1 from programme_group x where x.id = leave_group.target and x.programme_id = any (app.guided()) for update;
  if not found then return 0; end if;
  select coalesce(jsonb_agg(jsonb_build_array(m.enrolment_id, m.from_group)), '[]') into origins from group_member m
    where m.group_id = leave_group.target and m.enrolment_id = any (enrolments) and m.left_on is null and m.from_group is not null and m.joined_on = today;
  update group_member m set left_on = greatest(today, m.joined_on), from_group = case when back then null else m.from_group end where m.group_id = leave_group.target and m.enrolment_id = any (enrolments) and m.left_on is null;
  get diagnostics hit = row_count;
  if back then
    update group_member m set left_on = null from jsonb_array_elements(origins) o
      where m.enrolment_id = (o ->> 0)::uuid and m.group_id = (o ->> 1)::uuid and m.left_on = today
        and (select count(*) from group_member k where k.group_id = m.group_id and k.left_on is null) < (select g.capacity from programme_group g where g.id = m.group_id);
  end if;
  return hit;
end $$;
-- Who stops or finishes leaves the group too; when that is undone and there is still a place, comes back into it.
create function app.enrolment_left() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare g programme_group;
begin
  if old.state = 'placed' and new.state <> 'placed' then
    update group_member m set left_on = greatest(m.joined_on, (new.state_at at time zone 'Europe/Amsterdam')::date), with_state = true where m.enrolment_id = new.id and m.left_on is null;
    delete from programme_task t where t.enrolment_id = new.id and t.done_at is null;
  elsif new.state = 'placed' and old.state <> 'placed' then
    select x.* into g from programme_group x join group_member m on m.group_id = x.id where m.enrolment_id = new.id and m.with_state and x.state = 'open' order by m.left_on desc limit 1 for update of x;
    if g.id is not null and (select count(*) from group_member m where m.group_id = g.id and m.left_on is null) < g.capacity then
      update group_member m set left_on = null, with_state = false where m.enrolment_id = new.id and m.group_id = g.id;
    end if;
  end if;
  return null;
end $$;
create trigger enrolment_left after update of state on enrolment for each row when (old.state is distinct from new.state) execute function app.enrolment_left();
-- Two absences in a row, with or without notice, ask for a call; a correction takes that back.
create function app.attendance_noted(enrolments uuid[], moment timestamptz) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare x record;
begin
  for x in select e.id, e.programme_id, l.missed, l.ids[1] as last from enrolment e
    cross join lateral (select count(*) filter (where t.state in ('absent', 'absent_notice')) as missed, array_agg(t.id order by t.began desc) as ids from (
      select y.state, k.id, lower(k.during) as began from attendance y join programme_session k on k.id = y.session_id and k.state = 'held' where y.enrolment_id = e.id order by lower(k.during) desc limit 2) t) l
    where e.id = any (enrolments) and e.state = 'placed'
  loop
    if x.missed = 2 then
      insert into programme_task (programme_id, enrolment_id, kind, session_id, due, at) values (x.programme_id, x.id, 'call', x.last, (moment at time zone 'Europe/Amsterdam')::date + 2, moment) on conflict do nothing;
    else
      delete from programme_task t where t.enrolment_id = x.id and t.done_at is null;
    end if;
  end loop;
end $$;
-- Who was there, with the minutes and the materials.
create function app.keep_attendance(session uuid, known integer, enrolments uuid[], states text[], reasons text[], words text, things text, moment timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare s programme_session; before jsonb;
begin
  select * into s from programme_session x where x.id = keep_attendance.session and x.programme_id = any (app.guided()) for update;
  if s.id is null then return 'gone'; end if;
  if s.version <> known then return 'changed'; end if;
  if s.state = 'cancelled' then return 'cancelled'; end if;
  if lower(s.during) > moment + interval '1 day' then return 'early'; end if;
  if exists (select 1 from unnest(enrolments) w where not exists (select 1 from group_member m where m.group_id = s.group_id and m.enrolment_id = w)) then return 'gone'; end if;
  select jsonb_build_object('state', s.state, 'minutes', s.minutes, 'materials', s.materials, 'rows', coalesce(jsonb_agg(to_jsonb(a)), '[]')) into before from attendance a where a.session_id = s.id;
  insert into attendance (session_id, enrolment_id, state, reason, by_person, at) select s.id, t.e, t.s, t.r, app.person(), moment from unnest(enrolments, states, reasons) as t (e, s, r)
    on conflict (session_id, enrolment_id) do update set state = excluded.state, reason = excluded.reason, by_person = excluded.by_person, at = excluded.at where (attendance.state, attendance.reason) is distinct from (excluded.state, excluded.reason);
  update programme_session x set state = 'held', minutes = words, materials = things, was = before, version = x.version + 1 where x.id = s.id;
  perform app.attendance_noted(enrolments, moment);
  return '';
end $$;
-- Back to how it was before the last time.
create function app.undo_attendance(session uuid, known integer, moment timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare s programme_session; those uuid[];
begin
  select * into s from programme_session x where x.id = undo_attendance.session and x.programme_id = any (app.guided()) for update;
  if s.id is null then return 'gone'; end if;
  if s.version <> known or s.was is null then return 'changed'; end if;
  those := array(select a.enrolment_id from attendance a where a.session_id = s.id);
  delete from attendance a where a.session_id = s.id;
  insert into attendance select r.* from jsonb_populate_recordset(null::attendance, s.was -> 'rows') r;
  update programme_session x set state = s.was ->> 'state', minutes = s.was ->> 'minutes', materials = s.was ->> 'materials', was = null, version = x.version + 1 where x.id = s.id;
  perform app.attendance_noted(those, moment);
  return '';
end $$;
-- A call that was made, with what came of it; or open again.
create function app.finish_task(task uuid, outcome text, moment timestamptz) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update programme_task t set done_at = case when outcome <> '' then moment end, done_by = case when outcome <> '' then app.person() end, result = outcome
    where t.id = finish_task.task and t.programme_id = any (app.guided()) and (outcome = '') = (t.done_at is not null)
      and (outcome <> '' or not exists (select 1 from programme_task o where o.enrolment_id = t.enrolment_id and o.done_at is null));
  return found;
end $$;
-- How often a child of the own school was there, per programme: no more than the number.
create function app.times_there(pupil uuid) returns table (programme_id uuid, times integer, of integer) language sql stable security definer set search_path = public, pg_temp as $$
  select e.programme_id, count(*) filter (where a.state in ('present', 'late'))::integer, count(*)::integer
  from participant p join enrolment e on e.participant_id = p.id join attendance a on a.enrolment_id = e.id
  where p.pupil_id = times_there.pupil and e.school_sees and app.role() in ('teacher', 'care', 'principal', 'office') and app.may(times_there.pupil, 1) group by e.programme_id
$$;
do $$ declare f text; begin
  for f in select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'app'::regnamespace and p.proname in ('programme_guides', 'guide_name', 'session_clashes', 'make_group', 'change_group', 'move_sessions', 'undo_move', 'turn_group', 'turn_session',
    'join_group', 'leave_group', 'keep_attendance', 'undo_attendance', 'finish_task', 'times_there', 'enrolment_left', 'attendance_noted', 'end_groups', 'group_goes_on') loop
    execute 'revoke all on function ' || f || ' from public';
    if f !~ 'app\.(enrolment_left|attendance_noted|end_groups|group_goes_on)\(' then execute 'grant execute on function ' || f || ' to inbeeld_app'; end if;
  end loop;
end $$;
