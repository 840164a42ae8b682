-- Waves of the library monitor: a questionnaire is put to units of one moment (libraries and the school locations they serve), each frozen as it was then.
-- Numbers about libraries and school locations; no child stands in it anywhere.

create table wave (
  id                    uuid primary key,
  institute_id          uuid not null references organisation (id),
  questionnaire_key     text not null check (length(questionnaire_key) between 1 and 60),
  questionnaire_version integer not null check (questionnaire_version between 1 and 10000),
  -- The version as it was when it was chosen; a later edition changes nothing here.
  definition            text not null check (length(definition) between 2 and 1000000),
  name                  text not null check (length(trim(name)) between 1 and 120),
  kind                  text not null check (kind in ('school-year', 'measurement')),
  -- The year in which the school year begins.
  school_year           smallint not null check (school_year between 2000 and 2100),
  -- Of a measurement: 0 is before, 1 the first after.
  number                smallint check (number between 0 and 99),
  opens_on              date not null,
  closes_on             date not null check (closes_on >= opens_on and closes_on <= opens_on + 400),
  state                 text not null default 'draft' check (state in ('draft', 'open', 'closed')),
  opened_at             timestamptz,
  closed_at             timestamptz,
  reminded_at           timestamptz,
  version               integer not null default 1,
  by_person             uuid not null references person (id),
  at                    timestamptz not null,
  check ((kind = 'measurement') = (number is not null))
);
create index wave_institute on wave (institute_id, school_year desc, id);
create index wave_questionnaire on wave (institute_id, questionnaire_key, closed_at desc) where state = 'closed';
-- The items of the definition, for what the database itself has to know of them.
create table wave_item (
  wave_id  uuid not null references wave (id) on delete cascade,
  key      text not null check (length(key) between 1 and 60),
  concept  text not null check (length(concept) <= 120),
  part     text not null check (length(part) <= 60),
  section  text not null check (length(section) <= 60),
  level    text not null check (level in ('library', 'location')),
  position smallint not null,
  primary key (wave_id, key)
);
-- A unit as the register knew it when the wave was made.
create table wave_unit (
  id              uuid primary key default uuidv7(),
  wave_id         uuid not null references wave (id) on delete cascade,
  level           text not null check (level in ('country', 'province', 'library', 'location')),
  parent_id       uuid references wave_unit (id) on delete cascade,
  -- The library that answers for it: of a library itself, of a location its library.
  root_id         uuid references wave_unit (id) on delete cascade,
  name            text not null check (length(trim(name)) between 1 and 160),
  -- Of a school location the number by which the register knows it; with it a unit is found again in another wave.
  code            text not null check (length(code) between 1 and 60),
  features        jsonb not null default '{}' check (jsonb_typeof(features) = 'object' and length(features::text) <= 4000),
  stands_for      numeric(12, 6) not null default 1 check (stands_for > 0 and stands_for <= 100000),
  -- The library, when it works in InBeeld.
  organisation_id uuid references organisation (id),
  sort_key        text not null default '',
  unique (wave_id, level, code),
  check ((level in ('library', 'location')) = (root_id is not null)),
  check ((level = 'country') = (parent_id is null)),
  check (level <> 'library' or root_id = id),
  check (organisation_id is null or level = 'library')
);
create index wave_unit_root on wave_unit (root_id, level, sort_key, id);
create index wave_unit_parent on wave_unit (parent_id);
create index wave_unit_wave on wave_unit (wave_id, level, sort_key, id);
create index wave_unit_organisation on wave_unit (organisation_id) where organisation_id is not null;
create table wave_answer (
  wave_id   uuid not null references wave (id) on delete cascade,
  unit_id   uuid not null references wave_unit (id) on delete cascade,
  item      text not null,
  state     text not null check (state in ('value', 'unknown', 'not-applicable', 'refused', 'missing')),
  number    numeric(20, 4),
  codes     text[] not null default '{}' check (cardinality(codes) <= 100),
  words     text not null default '' check (length(words) <= 4000),
  -- The library says that it is about so much.
  about     boolean not null default false,
  origin    text not null default 'typed' check (origin in ('typed', 'last-wave', 'registered', 'corrected')),
  -- Of what was filled in beforehand: somebody said that it holds. Until then it counts as not answered.
  confirmed boolean not null default true,
  -- Where what was filled in beforehand comes from; stays when it is changed.
  source    jsonb not null default '{}' check (length(source::text) <= 8000),
  version   integer not null default 1,
  by_person uuid references person (id),
  at        timestamptz not null,
  primary key (unit_id, item),
  foreign key (wave_id, item) references wave_item (wave_id, key),
  check (state = 'value' or number is null and codes = '{}' and words = '' and not about)
);
create index wave_answer_wave on wave_answer (wave_id);
-- How far a library is.
create table wave_reply (
  unit_id     uuid primary key references wave_unit (id) on delete cascade,
  wave_id     uuid not null references wave (id) on delete cascade,
  state       text not null default 'open' check (state in ('open', 'handed-in')),
  begun_at    timestamptz,
  handed_in_at timestamptz,
  handed_in_by uuid references person (id),
  reminded_at timestamptz
);
create index wave_reply_wave on wave_reply (wave_id, state);
-- Which employee fills in which part; without a line the contact person does.
create table wave_part (
  unit_id       uuid not null references wave_unit (id) on delete cascade,
  part          text not null check (length(part) between 1 and 60),
  membership_id uuid references membership (id),
  done_at       timestamptz,
  done_by       uuid references person (id),
  primary key (unit_id, part)
);
create index wave_part_member on wave_part (membership_id) where membership_id is not null;
-- An odd answer that somebody looked at and that is right, with why.
create table wave_check (
  -- The library or the location at which it was asked.
  unit_id   uuid not null references wave_unit (id) on delete cascade,
  root_id   uuid not null references wave_unit (id) on delete cascade,
  key text not null check (length(key) between 1 and 60),
  reason    text not null check (length(trim(reason)) between 1 and 300),
  by_person uuid references person (id),
  at        timestamptz not null,
  primary key (unit_id, key)
);
create index wave_check_root on wave_check (root_id);
-- A link by which somebody without an account answers; only the hash of what stands in it is kept.
create table wave_invitation (
  id           uuid primary key,
  wave_id      uuid not null references wave (id) on delete cascade,
  unit_id      uuid not null references wave_unit (id) on delete cascade,
  -- Empty: the whole questionnaire.
  part         text not null default '' check (length(part) <= 60),
  token_hash   bytea not null unique check (length(token_hash) = 32),
  made_by      uuid not null references person (id),
  made_at      timestamptz not null,
  opened_at    timestamptz,
  withdrawn_at timestamptz,
  -- How often something was kept by it today, so that a link cannot be worn out.
  used_on      date,
  used         integer not null default 0
);
create unique index wave_invitation_live on wave_invitation (unit_id, part) where withdrawn_at is null;
create index wave_invitation_wave on wave_invitation (wave_id);
-- What was changed after closing, and when a wave was opened, closed and opened again. Never changed.
create table wave_event (
  id        uuid primary key default uuidv7(),
  wave_id   uuid not null references wave (id) on delete cascade,
  unit_id   uuid references wave_unit (id) on delete cascade,
  item      text not null default '',
  kind      text not null check (kind in ('opened', 'closed', 'reopened', 'corrected')),
  was       jsonb not null default '{}',
  became    jsonb not null default '{}',
  why       text not null default '' check (length(why) <= 500),
  by_person uuid references person (id),
  at        timestamptz not null,
  check (kind not in ('reopened', 'corrected') or trim(why) <> '')
);
create index wave_event_wave on wave_event (wave_id, at desc, id);
create index wave_event_unit on wave_event (unit_id, at desc) where unit_id is not null;

-- The library for which a link was opened, within this transaction, and the part it is for.
create function app.wave_link() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('inbeeld.wave_link', true), '')::uuid $$;
create function app.wave_link_part() returns text language sql stable parallel safe as $$ select coalesce(current_setting('inbeeld.wave_part', true), '') $$;
-- The waves of the own institute.
create function app.researched_waves() returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(w.id), '{}') from wave w where app.role() = 'researcher' and w.institute_id = app.organisation()
$$;
-- The libraries in a wave for which whoever asks answers: the own library, for an employee when a part was given, and that of a link.
create function app.answered_units() returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(u.id), '{}') from wave_unit u join wave w on w.id = u.wave_id and w.state <> 'draft'
  where u.level = 'library' and (u.organisation_id = app.organisation() and (app.role() in ('programme_leader', 'library_planner')
      or app.role() = 'library' and exists (select 1 from wave_part p where p.unit_id = u.id and p.membership_id = nullif(current_setting('inbeeld.membership', true), '')::uuid)) or u.id = app.wave_link())
$$;
create function app.answered_waves() returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct u.wave_id), '{}') from wave_unit u where u.id = any (app.answered_units())
$$;
do $$ declare f text; t text; begin
  for f in select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'app'::regnamespace and p.proname in ('wave_link', 'wave_link_part', 'researched_waves', 'answered_units', 'answered_waves') loop
    execute 'revoke all on function ' || f || ' from public';
    execute 'grant execute on function ' || f || ' to inbeeld_app';
  end loop;
  foreach t in array array['wave', 'wave_item', 'wave_unit', 'wave_answer', 'wave_reply', 'wave_part', 'wave_check', 'wave_invitation', 'wave_event'] loop
    execute format('alter table %I enable row level security', t);
  end loop;
end $$;
grant select on wave, wave_item, wave_unit, wave_answer, wave_reply, wave_part, wave_check, wave_event to inbeeld_app;
-- What stands in a link is asked of nobody.
grant select (id, wave_id, unit_id, part, made_by, made_at, opened_at, withdrawn_at) on wave_invitation to inbeeld_app;
create policy researcher on wave for select to inbeeld_app using ((select app.role()) = 'researcher' and institute_id = (select app.organisation()));
create policy library on wave for select to inbeeld_app using (id = any ((select app.answered_waves())::uuid[]));
create policy researcher on wave_item for select to inbeeld_app using (wave_id = any ((select app.researched_waves())::uuid[]));
create policy library on wave_item for select to inbeeld_app using (wave_id = any ((select app.answered_waves())::uuid[]));
create policy researcher on wave_unit for select to inbeeld_app using (wave_id = any ((select app.researched_waves())::uuid[]));
create policy library on wave_unit for select to inbeeld_app using (root_id = any ((select app.answered_units())::uuid[]));
-- What InBeeld counted is the library's, until the library says that it is right.
create policy researcher on wave_answer for select to inbeeld_app using (wave_id = any ((select app.researched_waves())::uuid[]) and (confirmed or origin <> 'registered'));
create policy library on wave_answer for select to inbeeld_app using (wave_id = any ((select app.answered_waves())::uuid[]) and exists (select 1 from wave_unit u where u.id = unit_id and u.root_id = any ((select app.answered_units())::uuid[])));
create policy researcher on wave_reply for select to inbeeld_app using (wave_id = any ((select app.researched_waves())::uuid[]));
create policy library on wave_reply for select to inbeeld_app using (unit_id = any ((select app.answered_units())::uuid[]));
create policy researcher on wave_part for select to inbeeld_app using (exists (select 1 from wave_unit u where u.id = unit_id and u.wave_id = any ((select app.researched_waves())::uuid[])));
create policy library on wave_part for select to inbeeld_app using (unit_id = any ((select app.answered_units())::uuid[]));
create policy researcher on wave_check for select to inbeeld_app using (exists (select 1 from wave_unit u where u.id = root_id and u.wave_id = any ((select app.researched_waves())::uuid[])));
create policy library on wave_check for select to inbeeld_app using (root_id = any ((select app.answered_units())::uuid[]));
create policy researcher on wave_invitation for select to inbeeld_app using (wave_id = any ((select app.researched_waves())::uuid[]));
create policy library on wave_invitation for select to inbeeld_app using ((select app.role()) in ('programme_leader', 'library_planner') and unit_id = any ((select app.answered_units())::uuid[]));
create policy researcher on wave_event for select to inbeeld_app using (wave_id = any ((select app.researched_waves())::uuid[]));
create policy library on wave_event for select to inbeeld_app using (exists (select 1 from wave_unit u where u.id = unit_id and u.root_id = any ((select app.answered_units())::uuid[])));
