-- The measurement of an initiative: rounds (0, 1, ...), who was spoken to by role, what they said and agreed to, where it stands in the building blocks, and what follows from it.
-- No names: somebody is "pupil 2". A child is spoken to when child and parent both agreed. What another library reads is only what was shared.
create table measurement (
  id            uuid primary key,
  library_id    uuid not null references organisation (id),
  programme_id  uuid,
  name          text not null check (length(trim(name)) between 1 and 120),
  about         text not null default '' check (length(about) <= 2000),
  -- Questions, building blocks, guides, the text people agree to: see Design.
  design        jsonb not null check (jsonb_typeof(design) = 'object' and octet_length(design::text) <= 262144),
  -- Of whom the design was copied, and how it was then.
  origin_id     uuid references measurement (id),
  origin        text not null default '' check (length(origin) <= 300),
  origin_design jsonb,
  shared        text not null default 'none' check (shared in ('none', 'design', 'findings')),
  shared_to     text not null default 'all' check (shared_to in ('all', 'named')),
  -- So many months after closing, notes are deleted.
  keep_months   smallint not null default 6 check (keep_months between 1 and 24),
  closed_on     date,
  forgotten_at  timestamptz,
  version       integer not null default 1,
  by_person     uuid not null references person (id),
  at            timestamptz not null,
  removed_at    timestamptz,
  foreign key (programme_id, library_id) references programme (id, library_id),
  unique (id, library_id)
);
create table measurement_reader (
  measurement_id  uuid not null references measurement (id),
  organisation_id uuid not null references organisation (id),
  primary key (measurement_id, organisation_id)
);
create table measurement_round (
  id             uuid primary key,
  library_id     uuid not null,
  measurement_id uuid not null,
  number         smallint not null check (number between 0 and 20),
  starts         date not null,
  ends           date not null check (ends between starts and starts + 731),
  note           text not null default '' check (length(note) <= 1000),
  unique (id, measurement_id)
);
create unique index measurement_round_number on measurement_round (measurement_id, number);
create table measurement_respondent (
  id             uuid primary key,
  library_id     uuid not null,
  measurement_id uuid not null,
  role           text not null check (role in ('pupil', 'parent', 'teacher', 'project_leader', 'manager', 'adviser', 'funder', 'partner')),
  number         smallint not null default 0 check (number between 0 and 999),
  -- To know somebody by; never the name of a child.
  label          text not null default '' check (length(label) <= 40 and (role <> 'pupil' or length(label) <= 4)),
  withdrawn_at   timestamptz,
  unique (id, measurement_id),
  unique (measurement_id, role, number)
);
create table measurement_consent (
  id             uuid primary key,
  library_id     uuid not null,
  measurement_id uuid not null,
  respondent_id  uuid not null,
  given_by       text not null check (given_by in ('self', 'parent')),
  how            text not null check (how in ('paper', 'spoken', 'online')),
  day            date not null,
  -- The text as it was then.
  text_version   integer not null check (text_version > 0),
  words          text not null check (length(words) between 1 and 4000),
  withdrawn_at   timestamptz,
  foreign key (respondent_id, measurement_id) references measurement_respondent (id, measurement_id)
);
create unique index measurement_consent_once on measurement_consent (respondent_id, given_by) where withdrawn_at is null;
create table measurement_talk (
  id             uuid primary key,
  library_id     uuid not null,
  measurement_id uuid not null,
  round_id       uuid not null,
  respondent_id  uuid not null,
  day            date not null,
  time           time not null,
  minutes        smallint not null default 45 check (minutes between 5 and 240),
  way            text not null check (way in ('place', 'online', 'phone')),
  place          text not null default '' check (length(place) <= 120),
  state          text not null default 'planned' check (state in ('planned', 'held', 'cancelled')),
  -- When it was before it was moved.
  was_day        date,
  was_time       time,
  foreign key (round_id, measurement_id) references measurement_round (id, measurement_id),
  foreign key (respondent_id, measurement_id) references measurement_respondent (id, measurement_id),
  unique (id, respondent_id),
  check ((was_day is null) = (was_time is null))
);
create table measurement_note (
  id             uuid primary key,
  library_id     uuid not null,
  measurement_id uuid not null,
  talk_id        uuid not null,
  respondent_id  uuid not null,
  -- The key of a question of the guide; "" for all else that was said.
  question       text not null check (length(question) <= 40),
  words          text not null check (length(trim(words)) between 1 and 4000),
  -- Told afterwards about an earlier round.
  retro          boolean not null default false,
  foreign key (talk_id, respondent_id) references measurement_talk (id, respondent_id),
  unique (talk_id, question)
);
-- A piece of what somebody said, to be coded; it may be quoted when they approve.
create table measurement_fragment (
  id             uuid primary key,
  library_id     uuid not null,
  measurement_id uuid not null,
  round_id       uuid not null,
  respondent_id  uuid not null,
  note_id        uuid references measurement_note (id) on delete set null,
  words          text not null check (length(words) <= 1000),
  quote          text not null default 'no' check (quote in ('no', 'asked', 'approved', 'refused')),
  quote_on       date,
  retro          boolean not null default false,
  erased_at      timestamptz,
  foreign key (round_id, measurement_id) references measurement_round (id, measurement_id),
  foreign key (respondent_id, measurement_id) references measurement_respondent (id, measurement_id),
  unique (id, measurement_id),
  check ((erased_at is null) = (length(trim(words)) > 0))
);
create table measurement_code (
  id             uuid primary key,
  library_id     uuid not null,
  measurement_id uuid not null,
  fragment_id    uuid not null,
  question       text not null check (length(question) between 1 and 40),
  block          text not null default '' check (length(block) <= 40),
  level          text not null default '' check (level in ('', 'strategic', 'tactical', 'operational')),
  foreign key (fragment_id, measurement_id) references measurement_fragment (id, measurement_id) on delete cascade,
  unique (fragment_id, question, block, level)
);
create table measurement_score (
  id             uuid primary key,
  library_id     uuid not null,
  measurement_id uuid not null,
  round_id       uuid not null,
  block          text not null check (length(block) between 1 and 40),
  level          text not null check (level in ('strategic', 'tactical', 'operational')),
  stage          smallint not null check (stage between 0 and 3),
  why            text not null default '' check (length(why) <= 500),
  foreign key (round_id, measurement_id) references measurement_round (id, measurement_id),
  unique (round_id, block, level)
);
create table measurement_document (
  id             uuid primary key,
  library_id     uuid not null,
  measurement_id uuid not null,
  kind           text not null check (kind in ('plan', 'agreement', 'report', 'figures', 'material', 'other')),
  name           text not null check (length(trim(name)) between 1 and 120),
  day            date,
  says           text not null default '' check (length(says) <= 2000),
  kept           text not null default '' check (length(kept) <= 200)
);
create table measurement_finding (
  id             uuid primary key,
  library_id     uuid not null,
  measurement_id uuid not null,
  question       text not null check (length(question) between 1 and 40),
  block          text not null default '' check (length(block) <= 40),
  words          text not null check (length(trim(words)) between 1 and 2000)
);
-- What stands in the table of two initiatives side by side: an aspect, or "block:" and a building block.
create table measurement_aspect (
  id             uuid primary key,
  library_id     uuid not null,
  measurement_id uuid not null,
  aspect         text not null check (length(aspect) between 1 and 50),
  words          text not null check (length(trim(words)) between 1 and 1000),
  unique (measurement_id, aspect)
);
-- Whether the measurement is one of the own library and can be written in.
create function app.measurement_open(measurement uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select app.role() = 'programme_leader' and exists (select 1 from measurement m where m.id = measurement_open.measurement and m.library_id = app.organisation() and m.closed_on is null and m.removed_at is null)
$$;
-- Whether somebody agreed, and for a child a parent as well, and nobody took it back.
create function app.measurement_agreed(respondent uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from measurement_respondent r where r.id = measurement_agreed.respondent and r.withdrawn_at is null and r.library_id = app.organisation() and app.role() = 'programme_leader'
    and exists (select 1 from measurement_consent c where c.respondent_id = r.id and c.given_by = 'self' and c.withdrawn_at is null)
    and (r.role <> 'pupil' or exists (select 1 from measurement_consent c where c.respondent_id = r.id and c.given_by = 'parent' and c.withdrawn_at is null)))
$$;
-- What other libraries and researchers may read; of 'findings' more than of 'design'.
create function app.measurements_shared(part text) returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(m.id), '{}') from measurement m where app.role() in ('programme_leader', 'researcher') and m.removed_at is null and m.library_id <> app.organisation()
    and (m.shared = 'findings' or m.shared = part) and m.shared <> 'none' and (m.shared_to = 'all' or exists (select 1 from measurement_reader r where r.measurement_id = m.id and r.organisation_id = app.organisation()))
$$;
revoke all on function app.measurement_open(uuid), app.measurement_agreed(uuid), app.measurements_shared(text) from public;
grant execute on function app.measurement_open(uuid), app.measurement_agreed(uuid), app.measurements_shared(text) to inbeeld_app;

do $$ declare t text; more text; begin
  foreach t in array array['measurement_round', 'measurement_respondent', 'measurement_consent', 'measurement_talk', 'measurement_note', 'measurement_fragment', 'measurement_code', 'measurement_score', 'measurement_document', 'measurement_finding', 'measurement_aspect'] loop
    execute format('alter table %I add version integer not null default 1, add by_person uuid not null references person (id), add at timestamptz not null, add removed_at timestamptz, add foreign key (measurement_id, library_id) references measurement (id, library_id)', t);
    execute format('create index %I on %I (measurement_id)', t || '_of', t);
    more := case when t in ('measurement_note', 'measurement_fragment') then ' and app.measurement_agreed(respondent_id)' else '' end;
    execute format('create policy add on %I for insert to inbeeld_app with check (by_person = (select app.person()) and library_id = (select app.organisation()) and app.measurement_open(measurement_id)%s)', t, more);
    execute format('create policy change on %I for update to inbeeld_app using ((select app.role()) = ''programme_leader'' and library_id = (select app.organisation()) and app.measurement_open(measurement_id)%s)', t, more);
  end loop;
  foreach t in array array['measurement', 'measurement_round', 'measurement_respondent', 'measurement_consent', 'measurement_talk', 'measurement_note', 'measurement_fragment', 'measurement_code', 'measurement_score', 'measurement_document', 'measurement_finding', 'measurement_aspect'] loop
    execute format('alter table %I enable row level security', t);
    execute format('grant select, insert on %I to inbeeld_app', t);
    execute format('create policy leader on %I for select to inbeeld_app using ((select app.role()) = ''programme_leader'' and library_id = (select app.organisation()))', t);
  end loop;
  foreach t in array array['measurement_round', 'measurement_score', 'measurement_finding', 'measurement_aspect'] loop
    execute format('create policy shared on %I for select to inbeeld_app using (removed_at is null and measurement_id = any ((select app.measurements_shared(''findings''))::uuid[]))', t);
  end loop;
end $$;
create policy shared on measurement for select to inbeeld_app using (removed_at is null and id = any ((select app.measurements_shared('design'))::uuid[]));
create policy add on measurement for insert to inbeeld_app with check ((select app.role()) = 'programme_leader' and library_id = (select app.organisation()) and by_person = (select app.person()));
create policy change on measurement for update to inbeeld_app using ((select app.role()) = 'programme_leader' and library_id = (select app.organisation()));
alter table measurement_reader enable row level security;
grant select, insert, delete on measurement_reader to inbeeld_app;
create policy leader on measurement_reader for all to inbeeld_app using (exists (select 1 from measurement m where m.id = measurement_id and m.library_id = (select app.organisation()) and (select app.role()) = 'programme_leader'));
create policy gone on measurement_code for delete to inbeeld_app using (app.measurement_open(measurement_id));
grant delete on measurement_code to inbeeld_app;
create policy gone on measurement_aspect for delete to inbeeld_app using (app.measurement_open(measurement_id));
grant delete on measurement_aspect to inbeeld_app;
grant update (programme_id, name, about, design, shared, shared_to, keep_months, closed_on, version, removed_at) on measurement to inbeeld_app;
grant update (number, starts, ends, note, version, removed_at) on measurement_round to inbeeld_app;
grant update (label, version, removed_at) on measurement_respondent to inbeeld_app;
grant update (round_id, day, time, minutes, way, place, state, was_day, was_time, version, removed_at) on measurement_talk to inbeeld_app;
grant update (words, retro, version) on measurement_note to inbeeld_app;
grant update (words, quote, quote_on, retro, version, removed_at) on measurement_fragment to inbeeld_app;
grant update (stage, why, version) on measurement_score to inbeeld_app;
grant update (kind, name, day, says, kept, version, removed_at) on measurement_document to inbeeld_app;
grant update (question, block, words, version, removed_at) on measurement_finding to inbeeld_app;
grant update (words, version) on measurement_aspect to inbeeld_app;
create index measurement_library on measurement (library_id, at desc, id desc) where removed_at is null;
create index measurement_closed on measurement (closed_on) where closed_on is not null and forgotten_at is null;
create index measurement_talk_round on measurement_talk (round_id, day, time);
create index measurement_talk_respondent on measurement_talk (respondent_id);
create index measurement_note_respondent on measurement_note (respondent_id);
create index measurement_fragment_respondent on measurement_fragment (respondent_id);
create policy gone on measurement_note for delete to inbeeld_app using (app.measurement_open(measurement_id));
grant delete on measurement_note to inbeeld_app;
