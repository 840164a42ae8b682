-- Opening hours, closures, slots of a room, bookings of a seat in a slot, waiting list. That a seat or a child is booked twice at a time is impossible by constraint.
-- Of a child the library gets the first name, the school and what the place needs, by app.booked_children; the tables about children give it nothing.

create table opening (
  id         uuid primary key,
  library_id uuid not null references organisation (id),
  weekday    smallint not null check (weekday between 1 and 7),
  opens      time not null,
  closes     time not null check (closes > opens),
  starts     date not null,
  ends       date check (ends >= starts),
  by_person  uuid not null references person (id),
  at         timestamptz not null
);
create index opening_library on opening (library_id, weekday);
create table closure (
  id         uuid primary key,
  library_id uuid not null references organisation (id),
  room_id    uuid references room (id),
  starts     timestamptz not null,
  ends       timestamptz not null check (ends > starts),
  reason     text not null check (length(trim(reason)) between 1 and 200),
  removed_at timestamptz,
  by_person  uuid not null references person (id),
  at         timestamptz not null
);
create index closure_library on closure (library_id, starts) where removed_at is null;

create table slot (
  id         uuid primary key,
  library_id uuid not null references organisation (id),
  room_id    uuid not null references room (id),
  -- Made together, each week.
  series_id  uuid,
  starts     timestamptz not null,
  ends       timestamptz not null check (ends > starts and ends - starts <= interval '10 hours'),
  during     tstzrange not null generated always as (tstzrange(starts, ends)) stored,
  -- Only for children of this municipality; null: of every municipality with which the library has agreed.
  municipality_id uuid references organisation (id),
  -- Somebody of a school must be there; without a promise of a school it does not open.
  needs_supervision boolean not null default true,
  supervising_school_id uuid references organisation (id),
  supervisor text not null default '' check (length(supervisor) <= 120),
  -- The seats that keep the distance in this slot. seats is how many they are.
  choice_id  uuid not null references seat_choice (id),
  seats      integer not null check (seats >= 0),
  -- Of the library on duty; null: no roster is kept for this slot. Kept with the duties.
  people     integer check (people >= 0),
  per_person smallint not null default 12 check (per_person between 1 and 100),
  most       integer check (most >= 0),
  most_per_school integer check (most_per_school >= 0),
  state      text not null default 'open' check (state in ('open', 'closed')),
  reason     text not null default '' check (length(reason) <= 300),
  -- The closure that closed it, if one did; taking that back opens it again.
  closure_id uuid references closure (id),
  -- How many children can come: the least of what binds. Booked and here now: taken, kept with the bookings.
  places     integer not null generated always as (case when state <> 'open' or (needs_supervision and supervising_school_id is null) then 0
    else greatest(0, least(seats, coalesce(people * per_person, seats), coalesce(most, seats))) end) stored,
  taken      integer not null default 0 check (taken >= 0),
  version    integer not null default 1,
  by_person  uuid not null references person (id),
  at         timestamptz not null,
  exclude using gist (room_id with =, during with &&) where (state = 'open')
);
create index slot_library on slot (library_id, starts);
create index slot_room on slot (room_id, starts);
create index slot_series on slot (series_id) where series_id is not null;
create index slot_supervising on slot (supervising_school_id, starts) where supervising_school_id is not null;

create table booking (
  id         uuid primary key,
  slot_id    uuid not null references slot (id),
  library_id uuid not null references organisation (id),
  room_id    uuid not null references room (id),
  seat_id    uuid not null references seat (id),
  -- A child of a school; or somebody at the door who was not booked, with a first name only.
  pupil_id   uuid references pupil (id),
  guest      text not null default '' check (length(guest) <= 40),
  school_id  uuid references organisation (id),
  municipality_id uuid references organisation (id),
  series_id  uuid,
  during     tstzrange not null,
  needs      text[] not null default '{}' check (needs <@ '{accessible,socket,quiet,computer}'),
  -- For at the door.
  code       text not null check (code ~ '^[0-9]{4}$'),
  -- SHA-256 of what stands in the link with which it can be cancelled.
  link_hash  bytea unique,
  state      text not null default 'booked' check (state in ('booked', 'in', 'out', 'no_show', 'cancelled')),
  by_person  uuid references person (id),
  at         timestamptz not null,
  in_at      timestamptz,
  out_at     timestamptz,
  ended_why  text not null default '' check (length(ended_why) <= 300),
  -- Who cancelled: the school (or who has the case), somebody with the link, or the library by closing the slot.
  ended_by   text not null default '' check (ended_by in ('', 'school', 'link', 'library')),
  version    integer not null default 1,
  check ((pupil_id is null) = (guest <> '')),
  constraint booking_seat exclude using gist (seat_id with =, during with &&) where (state in ('booked', 'in')),
  constraint booking_child exclude using gist (pupil_id with =, during with &&) where (state in ('booked', 'in') and pupil_id is not null)
);
create index booking_slot on booking (slot_id, state);
create index booking_library on booking using gist (library_id, during) where state in ('booked', 'in');
create index booking_pupil on booking (pupil_id, at desc) where pupil_id is not null;
create index booking_school on booking (school_id, slot_id);
create unique index booking_code on booking (slot_id, code);
create table booking_wait (
  id         uuid primary key,
  slot_id    uuid not null references slot (id),
  pupil_id   uuid not null references pupil (id),
  school_id  uuid not null references organisation (id),
  municipality_id uuid not null references organisation (id),
  needs      text[] not null default '{}' check (needs <@ '{accessible,socket,quiet,computer}'),
  -- An offer keeps a place until then.
  offered_at timestamptz,
  offered_until timestamptz,
  link_hash  bytea unique,
  ended_at   timestamptz,
  ended_why  text not null default '' check (ended_why in ('', 'claimed', 'expired', 'withdrawn', 'closed')),
  by_person  uuid not null references person (id),
  at         timestamptz not null
);
create unique index booking_wait_once on booking_wait (slot_id, pupil_id) where ended_at is null;
create index booking_wait_slot on booking_wait (slot_id, at) where ended_at is null;

-- taken follows the bookings, in their transaction.
create function app.booking_counts() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare before integer := 0; after integer := 0;
begin
  if tg_op <> 'INSERT' and old.state in ('booked', 'in') then before := 1; end if;
  if tg_op <> 'DELETE' and new.state in ('booked', 'in') then after := 1; end if;
  if tg_op = 'UPDATE' and old.slot_id <> new.slot_id then
    update slot set taken = taken - before where id = old.slot_id;
    update slot set taken = taken + after where id = new.slot_id;
  elsif after <> before then
    update slot set taken = taken + after - before where id = case when tg_op = 'DELETE' then old.slot_id else new.slot_id end;
  end if;
  return null;
end $$;
create trigger booking_counts after insert or update or delete on booking for each row execute function app.booking_counts();

-- A slot lies within the opening hours, outside every closure, on one day. The clock of the Netherlands counts, also when it changes.
create function app.slot_fits(library uuid, room uuid, starts timestamptz, ends timestamptz) returns text language sql stable set search_path = public, pg_temp as $$
  select case
    when (starts at time zone 'Europe/Amsterdam')::date <> (ends at time zone 'Europe/Amsterdam')::date then 'night'
    when exists (select 1 from closure c where c.library_id = library and (c.room_id is null or c.room_id = room) and c.removed_at is null and c.starts < slot_fits.ends and c.ends > slot_fits.starts) then 'closure'
    when not exists (select 1 from opening o where o.library_id = library and o.weekday = extract(isodow from slot_fits.starts at time zone 'Europe/Amsterdam')
      and o.opens <= (slot_fits.starts at time zone 'Europe/Amsterdam')::time and o.closes >= (slot_fits.ends at time zone 'Europe/Amsterdam')::time
      and o.starts <= (slot_fits.starts at time zone 'Europe/Amsterdam')::date and (o.ends is null or o.ends >= (slot_fits.starts at time zone 'Europe/Amsterdam')::date)) then 'hours'
    else '' end
$$;
create function app.slot_guard() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare why text;
begin
  if new.state = 'open' and (tg_op = 'INSERT' or old.state <> 'open' or (old.starts, old.ends) is distinct from (new.starts, new.ends)) then
    why := app.slot_fits(new.library_id, new.room_id, new.starts, new.ends);
    if why <> '' then raise exception 'slot does not fit: %', why using errcode = 'P0001', constraint = 'slot_' || why; end if;
  end if;
  return new;
end $$;
create trigger slot_guard before insert or update on slot for each row execute function app.slot_guard();

alter table opening enable row level security;
alter table closure enable row level security;
alter table slot enable row level security;
alter table booking enable row level security;
alter table booking_wait enable row level security;
grant select, insert, update (ends), delete on opening to inbeeld_app;
grant select, insert, update (removed_at) on closure to inbeeld_app;
grant select, insert, update (choice_id, seats, people, per_person, most, most_per_school, municipality_id, needs_supervision, supervising_school_id, supervisor, state, reason, starts, ends, version) on slot to inbeeld_app;
grant select on booking, booking_wait to inbeeld_app;
create policy see on opening for select to inbeeld_app using (library_id = any ((select app.libraries())::uuid[]));
create policy keep on opening for all to inbeeld_app using ((select app.role()) = 'library_planner' and library_id = (select app.organisation())) with check ((select app.role()) = 'library_planner' and library_id = (select app.organisation()) and by_person = (select app.person()));
create policy see on closure for select to inbeeld_app using (library_id = any ((select app.libraries())::uuid[]));
create policy add on closure for insert to inbeeld_app with check ((select app.role()) = 'library_planner' and library_id = (select app.organisation()) and by_person = (select app.person()));
create policy change on closure for update to inbeeld_app using ((select app.role()) = 'library_planner' and library_id = (select app.organisation()));
create policy see on slot for select to inbeeld_app using (library_id = any ((select app.libraries())::uuid[]));
create policy add on slot for insert to inbeeld_app with check ((select app.role()) = 'library_planner' and library_id = (select app.organisation()) and by_person = (select app.person()));
create policy change on slot for update to inbeeld_app using ((select app.role()) = 'library_planner' and library_id = (select app.organisation()));
-- The library sees that a seat is taken and by which booking; who the child is only by app.booked_children. Others by involvement with the child.
create policy library on booking for select to inbeeld_app using (library_id = (select app.at_library()));
create policy child on booking for select to inbeeld_app using (
  exists (select 1 from involvement i where i.pupil_id = booking.pupil_id and i.scope_id = any ((select app.scopes(1))::uuid[]) and i.facets & 1 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now())));
create policy library on booking_wait for select to inbeeld_app using (exists (select 1 from slot s where s.id = slot_id and s.library_id = (select app.at_library())));
create policy child on booking_wait for select to inbeeld_app using (
  exists (select 1 from involvement i where i.pupil_id = booking_wait.pupil_id and i.scope_id = any ((select app.scopes(1))::uuid[]) and i.facets & 1 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now())));

-- Who may book for a child: the school of the child, and who has a case of the child.
create function app.may_book(child uuid) returns boolean language sql stable parallel safe as $$
  select case when app.role() in ('teacher', 'care', 'principal', 'office') then app.may(child, 1) and exists (select 1 from public.pupil p where p.id = child and p.school_id = app.organisation() and p.left_on is null)
    when app.role() in ('coordinator', 'team_lead', 'caseworker', 'attendance') then app.may(child, 1) else false end
$$;

-- Seats a child can have in a slot, best first: what fits the needs, and as little more than that as possible, so that the accessible seat stays for who needs it.
create function app.free_seat(of_slot uuid, wanted text[]) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select x.id from slot s join seat_choice c on c.id = s.choice_id join seat x on x.id = any (c.chosen) and x.removed_at is null
  where s.id = of_slot and (x.accessible or not 'accessible' = any (wanted)) and (x.socket or not 'socket' = any (wanted)) and (x.quiet or not 'quiet' = any (wanted)) and (x.computer or not 'computer' = any (wanted))
    and not exists (select 1 from booking b where b.seat_id = x.id and b.state in ('booked', 'in') and b.during && s.during)
  order by x.accessible::integer * 8 + x.computer::integer * 4 + x.quiet::integer * 2 + x.socket::integer, length(x.label), x.label limit 1
$$;

-- How many seats that fit are free and not held for others who need the same.
create function app.seats_left(of_slot uuid, wanted text[], child uuid, moment timestamptz) returns integer
language sql stable security definer set search_path = public, pg_temp as $$
  select (select count(*)::integer from slot s join seat_choice c on c.id = s.choice_id join seat x on x.id = any (c.chosen) and x.removed_at is null
    where s.id = of_slot and (x.accessible or not 'accessible' = any (wanted)) and (x.socket or not 'socket' = any (wanted)) and (x.quiet or not 'quiet' = any (wanted)) and (x.computer or not 'computer' = any (wanted))
      and not exists (select 1 from booking b where b.seat_id = x.id and b.state in ('booked', 'in') and b.during && s.during))
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
    (select n::text from generate_series(1000, 9999) n where not exists (select 1 from booking b where b.slot_id = s.id and b.code = n::text) order by md5(booking_id::text || n) limit 1), link, by, moment;
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
create function app.book_group(of_slot uuid, children uuid[], bookings uuid[], wanted jsonb, series uuid, together boolean, moment timestamptz) returns table (child uuid, booking_id uuid, outcome text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare outcomes text[]; one text; needs text[]; failed boolean := false;
begin
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
  return query select c, b, o from unnest(children, bookings, outcomes) as x (c, b, o);
end $$;

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
    select 'offer', case when w.ended_at is not null then w.ended_why when w.offered_at is null then 'waiting' when w.offered_until <= moment then 'expired' else 'offered' end, w.pupil_id, w.slot_id, w.offered_until
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

-- A school promises that somebody of the school is there: '' when done, else not_allowed, gone, past, closed, other_town, taken, not_needed.
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

-- Of slots somebody may know: how many offers hold a place, how many wait, and what is left for the own municipality and for the own school
-- (null: no limit of that kind), and how many free seats have what is wanted (null: nothing is).
create function app.slot_counts(slots uuid[], wanted text[], moment timestamptz) returns table (slot_id uuid, held integer, waiting integer, town_left integer, school_left integer, fit integer)
language sql stable security definer set search_path = public, pg_temp as $$
  with me as (select o.id, o.kind, m.id as town from organisation o left join organisation m on m.kind = 'municipality' and m.code = case o.kind when 'municipality' then o.code else o.municipality_code end where o.id = app.organisation()),
    s as (select x.* from slot x where x.id = any (slots) and x.library_id = any ((select app.libraries())::uuid[])),
    w as (select w.slot_id, count(*) filter (where w.offered_until > moment) as held, count(*) as waiting from booking_wait w where w.ended_at is null and w.slot_id in (select s.id from s) group by 1),
    b as (select b.slot_id, count(*) as own from booking b, me where b.slot_id in (select s.id from s) and b.school_id = me.id and b.state in ('booked', 'in') group by 1)
  select s.id, coalesce(w.held, 0)::integer, coalesce(w.waiting, 0)::integer, case when me.kind <> 'library' then coalesce(app.town_left(s.library_id, me.town, s.during), 0) end,
    case when me.kind = 'school' then s.most_per_school - coalesce(b.own, 0)::integer end, case when cardinality(wanted) > 0 then app.seats_left(s.id, wanted, me.id, moment) end
  from s cross join me left join w on w.slot_id = s.id left join b on b.slot_id = s.id
$$;

-- What the library may know of the children in these slots: first name, school, needs for the place. Guests as they were written down.
create function app.booked_children(slots uuid[]) returns table (booking_id uuid, slot_id uuid, seat_id uuid, given_name text, school_name text, needs text[], code text, state text, in_at timestamptz, out_at timestamptz, guest boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select b.id, b.slot_id, b.seat_id, coalesce(p.given_name, b.guest), coalesce(o.name, ''), b.needs, b.code, b.state, b.in_at, b.out_at, b.pupil_id is null
  from booking b left join pupil p on p.id = b.pupil_id left join organisation o on o.id = b.school_id
  where b.slot_id = any (slots) and b.library_id = app.at_library() and b.state <> 'cancelled'
$$;
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
revoke all on function app.booking_counts(), app.slot_guard(), app.free_seat(uuid, text[]), app.seats_left(uuid, text[], uuid, timestamptz), app.town_left(uuid, uuid, tstzrange), app.no_place(slot, uuid, text[], timestamptz),
  app.book_for(uuid, uuid, uuid, text[], uuid, bytea, uuid, timestamptz), app.offer_places(uuid, timestamptz), app.pass_offers_on(timestamptz), app.claim_for(uuid, uuid, bytea, uuid, timestamptz), app.leave_for(uuid, timestamptz),
  app.cancel_for(uuid, text, text, timestamptz), app.tell_slot(uuid, text, uuid[]) from public;
do $$ declare f text; begin
  foreach f in array array['book(uuid, uuid, uuid, text[], uuid, bytea, timestamptz)', 'book_group(uuid, uuid[], uuid[], jsonb, uuid, boolean, timestamptz)', 'wait_for_place(uuid, uuid, uuid, text[], timestamptz)', 'claim_place(uuid, uuid, timestamptz)',
    'leave_waiting(uuid, timestamptz)', 'cancel_booking(uuid, text, timestamptz)', 'restore_booking(uuid, timestamptz)', 'change_booking(uuid, text[], integer, timestamptz)', 'move_booking(uuid, uuid, uuid, timestamptz)', 'give_link(uuid, uuid, bytea)',
    'place_by_link(bytea, timestamptz)', 'answer_by_link(bytea, text, uuid, timestamptz)', 'close_slot(uuid, text, uuid, timestamptz)', 'reopen_slot(uuid, timestamptz)', 'close_by(uuid, timestamptz)', 'undo_closure(uuid, timestamptz)',
    'promise_supervision(uuid, text, timestamptz)', 'take_back_supervision(uuid, timestamptz)', 'slot_counts(uuid[], text[], timestamptz)', 'fill_slot(uuid, timestamptz)', 'calendar(bytea, timestamptz)', 'booked_children(uuid[])'] loop
    execute 'revoke all on function app.' || f || ' from public';
    execute 'grant execute on function app.' || f || ' to inbeeld_app';
  end loop;
end $$;
