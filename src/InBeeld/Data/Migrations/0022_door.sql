-- At the door of the library: checking in and out, tablets without a person, who did not come. The library knows a first name, a school and the needs for the place.

-- A tablet at the door: its own token, no person. The code with which it is paired is shown once and holds ten minutes; of both only the hash is kept.
create table door_device (
  id          uuid primary key,
  library_id  uuid not null references organisation (id),
  name        text not null check (length(trim(name)) between 1 and 60),
  code_hash   bytea unique,
  code_until  timestamptz,
  token_hash  bytea unique,
  paired_at   timestamptz,
  last_seen_at timestamptz,
  -- Short codes that were wrong, and since when they are counted.
  wrong       smallint not null default 0,
  wrong_since timestamptz,
  revoked_at  timestamptz,
  by_person   uuid not null references person (id),
  at          timestamptz not null
);
create index door_device_library on door_device (library_id, id desc);
-- What happened at the door; never changed, but for what was undone. By a person or by a device.
create table door_event (
  id         uuid primary key default uuidv7(),
  library_id uuid not null references organisation (id),
  booking_id uuid references booking (id),
  slot_id    uuid references slot (id),
  school_id  uuid references organisation (id),
  kind       text not null check (kind in ('in', 'out', 'guest', 'asked')),
  -- As it was before, to go back to.
  was_state  text not null default '',
  was_seat   uuid references seat (id),
  was_in     timestamptz,
  was_out    timestamptz,
  by_person  uuid references person (id),
  device_id  uuid references door_device (id),
  at         timestamptz not null,
  undone_at  timestamptz,
  check ((by_person is null) <> (device_id is null))
);
create index door_event_booking on door_event (booking_id, at desc);
create index door_event_library on door_event (library_id, at desc);

create index booking_in on booking (library_id, seat_id) where state = 'in';
create index booking_expected on booking (slot_id) where state = 'booked';

alter table door_device enable row level security;
alter table door_event enable row level security;
grant select (id, library_id, name, code_until, paired_at, last_seen_at, revoked_at, by_person, at) on door_device to inbeeld_app;
grant insert (id, library_id, name, code_hash, code_until, by_person, at), update (revoked_at) on door_device to inbeeld_app;
grant select on door_event to inbeeld_app;
create policy see on door_device for select to inbeeld_app using (library_id = (select app.at_library()) and (select app.role()) = 'library_planner');
create policy add on door_device for insert to inbeeld_app with check ((select app.role()) = 'library_planner' and library_id = (select app.organisation()) and by_person = (select app.person()));
create policy change on door_device for update to inbeeld_app using ((select app.role()) = 'library_planner' and library_id = (select app.organisation()));
create policy see on door_event for select to inbeeld_app using (library_id = (select app.at_library()));

-- A seat that can be used now, for these needs: free in this slot, clean, and nobody still sits there. As app.free_seat, best first.
create function app.clean_seat(of_slot uuid, wanted text[]) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select x.id from slot s join seat_choice c on c.id = s.choice_id join seat x on x.id = any (c.chosen) and x.removed_at is null
  where s.id = of_slot and (x.accessible or not 'accessible' = any (wanted)) and (x.socket or not 'socket' = any (wanted)) and (x.quiet or not 'quiet' = any (wanted)) and (x.computer or not 'computer' = any (wanted))
    and app.seat_waits(x.id) is null
    and not exists (select 1 from booking b where b.seat_id = x.id and b.state in ('booked', 'in') and b.during && s.during)
    and not exists (select 1 from booking b where b.library_id = s.library_id and b.seat_id = x.id and b.state = 'in')
  order by x.accessible::integer * 8 + x.computer::integer * 4 + x.quiet::integer * 2 + x.socket::integer, length(x.label), x.label limit 1
$$;

-- What the school was told about those who did not come follows who came later.
create function app.absent_told(of_slot uuid, school uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare missing integer := (select count(*) from booking b where b.slot_id = of_slot and b.school_id = school and b.state = 'no_show' and b.pupil_id is not null);
begin
  delete from notice n where n.kind = 'place-absent' and n.to_organisation_id = school and n.args ->> 3 = of_slot::text and n.seen_at is null and missing = 0;
  update notice n set args = jsonb_set(n.args, '{0}', to_jsonb(missing::text)) where n.kind = 'place-absent' and n.to_organisation_id = school and n.args ->> 3 = of_slot::text and n.seen_at is null;
end $$;

-- Checks in: '' when done (also when the child is in already: 'already'), 'move' with another seat that is proposed, else why not:
-- gone, wrong_branch, cancelled, other_day, early, late, closed, full, not_clean. confirmed: the seat to which the child moves.
create function app.door_in(library uuid, device uuid, booking_id uuid, confirmed uuid, moment timestamptz, out result text, out seat uuid)
language plpgsql security definer set search_path = public, pg_temp as $$
declare b booking; s slot; fits boolean;
begin
  select * into b from booking x where x.id = booking_id;
  if b.id is null then result := 'gone'; return; end if;
  if b.library_id is distinct from library then result := 'wrong_branch'; return; end if;
  select * into s from slot x where x.id = b.slot_id for update;
  select * into b from booking x where x.id = booking_id for update;
  seat := b.seat_id;
  if b.state = 'in' then result := 'already'; return; end if;
  if b.state = 'cancelled' then result := 'cancelled'; return; end if;
  if (s.starts at time zone 'Europe/Amsterdam')::date <> (moment at time zone 'Europe/Amsterdam')::date then result := 'other_day'; return; end if;
  if moment < s.starts - interval '30 minutes' then result := 'early'; return; end if;
  if moment >= s.ends then result := 'late'; return; end if;
  if s.state <> 'open' then result := 'closed'; return; end if;
  -- Who did not come in time, or left, gave the place up.
  if b.state <> 'booked' and s.taken >= s.places then result := 'full'; return; end if;
  fits := app.seat_waits(b.seat_id) is null
    and not exists (select 1 from booking o where o.library_id = b.library_id and o.seat_id = b.seat_id and o.id <> b.id and (o.state = 'in' or (o.state = 'booked' and o.during && b.during)))
    and exists (select 1 from seat_choice c join seat x on x.id = b.seat_id and x.removed_at is null where c.id = s.choice_id and x.id = any (c.chosen));
  if not fits then
    seat := app.clean_seat(s.id, b.needs);
    if seat is null then result := 'not_clean'; seat := b.seat_id; return; end if;
    if confirmed is distinct from seat then result := 'move'; return; end if;
  end if;
  insert into door_event (library_id, booking_id, slot_id, school_id, kind, was_state, was_seat, was_in, was_out, by_person, device_id, at)
    values (b.library_id, b.id, s.id, b.school_id, 'in', b.state, b.seat_id, b.in_at, b.out_at, case when device is null then app.person() end, device, moment);
  update booking x set state = 'in', seat_id = door_in.seat, in_at = moment, out_at = null, version = x.version + 1 where x.id = b.id;
  if b.state = 'no_show' and b.school_id is not null then perform app.absent_told(s.id, b.school_id); end if;
  result := '';
end $$;
create function app.door_out(library uuid, device uuid, booking_id uuid, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare b booking;
begin
  select * into b from booking x where x.id = booking_id and x.library_id = library;
  if b.id is null then return 'gone'; end if;
  perform 1 from slot x where x.id = b.slot_id for update;
  select * into b from booking x where x.id = booking_id for update;
  if b.state = 'out' then return 'already'; end if;
  if b.state <> 'in' then return 'not_in'; end if;
  insert into door_event (library_id, booking_id, slot_id, school_id, kind, was_state, was_seat, was_in, was_out, by_person, device_id, at)
    values (b.library_id, b.id, b.slot_id, b.school_id, 'out', b.state, b.seat_id, b.in_at, b.out_at, case when device is null then app.person() end, device, moment);
  update booking x set state = 'out', out_at = moment, version = x.version + 1 where x.id = b.id;
  return '';
end $$;

-- For who works at the library.
create function app.check_in(booking_id uuid, confirmed uuid, moment timestamptz, out result text, out seat uuid)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if app.at_library() is null then result := 'gone'; return; end if;
  select d.result, d.seat into result, seat from app.door_in(app.at_library(), null, booking_id, confirmed, moment) d;
end $$;
create function app.check_out(booking_id uuid, moment timestamptz) returns text
language sql security definer set search_path = public, pg_temp as $$
  select case when app.at_library() is null then 'gone' else app.door_out(app.at_library(), null, booking_id, moment) end
$$;
-- Back to how it was before the last thing that happened to this booking at the door, for ten minutes. '' when done; gone, late, taken.
create function app.undo_door(booking_id uuid, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare b booking; e door_event;
begin
  select * into b from booking x where x.id = booking_id and x.library_id = app.at_library();
  if b.id is null then return 'gone'; end if;
  perform 1 from slot x where x.id = b.slot_id for update;
  select * into b from booking x where x.id = booking_id for update;
  select * into e from door_event x where x.booking_id = undo_door.booking_id and x.undone_at is null order by x.at desc, x.id desc limit 1;
  if e.id is null then return 'gone'; end if;
  if e.at < moment - interval '10 minutes' then return 'late'; end if;
  update door_event x set undone_at = moment where x.id = e.id;
  if e.kind = 'guest' then
    update booking x set state = 'cancelled', ended_why = 'undone', out_at = moment, version = x.version + 1 where x.id = b.id;
  else
    update booking x set state = e.was_state, seat_id = e.was_seat, in_at = e.was_in, out_at = e.was_out, version = x.version + 1 where x.id = b.id;
    if e.was_state = 'no_show' and b.school_id is not null then perform app.absent_told(b.slot_id, b.school_id); end if;
  end if;
  return '';
exception when exclusion_violation then return 'taken';
end $$;

-- A school with which this library has an agreement now, through its municipality.
create function app.door_school(library uuid, school uuid, day date, out town uuid, out places integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.id, sum(a.places)::integer from organisation o join organisation m on m.kind = 'municipality' and m.code = o.municipality_code
    join place_agreement a on a.municipality_id = m.id and a.library_id = library and a.state = 'agreed' and a.starts <= day and (a.ends is null or a.ends >= day)
  where o.id = school and o.kind = 'school' and o.is_on group by m.id
$$;
-- Tells a school, whoever looks after care or the office there.
create function app.tell_school(school uuid, what text, link text, args jsonb) returns void
language sql security definer set search_path = public, pg_temp as $$
  select app.tell(null, school, r, what, null, link, args) from unnest(array['care', 'office']) r
$$;
-- Somebody who was not booked sits down: '' when done, else why not: gone, no_agreement, early, late, closed, no_supervision, other_town, full, agreed_full, school_full, no_seat, name.
create function app.guest_in(booking_id uuid, of_slot uuid, given text, school uuid, moment timestamptz, out result text, out seat uuid)
language plpgsql security definer set search_path = public, pg_temp as $$
declare s slot; a record; held integer; library uuid := app.at_library();
begin
  select * into s from slot x where x.id = of_slot and x.library_id = library for update;
  if s.id is null then result := 'gone'; return; end if;
  select x.seat_id into seat from booking x where x.id = guest_in.booking_id;
  if seat is not null then
    result := case when exists (select 1 from booking x where x.id = guest_in.booking_id and x.slot_id = of_slot and x.guest = trim(given)) then '' else 'gone' end; return;
  end if;
  if length(trim(given)) not between 1 and 40 then result := 'name'; return; end if;
  if moment < s.starts - interval '30 minutes' then result := 'early'; return; end if;
  if moment >= s.ends then result := 'late'; return; end if;
  if s.state <> 'open' then result := 'closed'; return; end if;
  if s.needs_supervision and s.supervising_school_id is null then result := 'no_supervision'; return; end if;
  select * into a from app.door_school(library, school, (s.starts at time zone 'Europe/Amsterdam')::date);
  if a.town is null then result := 'no_agreement'; return; end if;
  if s.municipality_id is not null and s.municipality_id <> a.town then result := 'other_town'; return; end if;
  select count(*) into held from booking_wait w where w.slot_id = s.id and w.ended_at is null and w.offered_until > moment;
  if s.taken + held >= s.places then result := 'full'; return; end if;
  if (select count(*) from booking b join slot x on x.id = b.slot_id where x.library_id = library and x.during && s.during and b.municipality_id = a.town and b.state in ('booked', 'in')) >= a.places then result := 'agreed_full'; return; end if;
  if s.most_per_school is not null and (select count(*) from booking b where b.slot_id = s.id and b.school_id = school and b.state in ('booked', 'in')) >= s.most_per_school then result := 'school_full'; return; end if;
  seat := app.clean_seat(s.id, '{}');
  if seat is null then result := 'no_seat'; return; end if;
  insert into booking (id, slot_id, library_id, room_id, seat_id, guest, school_id, municipality_id, during, code, state, by_person, at, in_at)
    select guest_in.booking_id, s.id, library, s.room_id, guest_in.seat, trim(given), school, a.town, s.during,
      app.free_code(s.id, guest_in.booking_id), 'in', app.person(), moment, moment;
  insert into door_event (library_id, booking_id, slot_id, school_id, kind, was_state, by_person, at) values (library, guest_in.booking_id, s.id, school, 'guest', '', app.person(), moment);
  perform app.tell_school(school, 'place-guest', null, jsonb_build_array(trim(given), (select o.name from organisation o where o.id = library)));
  result := '';
exception when exclusion_violation then result := 'no_seat';
end $$;
-- Asks a school to book for a child that stood at the door: a slot in which there is room, or the waiting list. The same id again is the same question.
create function app.door_ask(ask uuid, of_slot uuid, given text, school uuid, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare s slot; library uuid := app.at_library(); a record;
begin
  select * into s from slot x where x.id = of_slot and x.library_id = library and x.ends > moment and x.state = 'open';
  if s.id is null then return 'gone'; end if;
  if length(trim(given)) not between 1 and 40 then return 'name'; end if;
  select * into a from app.door_school(library, school, (s.starts at time zone 'Europe/Amsterdam')::date);
  if a.town is null then return 'no_agreement'; end if;
  if exists (select 1 from door_event e where e.id = ask) then return case when exists (select 1 from door_event e where e.id = ask and e.slot_id = of_slot and e.library_id = library) then '' else 'gone' end; end if;
  insert into door_event (id, library_id, slot_id, school_id, kind, by_person, at) values (ask, library, s.id, school, 'asked', app.person(), moment);
  perform app.tell_school(school, case when s.taken < s.places then 'place-wanted' else 'place-wait' end, null, jsonb_build_array(trim(given), (select o.name from organisation o where o.id = library), to_char(s.starts at time zone 'Europe/Amsterdam', 'DD-MM HH24.MI')));
  return '';
end $$;

-- Who was not there twenty minutes after the beginning did not come: the place is free again, the school hears it once per slot. Only of the last day: what is older is marked in silence.
create function app.mark_no_shows(moment timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare marked integer; r record;
begin
  -- The slots first, as everything at the door does, so that nobody waits for the other.
  perform 1 from slot s where s.starts <= moment - interval '15 minutes' and s.id in (select b.slot_id from booking b where b.state in ('booked', 'in')) order by s.starts, s.id for update;
  create temporary table missed on commit drop as
    select b.id, b.slot_id, b.school_id, b.pupil_id, b.library_id from booking b join slot s on s.id = b.slot_id where b.state = 'booked' and s.starts <= moment - interval '20 minutes' and s.state = 'open';
  update booking b set state = 'no_show', version = version + 1 from missed m where b.id = m.id;
  get diagnostics marked = row_count;
  for r in select m.slot_id, m.school_id, s.starts, o.name, array_agg(m.pupil_id) as pupils from missed m join slot s on s.id = m.slot_id join organisation o on o.id = m.library_id
    where m.pupil_id is not null and m.school_id is not null and s.ends > moment - interval '12 hours' group by 1, 2, 3, 4 loop
    if exists (select 1 from notice n where n.kind = 'place-absent' and n.to_organisation_id = r.school_id and n.args ->> 3 = r.slot_id::text and n.seen_at is null) then
      perform app.absent_told(r.slot_id, r.school_id);
    else
      perform app.tell_school(r.school_id, 'place-absent', null, jsonb_build_array(cardinality(r.pupils)::text, r.name, to_char(r.starts at time zone 'Europe/Amsterdam', 'HH24.MI'), r.slot_id));
    end if;
    insert into journal_inbox (at, kind, use_case, pupils, facets, organisation_id, details) values (moment, 'system', 'mark who did not come', r.pupils, 1, r.school_id, jsonb_build_object('slot', r.slot_id));
  end loop;
  drop table missed;
  -- Whoever forgot to say goodbye left when the slot ended.
  update booking b set state = 'out', out_at = s.ends, ended_why = 'slot ended', version = b.version + 1 from slot s where s.id = b.slot_id and b.state = 'in' and s.ends <= moment - interval '15 minutes';
  return marked;
end $$;

revoke all on function app.clean_seat(uuid, text[]), app.absent_told(uuid, uuid), app.door_in(uuid, uuid, uuid, uuid, timestamptz), app.door_out(uuid, uuid, uuid, timestamptz), app.check_in(uuid, uuid, timestamptz), app.check_out(uuid, timestamptz),
  app.undo_door(uuid, timestamptz), app.door_school(uuid, uuid, date), app.tell_school(uuid, text, text, jsonb), app.guest_in(uuid, uuid, text, uuid, timestamptz), app.door_ask(uuid, uuid, text, uuid, timestamptz),
  app.mark_no_shows(timestamptz) from public;
grant execute on function app.check_in(uuid, uuid, timestamptz), app.check_out(uuid, timestamptz), app.undo_door(uuid, timestamptz), app.guest_in(uuid, uuid, text, uuid, timestamptz), app.door_ask(uuid, uuid, text, uuid, timestamptz) to inbeeld_app;
