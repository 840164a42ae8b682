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
  ended_by   text not null default '' check (ended_by in ('', 'school', 'link', 'library', 'municipality')),
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

-- Sessions of programmes are in rooms too (0028). Whoever plans in a room takes its lock first, so that neither side misses the other.
create function app.lock_room(room uuid) returns void language sql volatile as $$ select pg_advisory_xact_lock(28, hashtext(room::text)) $$;
create function app.programme_in(room uuid, starts timestamptz, ends timestamptz) returns boolean language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (select 1 from programme_session s where s.room_id = programme_in.room and s.state <> 'cancelled' and s.during && tstzrange(programme_in.starts, programme_in.ends));
end $$;
-- A slot lies within the opening hours, outside every closure, on one day, and not over a session of a programme. The clock of the Netherlands counts, also when it changes.
create function app.slot_fits(library uuid, room uuid, starts timestamptz, ends timestamptz) returns text language sql stable set search_path = public, pg_temp as $$
  select case
    when (starts at time zone 'Europe/Amsterdam')::date <> (ends at time zone 'Europe/Amsterdam')::date then 'night'
    when exists (select 1 from closure c where c.library_id = library and (c.room_id is null or c.room_id = room) and c.removed_at is null and c.starts < slot_fits.ends and c.ends > slot_fits.starts) then 'closure'
    when not exists (select 1 from opening o where o.library_id = library and o.weekday = extract(isodow from slot_fits.starts at time zone 'Europe/Amsterdam')
      and o.opens <= (slot_fits.starts at time zone 'Europe/Amsterdam')::time and o.closes >= (slot_fits.ends at time zone 'Europe/Amsterdam')::time
      and o.starts <= (slot_fits.starts at time zone 'Europe/Amsterdam')::date and (o.ends is null or o.ends >= (slot_fits.starts at time zone 'Europe/Amsterdam')::date)) then 'hours'
    when app.programme_in(room, slot_fits.starts, slot_fits.ends) then 'programme'
    else '' end
$$;
create function app.slot_guard() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare why text;
begin
  if new.state = 'open' and (tg_op = 'INSERT' or old.state <> 'open' or (old.starts, old.ends) is distinct from (new.starts, new.ends)) then
    perform app.lock_room(new.room_id);
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
create policy add on opening for insert to inbeeld_app with check ((select app.role()) = 'library_planner' and library_id = (select app.organisation()) and by_person = (select app.person()));
create policy change on opening for update to inbeeld_app using ((select app.role()) = 'library_planner' and library_id = (select app.organisation()));
create policy remove on opening for delete to inbeeld_app using ((select app.role()) = 'library_planner' and library_id = (select app.organisation()));
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
revoke all on function app.booking_counts(), app.slot_guard(), app.lock_room(uuid), app.programme_in(uuid, timestamptz, timestamptz) from public;
grant execute on function app.lock_room(uuid), app.programme_in(uuid, timestamptz, timestamptz) to inbeeld_app;
