-- Modules of a programme, groups that follow one, their sessions and who was there.
-- That a room or a guide is needed twice at a time is impossible by constraint; also not together with the open times of Places.

-- Who carries a programme out knows the rooms and the closures of the own library.
create policy programmes on room for select to inbeeld_app using (library_id = (select app.programmes_at()));
create policy programmes on closure for select to inbeeld_app using (library_id = (select app.programmes_at()));

create table programme_module (
  id           uuid primary key,
  programme_id uuid not null references programme (id),
  position     smallint not null check (position between 1 and 100),
  name         text not null check (length(trim(name)) between 1 and 80),
  theme        text not null default '' check (length(theme) <= 200),
  about        text not null default '' check (length(about) <= 1000),
  materials    text not null default '' check (length(materials) <= 1000),
  -- How many sessions it takes.
  sessions     smallint not null check (sessions between 1 and 60),
  version      integer not null default 1,
  unique (id, programme_id)
);
create index programme_module_programme on programme_module (programme_id, position, id);
create table programme_group (
  id           uuid primary key,
  programme_id uuid not null references programme (id),
  module_id    uuid not null,
  name         text not null check (length(trim(name)) between 1 and 80),
  capacity     integer not null check (capacity between 1 and 500),
  guide_id     uuid not null references membership (id),
  weekday      smallint not null check (weekday between 1 and 7),
  opens        time not null,
  closes       time not null check (closes > opens),
  -- A room of the library, or a place elsewhere in words.
  room_id      uuid references room (id),
  location     text not null default '' check (length(location) <= 120),
  first_day    date not null,
  sessions     smallint not null check (sessions between 1 and 60),
  state        text not null default 'open' check (state in ('open', 'over')),
  -- Opened again by somebody: it does not end by itself until a new session is planned.
  kept_open    boolean not null default false,
  version      integer not null default 1,
  foreign key (module_id, programme_id) references programme_module (id, programme_id),
  unique (id, programme_id),
  check (room_id is null or location = '')
);
create index programme_group_programme on programme_group (programme_id, module_id, first_day, id);
create index programme_group_guide on programme_group (guide_id);
create table group_member (
  group_id     uuid not null references programme_group (id),
  enrolment_id uuid not null references enrolment (id),
  joined_on    date not null,
  left_on      date check (left_on >= joined_on),
  -- Left because the enrolment ended: comes back when that is undone.
  with_state   boolean not null default false,
  -- The group of the module before, when the child came along from there.
  from_group   uuid references programme_group (id),
  primary key (group_id, enrolment_id)
);
create unique index group_member_one on group_member (enrolment_id) where left_on is null;
create table programme_session (
  id           uuid primary key,
  programme_id uuid not null references programme (id),
  group_id     uuid not null,
  number       smallint not null check (number between 1 and 60),
  during       tstzrange not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during) and upper(during) - lower(during) <= interval '10 hours'),
  room_id      uuid references room (id),
  guide_id     uuid not null references membership (id),
  state        text not null default 'planned' check (state in ('planned', 'held', 'cancelled')),
  minutes      text not null default '' check (length(minutes) <= 2000),
  materials    text not null default '' check (length(materials) <= 1000),
  -- How it was before the last time somebody kept the attendance, to undo that.
  was          jsonb,
  -- Where it was before it was moved, and in which move, to undo that.
  was_during   tstzrange,
  move_id      uuid,
  version      integer not null default 1,
  by_person    uuid references person (id),
  at           timestamptz not null,
  foreign key (group_id, programme_id) references programme_group (id, programme_id),
  unique (id, programme_id),
  constraint session_number unique (group_id, number) deferrable,
  constraint session_room exclude using gist (room_id with =, during with &&) where (state <> 'cancelled' and room_id is not null) deferrable,
  constraint session_guide exclude using gist (guide_id with =, during with &&) where (state <> 'cancelled') deferrable
);
create index programme_session_when on programme_session (programme_id, lower(during));
create index programme_session_move on programme_session (move_id) where move_id is not null;
create index programme_session_room on programme_session (room_id, during) where room_id is not null;
create table attendance (
  session_id   uuid not null references programme_session (id),
  enrolment_id uuid not null references enrolment (id),
  state        text not null check (state in ('present', 'late', 'absent_notice', 'absent')),
  reason       text not null default '' check (length(reason) <= 200),
  by_person    uuid references person (id),
  at           timestamptz not null,
  primary key (session_id, enrolment_id)
);
create index attendance_enrolment on attendance (enrolment_id);
create table programme_task (
  id           uuid primary key default uuidv7(),
  programme_id uuid not null references programme (id),
  enrolment_id uuid not null references enrolment (id),
  kind         text not null check (kind in ('call')),
  -- The last of the sessions that were missed.
  session_id   uuid not null references programme_session (id),
  due          date not null,
  done_at      timestamptz,
  done_by      uuid references person (id),
  result       text not null default '' check (result in ('', 'reached', 'not_reached', 'stops')),
  at           timestamptz not null,
  check ((done_at is null) = (result = '')),
  unique (enrolment_id, session_id)
);
create unique index programme_task_open on programme_task (enrolment_id, kind) where done_at is null;
create index programme_task_programme on programme_task (programme_id, due) where done_at is null;

-- A session and an open time of Places do not share a room: both ask for the lock of the room first (app.slot_guard), so that neither misses the other.
create function app.session_guard() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.room_id is not null and new.state <> 'cancelled' and (tg_op = 'INSERT' or old.state = 'cancelled' or (old.room_id, old.during) is distinct from (new.room_id, new.during)) then
    perform app.lock_room(new.room_id);
    if exists (select 1 from slot s where s.room_id = new.room_id and s.state = 'open' and s.during && new.during) then
      raise exception 'the room has an open time' using errcode = 'exclusion_violation', constraint = 'session_slot';
    end if;
  end if;
  return new;
end $$;
create trigger session_guard before insert or update on programme_session for each row execute function app.session_guard();
revoke all on function app.session_guard() from public;

alter table programme_module enable row level security;
alter table programme_group enable row level security;
alter table group_member enable row level security;
alter table programme_session enable row level security;
alter table attendance enable row level security;
alter table programme_task enable row level security;
grant select, insert, update (position, name, theme, about, materials, sessions, version) on programme_module to inbeeld_app;
grant select on programme_group, group_member, programme_session, attendance, programme_task to inbeeld_app;
create policy see on programme_module for select to inbeeld_app using (programme_id = any ((select app.guided())::uuid[]));
create policy add on programme_module for insert to inbeeld_app with check ((select app.role()) = 'programme_leader' and programme_id = any ((select app.guided())::uuid[]));
create policy change on programme_module for update to inbeeld_app using ((select app.role()) = 'programme_leader' and programme_id = any ((select app.guided())::uuid[]));
create policy see on programme_group for select to inbeeld_app using (programme_id = any ((select app.guided())::uuid[]));
create policy see on group_member for select to inbeeld_app using (exists (select 1 from programme_group g where g.id = group_id));
create policy see on programme_session for select to inbeeld_app using (programme_id = any ((select app.guided())::uuid[]));
create policy see on attendance for select to inbeeld_app using (exists (select 1 from programme_session s where s.id = session_id));
create policy see on programme_task for select to inbeeld_app using (programme_id = any ((select app.guided())::uuid[]));
