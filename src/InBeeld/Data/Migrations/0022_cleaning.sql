-- Cleaning in the library: a seat is closed after each user until somebody ticked it; toilets, basins and shared rooms have their times. No child stands in it.

-- Toilets, basins, shared rooms: to be cleaned at these times of a day.
create table clean_point (
  id         uuid primary key,
  library_id uuid not null references organisation (id),
  room_id    uuid references room (id),
  name       text not null check (length(trim(name)) between 1 and 80),
  kind       text not null check (kind in ('toilet', 'basin', 'room', 'other')),
  times      time[] not null check (cardinality(times) between 1 and 24),
  removed_at timestamptz,
  version    integer not null default 1,
  by_person  uuid not null references person (id),
  at         timestamptz not null
);
create index clean_point_library on clean_point (library_id, name) where removed_at is null;
-- That somebody cleaned a seat or a point: when it was done, which can be earlier than when we heard of it.
create table cleaning (
  id         uuid primary key,
  library_id uuid not null references organisation (id),
  room_id    uuid references room (id),
  seat_id    uuid references seat (id),
  point_id   uuid references clean_point (id),
  done_at    timestamptz not null,
  heard_at   timestamptz not null,
  undone_at  timestamptz,
  by_person  uuid not null references person (id),
  check ((seat_id is null) <> (point_id is null) and done_at <= heard_at)
);
create index cleaning_seat on cleaning (seat_id, done_at desc) where seat_id is not null and undone_at is null;
create index cleaning_point on cleaning (point_id, done_at desc) where point_id is not null and undone_at is null;
create index cleaning_library on cleaning (library_id, done_at desc, id desc);
create index booking_used on booking (seat_id, out_at desc) where state = 'out';

-- Since when a seat waits for the cloth: somebody left it and it was not cleaned afterwards. Null: clean.
create function app.seat_waits(seat uuid) returns timestamptz language sql stable parallel safe set search_path = public, pg_temp as $$
  select u.out_at from (select max(b.out_at) as out_at from booking b where b.seat_id = seat and b.state = 'out') u
  where u.out_at is not null and not exists (select 1 from cleaning c where c.seat_id = seat and c.undone_at is null and c.done_at >= u.out_at)
$$;
-- When the next child with a booking comes to a seat of the own library. Looks past row-level security: under it the time of a booking cannot be asked of the index of a seat.
create function app.seat_next(seat uuid, after timestamptz, before timestamptz) returns timestamptz language sql stable security definer set search_path = public, pg_temp as $$
  select min(lower(b.during)) from booking b where b.seat_id = seat and b.library_id = app.at_library() and b.state = 'booked' and b.during && tstzrange(after, before)
$$;

alter table clean_point enable row level security;
alter table cleaning enable row level security;
grant select on cleaning to inbeeld_app;
grant select, insert, update (name, kind, room_id, times, removed_at, version) on clean_point to inbeeld_app;
create policy see on clean_point for select to inbeeld_app using (library_id = (select app.at_library()));
create policy add on clean_point for insert to inbeeld_app with check ((select app.role()) = 'library_planner' and library_id = (select app.organisation()) and by_person = (select app.person())
  and (room_id is null or exists (select 1 from room r where r.id = room_id and r.library_id = (select app.organisation()))));
create policy change on clean_point for update to inbeeld_app using ((select app.role()) = 'library_planner' and library_id = (select app.organisation()));
create policy see on cleaning for select to inbeeld_app using (library_id = (select app.at_library()));

-- Somebody with a cloth. Done at: when it was ticked, perhaps without a connection; never later than now, at most a day old. The same id again is the same tick.
create function app.tick_clean(tick uuid, of_seat uuid, of_point uuid, done timestamptz, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare library uuid := app.at_library(); room uuid; known boolean;
begin
  if library is null or (of_seat is null) = (of_point is null) then return 'gone'; end if;
  if of_seat is not null then select r.id, true into room, known from seat x join room r on r.id = x.room_id and r.library_id = library where x.id = of_seat;
  else select p.room_id, true into room, known from clean_point p where p.id = of_point and p.library_id = library and p.removed_at is null; end if;
  if known is not true then return 'gone'; end if;
  if done < moment - interval '24 hours' then return 'old'; end if;
  if done > moment + interval '5 minutes' then return 'future'; end if;
  insert into cleaning (id, library_id, room_id, seat_id, point_id, done_at, heard_at, by_person) values (tick, library, room, of_seat, of_point, least(done, moment), moment, app.person()) on conflict (id) do nothing;
  if not found then return case when exists (select 1 from cleaning c where c.id = tick and c.library_id = library and c.seat_id is not distinct from of_seat and c.point_id is not distinct from of_point) then '' else 'gone' end; end if;
  return '';
end $$;
create function app.undo_clean(tick uuid, moment timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update cleaning c set undone_at = moment where c.id = tick and c.library_id = app.at_library() and c.undone_at is null and c.heard_at > moment - interval '10 minutes';
  return found;
end $$;

revoke all on function app.seat_next(uuid, timestamptz, timestamptz), app.tick_clean(uuid, uuid, uuid, timestamptz, timestamptz), app.undo_clean(uuid, timestamptz) from public;
grant execute on function app.seat_next(uuid, timestamptz, timestamptz), app.tick_clean(uuid, uuid, uuid, timestamptz, timestamptz), app.undo_clean(uuid, timestamptz) to inbeeld_app;
