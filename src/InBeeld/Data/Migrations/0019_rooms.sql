-- Rooms of a library, their seats, and which of them can be used at the same time under the distance that holds. No child stands in it.

-- The library of whoever works there; null for everybody else.
create function app.at_library() returns uuid language sql stable parallel safe as $$
  select case when app.role() in ('library', 'library_planner') then app.organisation() end
$$;
-- The libraries whose rooms and hours somebody may know: the own one, and those with which the municipality of the own organisation has agreed.
create function app.libraries() returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
  select case when app.role() in ('library', 'library_planner') then array[app.organisation()]
    when app.role() in ('teacher', 'care', 'principal', 'office', 'coordinator', 'team_lead', 'caseworker', 'attendance') then coalesce((
      select array_agg(distinct a.library_id) from place_agreement a join organisation m on m.id = a.municipality_id join organisation o on o.id = app.organisation()
      where a.state = 'agreed' and (a.ends is null or a.ends >= (now() at time zone 'Europe/Amsterdam')::date) and m.code = case o.kind when 'municipality' then o.code else o.municipality_code end), '{}')
    else '{}' end
$$;
revoke all on function app.libraries() from public;
grant execute on function app.libraries() to inbeeld_app;

create table room (
  id         uuid primary key,
  library_id uuid not null references organisation (id),
  name       text not null check (length(trim(name)) between 1 and 80),
  -- Metres; the plan lies between (0, 0), left above, and (width, height).
  width      numeric(6, 2) not null check (width > 0 and width <= 200),
  height     numeric(6, 2) not null check (height > 0 and height <= 200),
  -- Metres: {"outline": [[x,y],..], "walls": [[[x,y],[x,y]],..], "doors": [..], "windows": [..], "screens": [..] (pieces of line), "tables": [[x,y,width,height],..], "words": [{"x","y","text"}]}
  plan       jsonb not null default '{}' check (jsonb_typeof(plan) = 'object' and length(plan::text) <= 400000),
  -- How many children one person on duty can have in this room.
  per_person smallint not null default 12 check (per_person between 1 and 100),
  -- How long a slot is shortened for cleaning after each user, in minutes.
  clean_minutes smallint not null default 15 check (clean_minutes between 0 and 120),
  -- At least so many of the seats in use can be reached with a wheelchair, as far as the distance allows.
  accessible_least smallint not null default 0 check (accessible_least between 0 and 100),
  removed_at timestamptz,
  version    integer not null default 1,
  by_person  uuid not null references person (id),
  at         timestamptz not null
);
create index room_library on room (library_id, name) where removed_at is null;
create table seat (
  id         uuid primary key,
  room_id    uuid not null references room (id),
  label      text not null check (length(trim(label)) between 1 and 12),
  x          numeric(6, 2) not null,
  y          numeric(6, 2) not null,
  accessible boolean not null default false,
  socket     boolean not null default false,
  quiet      boolean not null default false,
  computer   boolean not null default false,
  -- By hand always in the set, or always out of it.
  by_hand    text not null default '' check (by_hand in ('', 'in', 'out')),
  removed_at timestamptz,
  unique (id, room_id)
);
create unique index seat_label on seat (room_id, label) where removed_at is null;
-- How far children sit apart, by day. Without a library it holds for all; that of a library goes before it. 0: no distance.
create table distance_rule (
  id         uuid primary key,
  library_id uuid references organisation (id),
  metres     numeric(3, 1) not null check (metres between 0 and 10),
  -- A screen between two seats separates them.
  screens    boolean not null default false,
  starts     date not null,
  ends       date check (ends >= starts),
  source     text not null default '' check (length(source) <= 300),
  removed_at timestamptz,
  by_person  uuid references person (id),
  at         timestamptz not null default now()
);
create index distance_rule_days on distance_rule (library_id, starts) where removed_at is null;
insert into distance_rule (id, metres, starts, source) values ('00000000-0000-4000-8000-0000000d0001', 0, '2000-01-01', 'Geen afstand verplicht');
-- The rule that holds on a day: the own one of the library that began last, else that for all.
create function app.distance_on(library uuid, day date) returns setof distance_rule language sql stable set search_path = public, pg_temp as $$
  select r.* from distance_rule r where (r.library_id = library or r.library_id is null) and r.removed_at is null and r.starts <= day and (r.ends is null or r.ends >= day)
  order by (r.library_id is null), r.starts desc, r.id desc limit 1
$$;
-- A set of seats that keep the distance, as computed: never changed, only replaced. With a distance of 0 all seats that are not out by hand.
create table seat_choice (
  id          uuid primary key,
  room_id     uuid not null references room (id),
  metres      numeric(3, 1) not null check (metres between 0 and 10),
  screens     boolean not null,
  chosen      uuid[] not null,
  -- Of how many seats, and no set can have more than this.
  candidates  integer not null,
  upper_bound integer not null check (upper_bound >= cardinality(chosen)),
  proven      boolean not null,
  seconds     double precision not null,
  -- What one would get by taking seats from the top left on.
  first_come  integer not null default 0,
  by_person   uuid references person (id),
  at          timestamptz not null,
  replaced_at timestamptz
);
create unique index seat_choice_now on seat_choice (room_id, metres, screens) where replaced_at is null;

alter table room enable row level security;
alter table seat enable row level security;
alter table distance_rule enable row level security;
alter table seat_choice enable row level security;
grant select, insert, update (name, width, height, plan, per_person, clean_minutes, accessible_least, removed_at, version) on room to inbeeld_app;
grant select, insert, update (label, x, y, accessible, socket, quiet, computer, by_hand, removed_at) on seat to inbeeld_app;
grant select, insert, update (ends, removed_at) on distance_rule to inbeeld_app;
grant select, insert, update (replaced_at) on seat_choice to inbeeld_app;
create policy see on room for select to inbeeld_app using (library_id = any ((select app.libraries())::uuid[]));
create policy add on room for insert to inbeeld_app with check ((select app.role()) = 'library_planner' and library_id = (select app.organisation()) and by_person = (select app.person()));
create policy change on room for update to inbeeld_app using ((select app.role()) = 'library_planner' and library_id = (select app.organisation()));
create policy see on seat for select to inbeeld_app using (exists (select 1 from room r where r.id = room_id));
create policy add on seat for insert to inbeeld_app with check ((select app.role()) = 'library_planner' and exists (select 1 from room r where r.id = room_id and r.library_id = (select app.organisation())));
create policy change on seat for update to inbeeld_app using ((select app.role()) = 'library_planner' and exists (select 1 from room r where r.id = room_id and r.library_id = (select app.organisation())));
create policy see on distance_rule for select to inbeeld_app using ((library_id is null and (select app.person()) is not null) or library_id = any ((select app.libraries())::uuid[]));
create policy add on distance_rule for insert to inbeeld_app with check ((select app.role()) = 'library_planner' and library_id = (select app.organisation()) and by_person = (select app.person()));
create policy change on distance_rule for update to inbeeld_app using ((select app.role()) = 'library_planner' and library_id = (select app.organisation()));
create policy see on seat_choice for select to inbeeld_app using (exists (select 1 from room r where r.id = room_id));
create policy add on seat_choice for insert to inbeeld_app with check ((select app.role()) = 'library_planner' and exists (select 1 from room r where r.id = room_id and r.library_id = (select app.organisation())));
create policy change on seat_choice for update to inbeeld_app using ((select app.role()) = 'library_planner' and exists (select 1 from room r where r.id = room_id and r.library_id = (select app.organisation())));
