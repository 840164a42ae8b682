-- Parents: talks in passing that count as contact, days on which a programme opens its doors, and what else the library offers a family.

create table parent_talk (
  id           uuid primary key,
  programme_id uuid not null references programme (id),
  enrolment_id uuid not null references enrolment (id) on delete cascade,
  who          text not null check (who in ('parent', 'guardian', 'other')),
  how          text not null check (how in ('door', 'phone', 'app')),
  words        text not null default '' check (length(words) <= 200),
  by_person    uuid not null references person (id),
  at           timestamptz not null,
  removed_at   timestamptz
);
create index parent_talk_enrolment on parent_talk (enrolment_id, at desc, id desc) where removed_at is null;
create index parent_talk_programme on parent_talk (programme_id, at) where removed_at is null;
alter table parent_talk enable row level security;
grant select, insert, update (removed_at) on parent_talk to inbeeld_app;
create policy guided on parent_talk for select to inbeeld_app using (programme_id = any ((select app.guided())::uuid[]));
create policy add on parent_talk for insert to inbeeld_app with check (by_person = (select app.person()) and removed_at is null and exists (select 1 from enrolment e where e.id = enrolment_id and e.programme_id = parent_talk.programme_id and e.programme_id = any ((select app.guided())::uuid[])));
create policy undo on parent_talk for update to inbeeld_app using (by_person = (select app.person()) and programme_id = any ((select app.guided())::uuid[]));

-- What of two enrolments of one child in one programme is carried along to the one that stays.
create function app.carry_along(gone uuid, kept uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update thread_note set enrolment_id = kept where enrolment_id = gone;
  update parent_talk set enrolment_id = kept where enrolment_id = gone;
  update open_day_guest set enrolment_id = kept where enrolment_id = gone and not exists (select 1 from open_day_guest o where o.open_day_id = open_day_guest.open_day_id and o.enrolment_id = kept);
end $$;

-- A day on which a programme opens its doors, or talks with parents. Who comes signs up without an account, or is signed up by who carries the programme out.
create table open_day (
  id           uuid primary key,
  programme_id uuid not null references programme (id),
  kind         text not null check (kind in ('open_day', 'parents')),
  name         text not null check (length(trim(name)) between 1 and 80),
  during       tstzrange not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during) and upper(during) - lower(during) <= interval '10 hours'),
  room_id      uuid references room (id),
  location     text not null default '' check (length(location) <= 120),
  -- How many people can come.
  places       integer not null check (places between 1 and 1000),
  by_family    boolean not null default true,
  state        text not null default 'open' check (state in ('open', 'cancelled')),
  version      integer not null default 1,
  by_person    uuid not null references person (id),
  at           timestamptz not null,
  check (room_id is null or location = '')
);
create index open_day_programme on open_day (programme_id, lower(during) desc, id desc);
create index open_day_room on open_day using gist (room_id, during) where room_id is not null;
create table open_day_guest (
  id           uuid primary key,
  open_day_id  uuid not null references open_day (id),
  name         text not null check (length(trim(name)) between 1 and 120),
  reach        text not null default '' check (length(reach) <= 200),
  number       smallint not null check (number between 1 and 10),
  language     text not null default 'nl' check (language ~ '^[a-z]{2,3}$'),
  enrolment_id uuid references enrolment (id) on delete set null,
  -- Null: not known yet.
  came         boolean,
  state        text not null default 'coming' check (state in ('coming', 'off')),
  by_person    uuid references person (id),
  at           timestamptz not null
);
create index open_day_guest_day on open_day_guest (open_day_id, at, id);
create unique index open_day_guest_once on open_day_guest (open_day_id, enrolment_id) where enrolment_id is not null;
-- How often somebody signed up in a day, as programme_sign_up.
create table open_day_sign_up (
  open_day_id uuid not null references open_day (id) on delete cascade,
  day         date not null,
  address     bytea not null,
  times       integer not null default 1,
  primary key (open_day_id, day, address)
);
alter table open_day enable row level security;
alter table open_day_guest enable row level security;
alter table open_day_sign_up enable row level security;
grant select on open_day, open_day_guest to inbeeld_app;
create policy guided on open_day for select to inbeeld_app using (programme_id = any ((select app.guided())::uuid[]));
create policy guided on open_day_guest for select to inbeeld_app using (exists (select 1 from open_day d where d.id = open_day_id and d.programme_id = any ((select app.guided())::uuid[])));

-- A room is not needed twice at a time, as for sessions: each side takes the lock of the room first.
create function app.open_day_guard() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.room_id is not null and new.state = 'open' then
    perform app.lock_room(new.room_id);
    if exists (select 1 from slot s where s.room_id = new.room_id and s.state = 'open' and s.during && new.during) or exists (select 1 from programme_session s where s.room_id = new.room_id and s.state <> 'cancelled' and s.during && new.during)
      or exists (select 1 from open_day d where d.room_id = new.room_id and d.state = 'open' and d.id <> new.id and d.during && new.during) or exists (select 1 from room r where r.id = new.room_id and r.removed_at is not null) then
      raise exception 'the room is taken' using errcode = 'exclusion_violation', constraint = 'open_day_room';
    end if;
  end if;
  return new;
end $$;
create trigger open_day_guard before insert or update on open_day for each row execute function app.open_day_guard();
create function app.no_open_day() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.room_id is not null and new.state <> 'cancelled' and (tg_op = 'INSERT' or old.state <> new.state or (old.room_id, old.during) is distinct from (new.room_id, new.during)) then
    perform app.lock_room(new.room_id);
    if exists (select 1 from open_day d where d.room_id = new.room_id and d.state = 'open' and d.during && new.during) then
      raise exception 'the room has an open day' using errcode = 'exclusion_violation', constraint = 'open_day_room';
    end if;
  end if;
  return new;
end $$;
-- An open time of Places asks this (0020_bookings.sql).
create or replace function app.programme_in(room uuid, starts timestamptz, ends timestamptz) returns boolean language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (select 1 from programme_session s where s.room_id = programme_in.room and s.state <> 'cancelled' and s.during && tstzrange(programme_in.starts, programme_in.ends))
    or exists (select 1 from open_day d where d.room_id = programme_in.room and d.state = 'open' and d.during && tstzrange(programme_in.starts, programme_in.ends));
end $$;
create trigger no_open_day before insert or update on programme_session for each row execute function app.no_open_day();

-- Makes a day, or changes it. Answers why not, or ''.
create function app.keep_open_day(day uuid, known integer, programme uuid, sort text, title text, starts timestamptz, ends timestamptz, room uuid, place text, how_many integer, families boolean, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare d open_day;
begin
  if not exists (select 1 from programme g where g.id = keep_open_day.programme and g.id = any (app.guided())) then return 'gone'; end if;
  if room is not null and not exists (select 1 from room r where r.id = keep_open_day.room and r.library_id = app.organisation() and r.removed_at is null) then return 'gone'; end if;
  select x.* into d from open_day x where x.id = keep_open_day.day for update;
  if d.id is null then
    if known <> 0 then return 'gone'; end if;
    insert into open_day (id, programme_id, kind, name, during, room_id, location, places, by_family, by_person, at) values (day, programme, sort, title, tstzrange(starts, ends), room, place, how_many, families, app.person(), moment);
    return '';
  end if;
  if d.programme_id <> programme then return 'gone'; end if;
  -- The second tap of a double one.
  if known = 0 then return case when d.by_person = app.person() then '' else 'gone' end; end if;
  if d.version <> known then return 'changed'; end if;
  if how_many < (select coalesce(sum(g.number), 0) from open_day_guest g where g.open_day_id = d.id and g.state = 'coming') then return 'full'; end if;
  update open_day x set kind = sort, name = title, during = tstzrange(starts, ends), room_id = room, location = place, places = how_many, by_family = families, version = x.version + 1 where x.id = d.id;
  return '';
exception when exclusion_violation then return 'busy';
end $$;
-- Does not happen, or does after all.
create function app.turn_open_day(day uuid, target text) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare d open_day;
begin
  select x.* into d from open_day x where x.id = turn_open_day.day and x.programme_id = any (app.guided()) for update;
  if d.id is null or target not in ('open', 'cancelled') then return 'gone'; end if;
  update open_day x set state = target, version = x.version + 1 where x.id = d.id and x.state <> target;
  return '';
exception when exclusion_violation then return 'busy';
end $$;
-- Counted under a lock on the day: two at once for the last place, one of them hears 'full'.
create function app.add_guest(guest uuid, day uuid, who text, contact text, how_many integer, speaks text, enrolment uuid, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare d open_day;
begin
  select x.* into d from open_day x where x.id = add_guest.day and x.programme_id = any (app.guided()) for update;
  if d.id is null or enrolment is not null and not exists (select 1 from enrolment e where e.id = add_guest.enrolment and e.programme_id = d.programme_id) then return 'gone'; end if;
  if exists (select 1 from open_day_guest g where g.id = guest and g.open_day_id = d.id) then return ''; end if;
  if d.state <> 'open' then return 'closed'; end if;
  if (select coalesce(sum(g.number), 0) from open_day_guest g where g.open_day_id = d.id and g.state = 'coming') + how_many > d.places then return 'full'; end if;
  insert into open_day_guest as o (id, open_day_id, name, reach, number, language, enrolment_id, by_person, at) values (guest, d.id, who, contact, how_many, speaks, enrolment, app.person(), moment)
    on conflict (open_day_id, enrolment_id) where enrolment_id is not null do update set state = 'coming', number = excluded.number where o.state = 'off';
  return case when found then '' else 'already' end;
end $$;
-- Came or did not (null: not known), or does not come after all.
create function app.turn_guest(guest uuid, did boolean, target text) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare o open_day_guest; d open_day;
begin
  select x.* into d from open_day x join open_day_guest g on g.open_day_id = x.id where g.id = turn_guest.guest and x.programme_id = any (app.guided()) for update of x;
  select x.* into o from open_day_guest x where x.id = turn_guest.guest;
  if d.id is null or target not in ('coming', 'off') then return 'gone'; end if;
  if target = 'coming' and o.state = 'off' and (select coalesce(sum(g.number), 0) from open_day_guest g where g.open_day_id = d.id and g.state = 'coming') + o.number > d.places then return 'full'; end if;
  update open_day_guest x set came = did, state = target where x.id = o.id;
  return '';
end $$;
-- For families.
create function app.open_day_to_join(day uuid, moment timestamptz) returns table (id uuid, kind text, name text, programme text, library text, about text, place text, starts timestamptz, ends timestamptz, is_full boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select d.id, d.kind, d.name, p.name, o.name, p.about, coalesce(r.name, d.location), lower(d.during), upper(d.during), (select coalesce(sum(g.number), 0) from open_day_guest g where g.open_day_id = d.id and g.state = 'coming') >= d.places
  from open_day d join programme p on p.id = d.programme_id join organisation o on o.id = p.library_id left join room r on r.id = d.room_id
  where d.id = open_day_to_join.day and d.by_family and d.state = 'open' and p.state <> 'draft' and upper(d.during) > moment
$$;
create function app.join_open_day(guest uuid, day uuid, who text, contact text, how_many integer, speaks text, from_address bytea, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare d open_day; today date := (moment at time zone 'Europe/Amsterdam')::date; mine bytea := sha256(from_address || convert_to(today::text, 'UTF8'));
begin
  select x.* into d from app.open_day_to_join(join_open_day.day, moment) j join open_day x on x.id = j.id for update of x;
  if d.id is null or d.state <> 'open' then return 'closed'; end if;
  if exists (select 1 from open_day_guest g where g.id = guest and g.open_day_id = d.id) then return ''; end if;
  delete from open_day_sign_up s where s.open_day_id = d.id and s.day < today;
  if exists (select 1 from open_day_sign_up s where s.open_day_id = d.id and s.day = today and (s.address = '' and s.times >= 200 or s.address = mine and s.times >= 10)) then return 'busy'; end if;
  if (select coalesce(sum(g.number), 0) from open_day_guest g where g.open_day_id = d.id and g.state = 'coming') + how_many > d.places then return 'full'; end if;
  insert into open_day_sign_up as s (open_day_id, day, address) values (d.id, today, ''), (d.id, today, mine) on conflict (open_day_id, day, address) do update set times = s.times + 1;
  insert into open_day_guest (id, open_day_id, name, reach, number, language, at) values (guest, d.id, who, contact, how_many, speaks, moment);
  return '';
end $$;

-- Other programmes of the library for the same family. Only when the parent said yes to that; school does not see it until that is asked too.
alter table programme add column audience text not null default 'child' check (audience in ('child', 'small', 'parent', 'school'));
grant update (audience) on programme to inbeeld_app;
alter table enrolment drop constraint enrolment_source_check, add constraint enrolment_source_check check (source in ('teacher', 'school', 'pupil', 'parent', 'third', 'library', 'programme'));
alter table enrolment add column came_from uuid references enrolment (id);
create index enrolment_came_from on enrolment (came_from) where came_from is not null;
create function app.refer_on(new_id uuid, from_enrolment uuid, target uuid, text_is text, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare e enrolment; g programme; made boolean;
begin
  select x.* into e from enrolment x where x.id = refer_on.from_enrolment and x.programme_id = any (app.guided());
  if e.id is null then return 'gone'; end if;
  select x.* into g from programme x where x.id = refer_on.target and x.library_id = e.library_id and x.id <> e.programme_id;
  if g.id is null or g.state <> 'open' or g.ends < (moment at time zone 'Europe/Amsterdam')::date then return 'closed'; end if;
  insert into enrolment (id, programme_id, library_id, participant_id, source, source_name, wish, school_sees, came_from, state_by, state_at, at)
    values (new_id, g.id, g.library_id, e.participant_id, 'programme', (select left(x.name, 120) from programme x where x.id = e.programme_id), text_is, false, e.id, app.person(), moment, moment) on conflict do nothing returning true into made;
  if made is null then return case when exists (select 1 from enrolment x where x.id = new_id and x.came_from = e.id) then '' else 'already' end; end if;
  perform app.tell_of_referral(g.id);
  return '';
end $$;
-- What became of who was referred on, for who did that: the step, no more.
create function app.referred_on(enrolment uuid) returns table (id uuid, programme text, state text, state_at timestamptz) language sql stable security definer set search_path = public, pg_temp as $$
  select x.id, g.name, x.state, x.state_at from enrolment e join enrolment x on x.came_from = e.id join programme g on g.id = x.programme_id where e.id = referred_on.enrolment and e.programme_id = any (app.guided()) order by x.at desc, x.id desc
$$;
-- Takes a referral back, before anybody did something with it.
create function app.refer_back(enrolment uuid, moment timestamptz) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from enrolment x using enrolment e where x.id = refer_back.enrolment and e.id = x.came_from and e.programme_id = any (app.guided()) and x.state = 'referred' and x.state_was = '' and x.at > moment - interval '1 day'
    and not exists (select 1 from intake i where i.enrolment_id = x.id) and not exists (select 1 from consent c where c.enrolment_id = x.id);
  return found;
end $$;
do $$ declare f text; begin
  for f in select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'app'::regnamespace and p.proname in ('carry_along', 'open_day_guard', 'no_open_day', 'keep_open_day', 'turn_open_day', 'add_guest', 'turn_guest', 'open_day_to_join', 'join_open_day', 'refer_on', 'referred_on', 'refer_back') loop
    execute 'revoke all on function ' || f || ' from public';
    if f not like '%carry_along%' and f not like '%open_day_guard%' and f not like '%no_open_day%' then execute 'grant execute on function ' || f || ' to inbeeld_app'; end if;
  end loop;
end $$;
