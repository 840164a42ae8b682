-- Booking, changing and cancelling a place, under the lock of its slot; what the library and the schools see of it.

-- Who may book for a child: the school of the child, and who has a case of the child.
create function app.may_book(child uuid) returns boolean language sql stable parallel safe as $$
  select case when app.role() in ('teacher', 'care', 'principal', 'office') then app.may(child, 1) and exists (select 1 from public.pupil p where p.id = child and p.school_id = app.organisation() and p.left_on is null)
    when app.role() in ('coordinator', 'team_lead', 'caseworker', 'attendance') then app.may(child, 1) else false end
$$;

-- Seats a child can have in a slot, best first: what fits the needs, and as little more than that as possible, so that the accessible seat stays for who needs it. Who is in the
-- room then is looked up once, not for each seat.
create function app.free_seat(of_slot uuid, wanted text[]) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select x.id from slot s join seat_choice c on c.id = s.choice_id cross join lateral (select array(select b.seat_id from booking b where b.library_id = s.library_id and b.room_id = s.room_id and b.during && s.during and b.state in ('booked', 'in')) as seats offset 0) t
    join seat x on x.id = any (c.chosen) and x.removed_at is null
  where s.id = of_slot and (x.accessible or not 'accessible' = any (wanted)) and (x.socket or not 'socket' = any (wanted)) and (x.quiet or not 'quiet' = any (wanted)) and (x.computer or not 'computer' = any (wanted))
    and x.id <> all (t.seats)
  order by x.accessible::integer * 8 + x.computer::integer * 4 + x.quiet::integer * 2 + x.socket::integer, length(x.label), x.label limit 1
$$;

-- How many seats that fit are free and not held for others who need the same.
create function app.seats_left(of_slot uuid, wanted text[], child uuid, moment timestamptz) returns integer
language sql stable security definer set search_path = public, pg_temp as $$
  select (select count(*)::integer from slot s join seat_choice c on c.id = s.choice_id cross join lateral (select array(select b.seat_id from booking b where b.library_id = s.library_id and b.room_id = s.room_id and b.during && s.during and b.state in ('booked', 'in')) as seats offset 0) t
      join seat x on x.id = any (c.chosen) and x.removed_at is null
    where s.id = of_slot and (x.accessible or not 'accessible' = any (wanted)) and (x.socket or not 'socket' = any (wanted)) and (x.quiet or not 'quiet' = any (wanted)) and (x.computer or not 'computer' = any (wanted))
      and x.id <> all (t.seats))
  - case when cardinality(wanted) = 0 then 0 else (select count(*)::integer from booking_wait w where w.slot_id = of_slot and w.ended_at is null and w.offered_until > moment and w.pupil_id <> child and w.needs && wanted) end
$$;

-- What is left of what was agreed with a municipality in a library at that time; null: there is no agreement.
create function app.town_left(at_library uuid, town uuid, around tstzrange) returns integer
language sql stable security definer set search_path = public, pg_temp as $$
  select (select sum(a.places)::integer from place_agreement a where a.library_id = at_library and a.municipality_id = town and a.state = 'agreed'
      and a.starts <= (lower(around) at time zone 'Europe/Amsterdam')::date and (a.ends is null or a.ends >= (lower(around) at time zone 'Europe/Amsterdam')::date))
    - (select count(*)::integer from booking b where b.library_id = at_library and b.during && around and b.municipality_id = town and b.state in ('booked', 'in'))
$$;

-- Why a child cannot have a place: '' when it can, else past, other_town, no_agreement, closed, no_supervision, same_time, full, agreed_full, school_full, no_seat. The slot is locked by whoever asks.
create function app.no_place(s slot, child uuid, wanted text[], moment timestamptz) returns text
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare school uuid; town uuid; agreed integer;
begin
  if s.ends <= moment then return 'past'; end if;
  select p.school_id, m.id into school, town from pupil p join organisation o on o.id = p.school_id left join organisation m on m.kind = 'municipality' and m.code = o.municipality_code where p.id = child;
  if s.municipality_id is not null and s.municipality_id is distinct from town then return 'other_town'; end if;
  agreed := app.town_left(s.library_id, town, s.during);
  if agreed is null then return 'no_agreement'; end if;
  if s.state <> 'open' then return 'closed'; end if;
  if s.needs_supervision and s.supervising_school_id is null then return 'no_supervision'; end if;
  if exists (select 1 from booking b where b.pupil_id = child and b.state in ('booked', 'in') and b.during && s.during) then return 'same_time'; end if;
  if s.taken + (select count(*) from booking_wait w where w.slot_id = s.id and w.ended_at is null and w.offered_until > moment and w.pupil_id <> child) >= s.places then return 'full'; end if;
  if agreed <= 0 then return 'agreed_full'; end if;
  if s.most_per_school is not null and (select count(*) from booking b where b.slot_id = s.id and b.school_id = school and b.state in ('booked', 'in')) >= s.most_per_school then return 'school_full'; end if;
  if app.seats_left(s.id, wanted, child, moment) <= 0 then return 'no_seat'; end if;
  return '';
end $$;

-- Four digits that nobody else has in this slot: the first free ones from a number on that nobody can guess, so that a code is found without trying all of them.
create function app.free_code(of_slot uuid, for_booking uuid) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select c.code from (select (1000 + (f.first + generate_series(0, 8999)) % 9000)::text as code from (select hashtext(for_booking::text) & 1073741823 as first) f) c
  where not exists (select 1 from booking b where b.slot_id = of_slot and b.code = c.code) limit 1
$$;

-- Books a place, whoever asks (the functions below look at that): '' when done, gone, or why not. The row of the slot is locked, so that of fifty who ask for the last place
-- one gets it. The same id again is the same booking.
create function app.book_for(booking_id uuid, of_slot uuid, child uuid, wanted text[], series uuid, link bytea, by uuid, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare s slot; why text; school uuid; town uuid;
begin
  select * into s from slot where id = of_slot for update;
  if s.id is null then return 'gone'; end if;
  if exists (select 1 from booking b where b.id = booking_id) then
    return case when exists (select 1 from booking b where b.id = booking_id and b.pupil_id = child and b.slot_id = of_slot) then '' else 'not_allowed' end;
  end if;
  why := app.no_place(s, child, wanted, moment);
  if why <> '' then return why; end if;
  select p.school_id, m.id into school, town from pupil p join organisation o on o.id = p.school_id join organisation m on m.kind = 'municipality' and m.code = o.municipality_code where p.id = child;
  insert into booking (id, slot_id, library_id, room_id, seat_id, pupil_id, school_id, municipality_id, series_id, during, needs, code, link_hash, by_person, at)
  select booking_id, s.id, s.library_id, s.room_id, app.free_seat(s.id, wanted), child, school, town, series, s.during, wanted,
    app.free_code(s.id, booking_id), link, by, moment;
  update booking_wait set ended_at = moment, ended_why = 'claimed' where slot_id = s.id and pupil_id = child and ended_at is null;
  return '';
exception when exclusion_violation then return 'same_time';
end $$;
create function app.book(booking_id uuid, of_slot uuid, child uuid, wanted text[], series uuid, link bytea, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not app.may_book(child) then return 'not_allowed'; end if;
  if not exists (select 1 from slot s where s.id = of_slot and s.library_id = any (app.libraries())) then return 'gone'; end if;
  return app.book_for(booking_id, of_slot, child, wanted, series, link, app.person(), moment);
end $$;
-- Children who come together: with together, all of them or none. wanted: per child an object {"needs": [...]}. A child that could go, but did not because another could not: together.
-- fresh: not booked before by the same form.
create function app.book_group(of_slot uuid, children uuid[], bookings uuid[], wanted jsonb, series uuid, together boolean, moment timestamptz) returns table (child uuid, booking_id uuid, outcome text, fresh boolean)
language plpgsql security definer set search_path = public, pg_temp as $$
declare outcomes text[]; known uuid[]; one text; needs text[]; failed boolean := false;
begin
  perform 1 from slot s where s.id = of_slot for update;
  select coalesce(array_agg(b.id), '{}') into known from booking b where b.id = any (bookings);
  begin
    for i in 1 .. cardinality(children) loop
      select coalesce(array_agg(v), '{}') into needs from jsonb_array_elements_text(coalesce(wanted -> (children[i]::text), '[]')) v;
      one := app.book(bookings[i], of_slot, children[i], needs, series, null, moment);
      outcomes := outcomes || one;
      failed := failed or one <> '';
    end loop;
    if together and failed then raise exception 'together' using errcode = 'P0002'; end if;
  exception when no_data_found then
    outcomes := (select array_agg(case when o = '' then 'together' else o end order by n) from unnest(outcomes) with ordinality as x (o, n));
  end;
  return query select c, b, o, not b = any (known) from unnest(children, bookings, outcomes) as x (c, b, o);
end $$;

-- Cancels before the child is there. True when it was a booking. The place goes to who waits.
create function app.cancel_for(booking_id uuid, why text, who text, moment timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare b booking;
begin
  perform 1 from slot s where s.id = (select x.slot_id from booking x where x.id = booking_id) for update;
  select * into b from booking where id = booking_id for update;
  if b.id is null or b.state <> 'booked' then return false; end if;
  update booking set state = 'cancelled', ended_why = left(why, 300), ended_by = who, out_at = moment, version = version + 1 where id = booking_id;
  if who <> 'library' then perform app.offer_places(b.slot_id, moment); end if;
  return true;
end $$;
create function app.cancel_booking(booking_id uuid, why text, moment timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  return exists (select 1 from booking b where b.id = booking_id and b.pupil_id is not null and app.may_book(b.pupil_id)) and app.cancel_for(booking_id, why, 'school', moment);
end $$;
-- Undoes that, while there is still a place: '' when done, or why not.
create function app.restore_booking(booking_id uuid, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare b booking; s slot; why text;
begin
  if not exists (select 1 from booking x where x.id = booking_id and x.pupil_id is not null and app.may_book(x.pupil_id)) then return 'not_allowed'; end if;
  select * into s from slot where id = (select x.slot_id from booking x where x.id = booking_id) for update;
  select * into b from booking where id = booking_id for update;
  if b.state in ('booked', 'in') then return ''; end if;
  if b.state <> 'cancelled' then return 'gone'; end if;
  why := app.no_place(s, b.pupil_id, b.needs, moment);
  if why <> '' then return why; end if;
  update booking set state = 'booked', ended_why = '', ended_by = '', out_at = null, version = version + 1,
    seat_id = case when exists (select 1 from booking x where x.seat_id = b.seat_id and x.state in ('booked', 'in') and x.during && b.during) then app.free_seat(b.slot_id, b.needs) else b.seat_id end where id = booking_id;
  update booking_wait set ended_at = moment, ended_why = 'claimed' where slot_id = b.slot_id and pupil_id = b.pupil_id and ended_at is null;
  return '';
end $$;
-- Other needs: the seat stays when it fits. '' when done, else not_allowed, gone, changed (somebody else was first), no_seat.
create function app.change_booking(booking_id uuid, wanted text[], seen integer, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare b booking; seat uuid;
begin
  perform 1 from slot s where s.id = (select x.slot_id from booking x where x.id = booking_id) for update;
  select * into b from booking where id = booking_id for update;
  if b.id is null or b.pupil_id is null or not app.may_book(b.pupil_id) then return 'not_allowed'; end if;
  if b.state <> 'booked' then return 'gone'; end if;
  if b.needs @> wanted and wanted @> b.needs then return ''; end if;
  if b.version <> seen then return 'changed'; end if;
  select x.id into seat from seat x where x.id = b.seat_id and (x.accessible or not 'accessible' = any (wanted)) and (x.socket or not 'socket' = any (wanted)) and (x.quiet or not 'quiet' = any (wanted)) and (x.computer or not 'computer' = any (wanted));
  if seat is null and app.seats_left(b.slot_id, wanted, b.pupil_id, moment) > 0 then seat := app.free_seat(b.slot_id, wanted); end if;
  if seat is null then return 'no_seat'; end if;
  update booking set needs = wanted, seat_id = seat, version = version + 1 where id = booking_id;
  return '';
end $$;
-- To another time, in one go: the old place is given up only when there is a new one.
create function app.move_booking(old_id uuid, new_id uuid, to_slot uuid, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare b booking; why text;
begin
  select * into b from booking where id = old_id;
  if b.id is null or b.pupil_id is null or not app.may_book(b.pupil_id) then return 'not_allowed'; end if;
  if exists (select 1 from booking x where x.id = new_id and x.pupil_id = b.pupil_id and x.slot_id = to_slot) then return ''; end if;
  perform 1 from slot s where s.id in (b.slot_id, to_slot) order by s.starts, s.id for update;
  begin
    update booking set state = 'cancelled', ended_by = 'school', out_at = moment, version = version + 1 where id = old_id and state = 'booked';
    if not found then return 'gone'; end if;
    why := app.book(new_id, to_slot, b.pupil_id, b.needs, b.series_id, null, moment);
    if why <> '' then raise exception 'no place' using errcode = 'P0002'; end if;
  exception when no_data_found then return why;
  end;
  perform app.offer_places(b.slot_id, moment);
  return '';
end $$;

-- What the library may know of the children in these slots: first name, school, needs for the place. Guests as they were written down.
create function app.booked_children(slots uuid[]) returns table (booking_id uuid, slot_id uuid, seat_id uuid, given_name text, school_name text, needs text[], code text, state text, in_at timestamptz, out_at timestamptz, guest boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select b.id, b.slot_id, b.seat_id, coalesce(p.given_name, b.guest), coalesce(o.name, ''), b.needs, b.code, b.state, b.in_at, b.out_at, b.pupil_id is null
  from booking b left join pupil p on p.id = b.pupil_id left join organisation o on o.id = b.school_id
  where b.slot_id = any (slots) and b.library_id = app.at_library() and b.state <> 'cancelled'
$$;

-- Of slots somebody may know: how many offers hold a place, how many wait, and what is left for the own municipality and for the own school
-- (null: no limit of that kind), and how many free seats have what is wanted (null: nothing is).
create function app.slot_counts(slots uuid[], wanted text[], moment timestamptz) returns table (slot_id uuid, held integer, waiting integer, town_left integer, school_left integer, fit integer, came integer)
language sql stable security definer set search_path = public, pg_temp as $$
  with me as (select o.id, o.kind, m.id as town from organisation o left join organisation m on m.kind = 'municipality' and m.code = case o.kind when 'municipality' then o.code else o.municipality_code end where o.id = app.organisation()),
    s as (select x.* from slot x where x.id = any (slots) and x.library_id = any ((select app.libraries())::uuid[])),
    w as (select w.slot_id, count(*) filter (where w.offered_until > moment) as held, count(*) filter (where w.offered_until > moment and w.needs && wanted) as held_for, count(*) as waiting from booking_wait w where w.ended_at is null and w.slot_id in (select s.id from s) group by 1),
    b as (select b.slot_id, count(*) filter (where b.state in ('booked', 'in')) as own, count(*) filter (where b.state in ('in', 'out')) as came from booking b, me where b.slot_id in (select s.id from s) and (b.school_id = me.id or me.kind = 'library') group by 1),
    -- As app.seats_left, for all slots at once.
    f as (select s.id, count(*)::integer as free from s join seat_choice c on c.id = s.choice_id cross join lateral unnest(c.chosen) as u (seat) join seat x on x.id = u.seat and x.removed_at is null
      where cardinality(wanted) > 0 and (x.accessible or not 'accessible' = any (wanted)) and (x.socket or not 'socket' = any (wanted)) and (x.quiet or not 'quiet' = any (wanted)) and (x.computer or not 'computer' = any (wanted))
        and not exists (select 1 from booking b where b.seat_id = x.id and b.state in ('booked', 'in') and b.during && s.during) group by 1),
    -- Once for all rooms of a library at the same time.
    t as (select x.library_id, x.during, app.town_left(x.library_id, x.town, x.during) as town_left from (select distinct s.library_id, s.during, me.town from s, me where me.kind <> 'library') x)
  select s.id, coalesce(w.held, 0)::integer, coalesce(w.waiting, 0)::integer, case when me.kind <> 'library' then coalesce(t.town_left, 0) end,
    case when me.kind = 'school' then s.most_per_school - coalesce(b.own, 0)::integer end, case when cardinality(wanted) > 0 then coalesce(f.free, 0) - coalesce(w.held_for, 0)::integer end, coalesce(b.came, 0)::integer
  from s cross join me left join w on w.slot_id = s.id left join b on b.slot_id = s.id left join t on t.library_id = s.library_id and t.during = s.during left join f on f.id = s.id
$$;

-- Only from within these functions:
revoke all on function app.free_seat(uuid, text[]), app.free_code(uuid, uuid), app.seats_left(uuid, text[], uuid, timestamptz), app.town_left(uuid, uuid, tstzrange), app.no_place(slot, uuid, text[], timestamptz), app.book_for(uuid, uuid, uuid, text[], uuid, bytea, uuid, timestamptz), app.cancel_for(uuid, text, text, timestamptz) from public;
do $$ declare f text; begin
  foreach f in array array['book(uuid, uuid, uuid, text[], uuid, bytea, timestamptz)', 'book_group(uuid, uuid[], uuid[], jsonb, uuid, boolean, timestamptz)', 'cancel_booking(uuid, text, timestamptz)', 'restore_booking(uuid, timestamptz)',
    'change_booking(uuid, text[], integer, timestamptz)', 'move_booking(uuid, uuid, uuid, timestamptz)', 'slot_counts(uuid[], text[], timestamptz)', 'booked_children(uuid[])'] loop
    execute 'revoke all on function app.' || f || ' from public';
    execute 'grant execute on function app.' || f || ' to inbeeld_app';
  end loop;
end $$;
