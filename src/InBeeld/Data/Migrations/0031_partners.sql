-- The network around the programmes of a library: with whom it works together, who does what at which level, what was agreed, and how far a programme reaches.
-- No child stands in it. People of partners are there for their work, with the address of their work; who left is forgotten.
alter table programme add constraint programme_of_library unique (id, library_id);

create table network_partner (
  id              uuid primary key,
  library_id      uuid not null references organisation (id),
  -- The same organisation in InBeeld, when there is one.
  organisation_id uuid references organisation (id),
  kind            text not null check (kind in ('school', 'board', 'municipality', 'welfare', 'youth_care', 'refugee', 'volunteers', 'fund', 'company', 'library', 'other')),
  name            text not null check (length(trim(name)) between 1 and 120),
  -- Of a municipality with several.
  department      text not null default '' check (length(department) <= 120),
  note            text not null default '' check (length(note) <= 1000),
  unique (id, library_id)
);
create table network_person (
  id         uuid primary key,
  library_id uuid not null references organisation (id),
  partner_id uuid not null,
  name       text not null default '' check (length(name) <= 120),
  function   text not null default '' check (length(function) <= 120),
  phone      text not null default '' check (length(phone) <= 30),
  email      text not null default '' check (length(email) <= 200),
  left_on    date,
  left_at    timestamptz,
  erased_at  timestamptz,
  foreign key (partner_id, library_id) references network_partner (id, library_id),
  unique (id, partner_id),
  check ((erased_at is null) = (trim(name) <> '')),
  check (erased_at is null or (function = '' and phone = '' and email = ''))
);
-- A partner in a programme at a level; by whom, when that is known.
create table network_role (
  id           uuid primary key,
  library_id   uuid not null references organisation (id),
  partner_id   uuid not null,
  programme_id uuid not null,
  person_id    uuid,
  level        text not null check (level in ('strategic', 'tactical', 'operational')),
  starts       date not null,
  ends         date check (ends >= starts),
  -- Who did it before.
  after_id     uuid references network_role (id),
  foreign key (partner_id, library_id) references network_partner (id, library_id),
  foreign key (programme_id, library_id) references programme (id, library_id),
  foreign key (person_id, partner_id) references network_person (id, partner_id),
  unique (id, library_id)
);
create table network_task (
  id         uuid primary key,
  library_id uuid not null references organisation (id),
  role_id    uuid not null,
  what       text not null check (length(trim(what)) between 1 and 200),
  due        date not null,
  done_at    timestamptz,
  done_by    uuid references person (id),
  foreign key (role_id, library_id) references network_role (id, library_id)
);
create table network_agreement (
  id           uuid primary key,
  library_id   uuid not null references organisation (id),
  partner_id   uuid not null,
  programme_id uuid,
  title        text not null check (length(trim(title)) between 1 and 120),
  what         text not null default '' check (length(what) <= 2000),
  starts       date not null,
  ends         date not null check (ends >= starts and ends <= starts + 3660),
  agreed_on    date,
  signed_them  date,
  signed_us    date,
  ended_on     date,
  renews_id    uuid references network_agreement (id),
  foreign key (partner_id, library_id) references network_partner (id, library_id),
  foreign key (programme_id, library_id) references programme (id, library_id),
  unique (id, library_id),
  check (agreed_on is not null or (signed_them is null and signed_us is null))
);
create unique index network_agreement_renewed on network_agreement (renews_id) where renews_id is not null;
create table network_file (
  id           uuid primary key,
  library_id   uuid not null references organisation (id),
  agreement_id uuid not null,
  name         text not null check (length(name) between 1 and 200),
  media_type   text not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png', 'text/plain')),
  size         integer not null check (size between 1 and 5242880),
  sha256       bytea not null check (length(sha256) = 32),
  content      bytea not null check (length(content) = size),
  foreign key (agreement_id, library_id) references network_agreement (id, library_id)
);
create table network_contact (
  id         uuid primary key,
  library_id uuid not null references organisation (id),
  partner_id uuid not null,
  person_id  uuid,
  channel    text not null check (channel in ('phone', 'email', 'meeting', 'message')),
  day        date not null,
  words      text not null check (length(trim(words)) between 1 and 300),
  next_step  text not null default '' check (length(next_step) <= 200),
  next_on    date,
  next_done  timestamptz,
  foreign key (partner_id, library_id) references network_partner (id, library_id),
  foreign key (person_id, partner_id) references network_person (id, partner_id),
  check ((next_step = '') = (next_on is null))
);
create table network_policy (
  id              uuid primary key,
  library_id      uuid not null references organisation (id),
  municipality_id uuid not null references organisation (id),
  name            text not null check (length(trim(name)) between 1 and 120),
  goal            text not null default '' check (length(goal) <= 1000),
  reference       text not null default '' check (length(reference) <= 300),
  starts          date not null,
  ends            date check (ends >= starts),
  unique (id, library_id)
);
-- A programme that fits a policy, and why.
create table network_fit (
  id           uuid primary key,
  library_id   uuid not null references organisation (id),
  programme_id uuid not null,
  policy_id    uuid not null,
  why          text not null check (length(trim(why)) between 1 and 500),
  foreign key (programme_id, library_id) references programme (id, library_id),
  foreign key (policy_id, library_id) references network_policy (id, library_id)
);
-- What must be so for a programme to work, and what may go wrong.
create table network_point (
  id           uuid primary key,
  library_id   uuid not null references organisation (id),
  programme_id uuid not null,
  kind         text not null check (kind in ('condition', 'risk')),
  what         text not null check (length(trim(what)) between 1 and 200),
  met          boolean,
  chance       smallint check (chance between 1 and 3),
  effect       smallint check (effect between 1 and 3),
  measure      text not null default '' check (length(measure) <= 500),
  role_id      uuid,
  look_on      date,
  foreign key (programme_id, library_id) references programme (id, library_id),
  foreign key (role_id, library_id) references network_role (id, library_id),
  check (case kind when 'condition' then met is not null and chance is null and effect is null else met is null and chance is not null and effect is not null end)
);
-- How it was judged before; never changed.
create table network_judgement (
  id         uuid primary key default uuidv7(),
  library_id uuid not null references organisation (id),
  point_id   uuid not null references network_point (id),
  met        boolean,
  chance     smallint,
  effect     smallint,
  by_person  uuid references person (id),
  at         timestamptz not null default now()
);
do $$ declare t text; begin
  foreach t in array array['network_partner', 'network_person', 'network_role', 'network_task', 'network_agreement', 'network_file', 'network_contact', 'network_policy', 'network_fit', 'network_point'] loop
    execute format('alter table %I add version integer not null default 1, add by_person uuid not null references person (id), add at timestamptz not null, add removed_at timestamptz', t);
    execute format('alter table %I enable row level security', t);
    execute format('grant select, insert on %I to inbeeld_app', t);
    -- A leader keeps the network of the own library. Who made a row is who says so.
    execute format('create policy leader on %I for select to inbeeld_app using ((select app.role()) = ''programme_leader'' and library_id = (select app.organisation()))', t);
    execute format('create policy add on %I for insert to inbeeld_app with check ((select app.role()) = ''programme_leader'' and library_id = (select app.organisation()) and by_person = (select app.person()))', t);
    execute format('create policy change on %I for update to inbeeld_app using ((select app.role()) = ''programme_leader'' and library_id = (select app.organisation()))', t);
  end loop;
end $$;
grant update (organisation_id, kind, name, department, note, version, removed_at) on network_partner to inbeeld_app;
grant update (name, function, phone, email, left_on, left_at, erased_at, version, removed_at) on network_person to inbeeld_app;
grant update (partner_id, programme_id, person_id, level, starts, ends, version, removed_at) on network_role to inbeeld_app;
grant update (role_id, what, due, done_at, done_by, version, removed_at) on network_task to inbeeld_app;
grant update (partner_id, programme_id, title, what, starts, ends, agreed_on, signed_them, signed_us, ended_on, renews_id, version, removed_at) on network_agreement to inbeeld_app;
grant update (removed_at) on network_file to inbeeld_app;
grant update (next_done, removed_at) on network_contact to inbeeld_app;
grant update (municipality_id, name, goal, reference, starts, ends, version, removed_at) on network_policy to inbeeld_app;
grant update (programme_id, policy_id, why, version, removed_at) on network_fit to inbeeld_app;
grant update (what, met, chance, effect, measure, role_id, look_on, version, removed_at) on network_point to inbeeld_app;
create index network_partner_library on network_partner (library_id, name, id) where removed_at is null;
create index network_person_partner on network_person (partner_id);
create index network_person_left on network_person (left_at) where erased_at is null and left_at is not null;
create index network_role_programme on network_role (programme_id, level) where removed_at is null;
create index network_role_partner on network_role (partner_id);
create index network_role_person on network_role (person_id) where person_id is not null;
create index network_task_library on network_task (library_id, due, id) where removed_at is null;
create index network_task_role on network_task (role_id);
create index network_agreement_library on network_agreement (library_id, ends, id) where removed_at is null;
create index network_agreement_partner on network_agreement (partner_id);
create index network_file_agreement on network_file (agreement_id) where removed_at is null;
create index network_contact_library on network_contact (library_id, day desc, id desc) where removed_at is null;
create index network_contact_partner on network_contact (partner_id, day desc, id desc) where removed_at is null;
create index network_contact_next on network_contact (library_id, next_on) where next_on is not null and next_done is null and removed_at is null;
create index network_policy_library on network_policy (library_id, name, id) where removed_at is null;
create index network_policy_municipality on network_policy (municipality_id);
create unique index network_fit_once on network_fit (programme_id, policy_id) where removed_at is null;
create index network_fit_policy on network_fit (policy_id);
create index network_point_programme on network_point (programme_id, kind) where removed_at is null;
create index network_judgement_point on network_judgement (point_id, id);

create function app.network_judged() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' or (old.met, old.chance, old.effect) is distinct from (new.met, new.chance, new.effect) then
    insert into network_judgement (library_id, point_id, met, chance, effect, by_person, at) values (new.library_id, new.id, new.met, new.chance, new.effect, coalesce(app.person(), new.by_person), case tg_op when 'INSERT' then new.at else now() end);
  end if;
  return null;
end $$;
create trigger network_judged after insert or update on network_point for each row execute function app.network_judged();
