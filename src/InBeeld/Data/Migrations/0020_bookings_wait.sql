-- The waiting list and its offers, links without an account, closing a slot, supervision by a school, the calendar.

-- Gives the places that are free to who waits longest and fits. An offer keeps the place for a day, and not beyond an hour before the slot.
create function app.offer_places(of_slot uuid, moment timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare s slot; w booking_wait; till timestamptz; given integer := 0; place text;
begin
  select * into s from slot where id = of_slot for update;
  if s.id is null then return 0; end if;
  update booking_wait set ended_at = moment, ended_why = 'expired' where slot_id = of_slot and ended_at is null and offered_until <= moment;
  if s.starts <= moment then
    update booking_wait set ended_at = moment, ended_why = 'closed' where slot_id = of_slot and ended_at is null;
    return 0;
  end if;
  till := least(moment + interval '24 hours', s.starts - interval '1 hour');
  if s.state <> 'open' or till <= moment or s.places <= s.taken then return 0; end if;
  select o.name into place from organisation o where o.id = s.library_id;
  for w in select * from booking_wait x where x.slot_id = of_slot and x.ended_at is null and x.offered_at is null order by x.at, x.id loop
    continue when app.no_place(s, w.pupil_id, w.needs, moment) <> '';
    update booking_wait set offered_at = moment, offered_until = till where id = w.id;
    insert into notice (to_person_id, kind, link, args) values (w.by_person, 'seat-offer', '/bookings/claim/' || w.id, jsonb_build_array(place));
    insert into notice (to_organisation_id, to_role, kind, link, args) select w.school_id, 'care', 'seat-offer', '/bookings/claim/' || w.id, jsonb_build_array(place)
      where not exists (select 1 from membership m where m.person_id = w.by_person and m.organisation_id = w.school_id and m.role = 'care');
    given := given + 1;
  end loop;
  return given;
end $$;
-- All slots where an offer ran out, or where somebody waits while there is room.
create function app.pass_offers_on(moment timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare one uuid; given integer := 0;
begin
  for one in select s.id from slot s where s.id in (select w.slot_id from booking_wait w where w.ended_at is null)
    and (s.starts <= moment or s.places > s.taken or exists (select 1 from booking_wait w where w.slot_id = s.id and w.ended_at is null and w.offered_until <= moment)) order by s.starts, s.id loop
    given := given + app.offer_places(one, moment);
  end loop;
  return given;
end $$;
-- After the planner or the roster made more room.
create function app.fill_slot(of_slot uuid, moment timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from slot s where s.id = of_slot and s.library_id = app.at_library()) then return 0; end if;
  return app.offer_places(of_slot, moment);
end $$;

-- On the waiting list of a slot: '' when done, else not_allowed, gone, past, other_town, no_agreement, closed, same_time.
create function app.wait_for_place(wait_id uuid, of_slot uuid, child uuid, wanted text[], moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare s slot; why text; school uuid; town uuid;
begin
  if not app.may_book(child) then return 'not_allowed'; end if;
  select * into s from slot where id = of_slot and library_id = any (app.libraries()) for update;
  if s.id is null then return 'gone'; end if;
  if exists (select 1 from booking_wait w where w.slot_id = of_slot and w.pupil_id = child and w.ended_at is null) then return ''; end if;
  if exists (select 1 from booking_wait w where w.id = wait_id) then return case when exists (select 1 from booking_wait w where w.id = wait_id and w.pupil_id = child and w.slot_id = of_slot) then '' else 'not_allowed' end; end if;
  if s.starts <= moment then return 'past'; end if;
  why := app.no_place(s, child, wanted, moment);
  if why in ('past', 'other_town', 'no_agreement', 'closed', 'same_time') then return why; end if;
  select p.school_id, m.id into school, town from pupil p join organisation o on o.id = p.school_id join organisation m on m.kind = 'municipality' and m.code = o.municipality_code where p.id = child;
  insert into booking_wait (id, slot_id, pupil_id, school_id, municipality_id, needs, by_person, at) values (wait_id, of_slot, child, school, town, wanted, app.person(), moment);
  perform app.offer_places(of_slot, moment);
  return '';
end $$;
-- Says yes to an offer: '' when done, else no_offer, expired, withdrawn, closed, or why there is no place after all.
create function app.claim_for(wait_id uuid, booking_id uuid, link bytea, by uuid, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare w booking_wait;
begin
  perform 1 from slot s where s.id = (select x.slot_id from booking_wait x where x.id = wait_id) for update;
  select * into w from booking_wait where id = wait_id for update;
  if w.id is null then return 'gone'; end if;
  if w.ended_at is not null then return case w.ended_why when 'claimed' then '' else w.ended_why end; end if;
  if w.offered_at is null then return 'no_offer'; end if;
  if w.offered_until <= moment then
    perform app.offer_places(w.slot_id, moment);
    return 'expired';
  end if;
  return app.book_for(booking_id, w.slot_id, w.pupil_id, w.needs, null, link, by, moment);
end $$;
create function app.claim_place(wait_id uuid, booking_id uuid, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from booking_wait w where w.id = wait_id and app.may_book(w.pupil_id)) then return 'not_allowed'; end if;
  return app.claim_for(wait_id, booking_id, null, app.person(), moment);
end $$;
create function app.leave_for(wait_id uuid, moment timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare w booking_wait;
begin
  perform 1 from slot s where s.id = (select x.slot_id from booking_wait x where x.id = wait_id) for update;
  select * into w from booking_wait where id = wait_id for update;
  if w.id is null or w.ended_at is not null then return false; end if;
  update booking_wait set ended_at = moment, ended_why = 'withdrawn' where id = wait_id;
  perform app.offer_places(w.slot_id, moment);
  return true;
end $$;
create function app.leave_waiting(wait_id uuid, moment timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  return exists (select 1 from booking_wait w where w.id = wait_id and app.may_book(w.pupil_id)) and app.leave_for(wait_id, moment);
end $$;

-- Links that work without an account: the SHA-256 of what stands in the address. They show first name, time and place.
create function app.give_link(booking_id uuid, wait_id uuid, link bytea) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update booking b set link_hash = link where b.id = give_link.booking_id and b.pupil_id is not null and b.state = 'booked' and app.may_book(b.pupil_id);
  if found then return true; end if;
  update booking_wait w set link_hash = link where w.id = wait_id and w.ended_at is null and app.may_book(w.pupil_id);
  return found;
end $$;
create function app.place_by_link(link bytea, moment timestamptz) returns table (kind text, state text, given_name text, library text, room text, starts timestamptz, ends timestamptz, till timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  with found as (
    select 'booking' as kind, b.state, b.pupil_id, b.slot_id, null::timestamptz as till from booking b where b.link_hash = link
    union all
    select 'offer', case when w.ended_at is not null then w.ended_why when w.offered_at is null then 'waiting' when w.offered_until <= moment then 'expired' else 'offer' end, w.pupil_id, w.slot_id, w.offered_until
    from booking_wait w where w.link_hash = link and not exists (select 1 from booking b where b.link_hash = link))
  select f.kind, case when s.ends <= moment then 'past' else f.state end, p.given_name, o.name, r.name, s.starts, s.ends, f.till
  from found f join slot s on s.id = f.slot_id join pupil p on p.id = f.pupil_id join organisation o on o.id = s.library_id join room r on r.id = s.room_id limit 1
$$;
-- yes or no to an offer, cancel for a booking: '' when done, gone, or why not.
create function app.answer_by_link(link bytea, answer text, booking_id uuid, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare w uuid; b uuid; why text;
begin
  select x.id into b from booking x where x.link_hash = link;
  select x.id into w from booking_wait x where x.link_hash = link;
  if answer = 'cancel' and b is not null then
    return case when exists (select 1 from booking x where x.id = b and x.state = 'cancelled') or app.cancel_for(b, '', 'link', moment) then '' else 'gone' end;
  elsif answer = 'no' and w is not null then
    return case when app.leave_for(w, moment) then '' else 'gone' end;
  elsif answer = 'yes' and b is not null then return '';
  elsif answer = 'yes' and w is not null then return app.claim_for(w, booking_id, link, null, moment);
  end if;
  return 'gone';
end $$;

-- Who of the schools hears that something changed at a slot: whoever booked, and the care coordinators.
create function app.tell_slot(of_slot uuid, what text, bookings uuid[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare place text;
begin
  select o.name into place from slot s join organisation o on o.id = s.library_id where s.id = of_slot;
  insert into notice (to_person_id, kind, link, args) select distinct b.by_person, what, '/bookings', jsonb_build_array(place)
    from booking b where b.id = any (bookings) and exists (select 1 from membership m where m.person_id = b.by_person and m.role not in ('library', 'library_planner'))
      and not exists (select 1 from notice n where n.to_person_id = b.by_person and n.kind = what and n.seen_at is null);
  insert into notice (to_organisation_id, to_role, kind, link, args) select distinct b.school_id, 'care', what, '/bookings', jsonb_build_array(place) from booking b where b.id = any (bookings) and b.school_id is not null
      and not exists (select 1 from notice n where n.to_organisation_id = b.school_id and n.to_role = 'care' and n.kind = what and n.seen_at is null);
end $$;
-- The planner closes a slot: its bookings end, whoever waits stops waiting, the schools are told. How many children it hits; -1: not allowed.
create function app.close_slot(of_slot uuid, why text, by_closure uuid, moment timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare s slot; hit uuid[];
begin
  if app.role() <> 'library_planner' then return -1; end if;
  select * into s from slot where id = of_slot and library_id = app.organisation() for update;
  if s.id is null then return -1; end if;
  if s.state = 'closed' then return 0; end if;
  select coalesce(array_agg(b.id), '{}') into hit from booking b where b.slot_id = of_slot and b.state = 'booked' and b.pupil_id is not null;
  update slot set state = 'closed', reason = left(why, 300), closure_id = by_closure, version = version + 1 where id = of_slot;
  update booking set state = 'cancelled', ended_why = left(why, 300), ended_by = 'library', out_at = moment, version = version + 1 where id = any (hit);
  update booking_wait set ended_at = moment, ended_why = 'closed' where slot_id = of_slot and ended_at is null;
  perform app.tell_slot(of_slot, 'seat-closed', hit);
  return cardinality(hit);
end $$;
-- Opens it again, with the bookings that the closing ended and still fit: '' when done, else not_allowed, overlap, closure, hours, night.
create function app.reopen_slot(of_slot uuid, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare s slot; b booking; back uuid[] := '{}'; broken text;
begin
  if app.role() <> 'library_planner' then return 'not_allowed'; end if;
  select * into s from slot where id = of_slot and library_id = app.organisation() for update;
  if s.id is null then return 'not_allowed'; end if;
  if s.state = 'open' then return ''; end if;
  update slot set state = 'open', reason = '', closure_id = null, version = version + 1 where id = of_slot;
  for b in select * from booking x where x.slot_id = of_slot and x.state = 'cancelled' and x.ended_by = 'library' order by x.at, x.id loop
    continue when s.ends <= moment or exists (select 1 from booking x where x.state in ('booked', 'in') and x.during && b.during and (x.pupil_id = b.pupil_id or x.seat_id = b.seat_id));
    update booking set state = 'booked', ended_why = '', ended_by = '', out_at = null, version = version + 1 where id = b.id;
    back := back || b.id;
  end loop;
  perform app.tell_slot(of_slot, 'seat-open', back);
  perform app.offer_places(of_slot, moment);
  return '';
exception
  when exclusion_violation then return 'overlap';
  when raise_exception then
    get stacked diagnostics broken = constraint_name;
    return replace(broken, 'slot_', '');
end $$;
create function app.close_by(closing uuid, moment timestamptz) returns table (slots integer, children integer)
language plpgsql security definer set search_path = public, pg_temp as $$
declare c closure; one uuid;
begin
  slots := 0;
  children := 0;
  select * into c from closure where id = closing and library_id = app.organisation() and removed_at is null;
  if c.id is not null and app.role() = 'library_planner' then
    for one in select s.id from slot s where s.library_id = c.library_id and (c.room_id is null or s.room_id = c.room_id) and s.state = 'open' and s.starts < c.ends and s.ends > c.starts and s.ends > moment order by s.starts, s.id loop
      slots := slots + 1;
      children := children + app.close_slot(one, c.reason, c.id, moment);
    end loop;
  end if;
  return next;
end $$;
create function app.undo_closure(closing uuid, moment timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare one uuid; n integer := 0;
begin
  if app.role() <> 'library_planner' then return -1; end if;
  update closure set removed_at = moment where id = closing and library_id = app.organisation() and removed_at is null;
  if not found then return -1; end if;
  for one in select s.id from slot s where s.closure_id = closing and s.state = 'closed' order by s.starts, s.id loop
    if app.reopen_slot(one, moment) = '' then n := n + 1; end if;
  end loop;
  return n;
end $$;

-- A school promises that somebody of the school is there: '' when done, else not_allowed, gone, past, closed, other_town, taken, not_needed, own (somebody of the library,
-- 0023).
create function app.promise_supervision(of_slot uuid, who text, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare s slot; town uuid;
begin
  if app.role() not in ('principal', 'care', 'office') then return 'not_allowed'; end if;
  select * into s from slot where id = of_slot and library_id = any (app.libraries()) for update;
  if s.id is null then return 'gone'; end if;
  if s.ends <= moment then return 'past'; end if;
  if s.state <> 'open' then return 'closed'; end if;
  select m.id into town from organisation o join organisation m on m.kind = 'municipality' and m.code = o.municipality_code where o.id = app.organisation();
  if s.municipality_id is not null and s.municipality_id is distinct from town then return 'other_town'; end if;
  if not s.needs_supervision then return 'not_needed'; end if;
  if s.supervising_school_id is not null and s.supervising_school_id <> app.organisation() then return 'taken'; end if;
  update slot set supervising_school_id = app.organisation(), supervisor = left(trim(who), 120), version = version + 1 where id = of_slot;
  perform app.offer_places(of_slot, moment);
  return '';
exception when check_violation then return 'own';
end $$;
-- Takes it back. The planner, and the schools of the children who were to come, are told; their places stay until the planner decides.
create function app.take_back_supervision(of_slot uuid, moment timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare s slot; mine text;
begin
  if app.role() not in ('principal', 'care', 'office') then return false; end if;
  select * into s from slot where id = of_slot and supervising_school_id = app.organisation() and ends > moment for update;
  if s.id is null then return false; end if;
  update slot set supervising_school_id = null, supervisor = '', version = version + 1 where id = of_slot;
  select o.name into mine from organisation o where o.id = app.organisation();
  insert into notice (to_organisation_id, to_role, kind, link, args) values (s.library_id, 'library_planner', 'seat-unsupervised', '/slots/' || of_slot, jsonb_build_array(mine));
  perform app.tell_slot(of_slot, 'seat-unsupervised-school', (select coalesce(array_agg(b.id), '{}') from booking b where b.slot_id = of_slot and b.state = 'booked'));
  return true;
end $$;

-- The calendar of a person in the role in which they made its address: only the SHA-256 of that is kept.
create table calendar_feed (
  membership_id uuid primary key references membership (id),
  person_id  uuid not null references person (id),
  token_hash bytea not null unique,
  at         timestamptz not null
);
alter table calendar_feed enable row level security;
grant select, insert, update (token_hash, at), delete on calendar_feed to inbeeld_app;
create policy own on calendar_feed for all to inbeeld_app using (person_id = (select app.person())) with check (person_id = (select app.person())
  and exists (select 1 from membership m where m.id = membership_id and m.person_id = (select app.person())));
-- What stands in it: places and times, how many children, never which. With the rights of the role today; nothing when that has ended.
create function app.calendar(token bytea, moment timestamptz) returns table (known boolean, id uuid, starts timestamptz, ends timestamptz, library text, room text, children integer, places integer, supervising boolean, changed timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare m membership; today date := (moment at time zone 'Europe/Amsterdam')::date;
begin
  select x.* into m from calendar_feed f join membership x on x.id = f.membership_id and x.person_id = f.person_id join organisation o on o.id = x.organisation_id and o.is_on join person p on p.id = x.person_id and p.closed_at is null
    where f.token_hash = token and x.starts <= today and (x.ends is null or x.ends >= today);
  if m.id is null then return; end if;
  return query select true, null::uuid, null::timestamptz, null::timestamptz, '', '', 0, 0, false, moment;
  if m.role in ('library', 'library_planner') then
    return query select true, s.id, s.starts, s.ends, o.name, r.name, s.taken, s.places, false, s.at from slot s join organisation o on o.id = s.library_id join room r on r.id = s.room_id
      where s.library_id = m.organisation_id and s.state = 'open' and s.starts > moment - interval '30 days' and s.starts < moment + interval '180 days' order by s.starts limit 2000;
  else
    return query select true, s.id, s.starts, s.ends, o.name, r.name, x.n::integer, s.places, coalesce(s.supervising_school_id = m.organisation_id, false), x.latest
      from (select b.slot_id, count(*) as n, max(b.at) as latest from booking b join slot z on z.id = b.slot_id and z.starts > moment - interval '30 days' where b.state in ('booked', 'in', 'out') and case m.role
          when 'teacher' then b.school_id = m.organisation_id and exists (select 1 from pupil p join group_teacher g on g.group_id = p.group_id and g.person_id = m.person_id and g.starts <= today and (g.ends is null or g.ends >= today) where p.id = b.pupil_id)
          when 'care' then b.school_id = m.organisation_id when 'principal' then b.school_id = m.organisation_id when 'office' then b.school_id = m.organisation_id
          else exists (select 1 from involvement i where i.pupil_id = b.pupil_id and i.scope_id = m.id and i.facets & 1 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now())) end group by 1) x
      join slot s on s.id = x.slot_id join organisation o on o.id = s.library_id join room r on r.id = s.room_id order by s.starts limit 2000;
  end if;
end $$;

-- Only from within these functions:
revoke all on function app.offer_places(uuid, timestamptz), app.pass_offers_on(timestamptz), app.claim_for(uuid, uuid, bytea, uuid, timestamptz), app.leave_for(uuid, timestamptz), app.tell_slot(uuid, text, uuid[]) from public;
do $$ declare f text; begin
  foreach f in array array['wait_for_place(uuid, uuid, uuid, text[], timestamptz)', 'claim_place(uuid, uuid, timestamptz)', 'leave_waiting(uuid, timestamptz)', 'give_link(uuid, uuid, bytea)',
    'place_by_link(bytea, timestamptz)', 'answer_by_link(bytea, text, uuid, timestamptz)', 'close_slot(uuid, text, uuid, timestamptz)', 'reopen_slot(uuid, timestamptz)',
    'close_by(uuid, timestamptz)', 'undo_closure(uuid, timestamptz)', 'promise_supervision(uuid, text, timestamptz)', 'take_back_supervision(uuid, timestamptz)',
    'fill_slot(uuid, timestamptz)', 'calendar(bytea, timestamptz)'] loop
    execute 'revoke all on function app.' || f || ' from public';
    execute 'grant execute on function app.' || f || ' to inbeeld_app';
  end loop;
end $$;
