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
  version    integer not null default 1,
  check ((pupil_id is null) = (guest <> '')),
  constraint booking_seat exclude using gist (seat_id with =, during with &&) where (state in ('booked', 'in')),
  constraint booking_child exclude using gist (pupil_id with =, during with &&) where (state in ('booked', 'in') and pupil_id is not null)
);
create index booking_slot on booking (slot_id, state);
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

-- Books a place: '' when done, else why not: not_allowed, gone, past, other_town, no_agreement, closed, no_supervision, full, agreed_full, school_full, same_time, no_seat.
-- The row of the slot is locked, so that of fifty who ask for the last place one gets it. The same id again is the same booking.
create function app.book(booking_id uuid, of_slot uuid, child uuid, wanted text[], series uuid, link bytea, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare s slot; p pupil; town uuid; agreed integer; seat uuid; held integer; day date;
begin
  if not app.may_book(child) then return 'not_allowed'; end if;
  select * into s from slot where id = of_slot and library_id = any (app.libraries()) for update;
  if s.id is null then return 'gone'; end if;
  if exists (select 1 from booking b where b.id = booking_id) then
    return case when exists (select 1 from booking b where b.id = booking_id and b.pupil_id = child and b.slot_id = of_slot) then '' else 'not_allowed' end;
  end if;
  if s.ends <= moment then return 'past'; end if;
  select * into p from pupil where id = child;
  select m.id into town from organisation o join organisation m on m.kind = 'municipality' and m.code = o.municipality_code where o.id = p.school_id;
  if s.municipality_id is not null and s.municipality_id is distinct from town then return 'other_town'; end if;
  day := (s.starts at time zone 'Europe/Amsterdam')::date;
  select sum(a.places) into agreed from place_agreement a where a.library_id = s.library_id and a.municipality_id = town and a.state = 'agreed' and a.starts <= day and (a.ends is null or a.ends >= day);
  if agreed is null then return 'no_agreement'; end if;
  if s.state <> 'open' then return 'closed'; end if;
  if s.needs_supervision and s.supervising_school_id is null then return 'no_supervision'; end if;
  if exists (select 1 from booking b where b.pupil_id = child and b.state in ('booked', 'in') and b.during && s.during) then return 'same_time'; end if;
  select count(*) into held from booking_wait w where w.slot_id = s.id and w.ended_at is null and w.offered_until > moment and w.pupil_id <> child;
  if s.taken + held >= s.places then return 'full'; end if;
  if (select count(*) from booking b join slot x on x.id = b.slot_id where x.library_id = s.library_id and x.during && s.during and b.municipality_id = town and b.state in ('booked', 'in')) >= agreed then return 'agreed_full'; end if;
  if s.most_per_school is not null and (select count(*) from booking b where b.slot_id = s.id and b.school_id = p.school_id and b.state in ('booked', 'in')) >= s.most_per_school then return 'school_full'; end if;
  seat := app.free_seat(s.id, wanted);
  if seat is null then return 'no_seat'; end if;
  insert into booking (id, slot_id, library_id, room_id, seat_id, pupil_id, school_id, municipality_id, series_id, during, needs, code, link_hash, by_person, at)
  select booking_id, s.id, s.library_id, s.room_id, seat, child, p.school_id, town, series, s.during, wanted,
    (select lpad(n::text, 4, '0') from generate_series(1000, 9999) n where not exists (select 1 from booking b where b.slot_id = s.id and b.code = n::text) order by md5(booking_id::text || n) limit 1), link, app.person(), moment;
  update booking_wait set ended_at = moment, ended_why = 'claimed' where slot_id = s.id and pupil_id = child and ended_at is null;
  return '';
exception when exclusion_violation then return 'same_time';
end $$;

-- Cancels: by who may book for the child, before the child is there. True when it was a booking.
create function app.cancel_booking(booking_id uuid, why text, moment timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare b booking;
begin
  select * into b from booking where id = booking_id for update;
  if b.id is null or b.pupil_id is null or not app.may_book(b.pupil_id) then return false; end if;
  if b.state <> 'booked' then return false; end if;
  update booking set state = 'cancelled', ended_why = left(why, 300), out_at = moment, version = version + 1 where id = booking_id;
  return true;
end $$;

-- What the library may know of the children in these slots: first name, school, needs for the place. Guests as they were written down.
create function app.booked_children(slots uuid[]) returns table (booking_id uuid, slot_id uuid, seat_id uuid, given_name text, school_name text, needs text[], code text, state text, in_at timestamptz, out_at timestamptz, guest boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select b.id, b.slot_id, b.seat_id, coalesce(p.given_name, b.guest), coalesce(o.name, ''), b.needs, b.code, b.state, b.in_at, b.out_at, b.pupil_id is null
  from booking b left join pupil p on p.id = b.pupil_id left join organisation o on o.id = b.school_id
  where b.slot_id = any (slots) and b.library_id = app.at_library() and b.state <> 'cancelled'
$$;
revoke all on function app.booking_counts(), app.free_seat(uuid, text[]), app.book(uuid, uuid, uuid, text[], uuid, bytea, timestamptz), app.cancel_booking(uuid, text, timestamptz), app.booked_children(uuid[]) from public;
grant execute on function app.book(uuid, uuid, uuid, text[], uuid, bytea, timestamptz), app.cancel_booking(uuid, text, timestamptz), app.booked_children(uuid[]) to inbeeld_app;
