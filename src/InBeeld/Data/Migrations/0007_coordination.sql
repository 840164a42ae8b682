-- Signals and cases: who signalled what about which child, who leads, what is done by whom before when.
-- A case is for care. Access: the coordinator of the municipality, the leader of the leading team, and who has a task in it, for as long as that task lasts.

-- The membership in which somebody works now is a scope too: a task in a case ends with it. Leerplicht/RMC sees, besides own cases, the signals of the municipality
-- that wait for intake: a scope of its own per municipality.
create function app.intake_scope(town uuid) returns uuid language sql immutable parallel safe as $$ select md5('intake:' || town)::uuid $$;
create function app.membership() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('inbeeld.membership', true), '')::uuid
$$;
-- The municipality (organisation) in which one's own organisation lies.
create function app.town() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('inbeeld.town', true), '')::uuid
$$;

-- As in 0002, with membership and municipality in the frame. app.notices_waiting stands in 0015.
create or replace function app.enter(session_id uuid) returns table (
  person_id uuid, given_name text, prefix text, surname text, language text, membership_id uuid, role text,
  organisation_id uuid, organisation_kind text, organisation_name text, municipality_code text, holiday_region text, strong boolean, second_factor_first boolean, memberships integer, notices integer, groups uuid[])
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s session; p person; m membership; o organisation; scopes uuid[]; own uuid[] := '{}'; f integer; bit integer; idle interval; required boolean; weak boolean; town uuid; today date := (now() at time zone 'Europe/Amsterdam')::date;
begin
  select * into s from session where id = session_id;
  select make_interval(mins => (max(value #>> '{}') filter (where key = 'session.idle_minutes'))::integer), coalesce(max(value #>> '{}') filter (where key = 'session.second_factor'), 'required') <> 'optional'
    into idle, required from setting where key in ('session.idle_minutes', 'session.second_factor');
  if s.id is null or s.ended_at is not null or s.ends_at <= now() or s.last_seen_at + idle <= now() then return; end if;
  select * into p from person where id = s.person_id;
  if p.closed_at is not null then return; end if;
  if s.last_seen_at < now() - interval '1 minute' then update session set last_seen_at = now() where id = s.id; end if;
  if s.membership_id is not null then
    select * into m from membership x where x.id = s.membership_id and x.person_id = p.id and x.starts <= today and (x.ends is null or x.ends >= today);
    select * into o from organisation x where x.id = m.organisation_id and x.is_on;
  end if;
  if o.id is null then m := null; end if;
  -- With a password only, where more is asked: somebody, but with no role and no child in sight.
  weak := required and not s.strong and not p.is_demo;
  f := app.role_facets(coalesce(m.role, ''));
  if m.role in ('coordinator', 'enforcement', 'team_lead', 'caseworker', 'attendance', 'partner', 'library', 'library_planner') then
    select x.id into town from organisation x where x.kind = 'municipality' and x.code = o.municipality_code;
  end if;
  if m.role = 'teacher' then
    select coalesce(array_agg(g.group_id), '{}') into own from group_teacher g
      where g.person_id = p.id and g.school_id = o.id and g.starts <= today and (g.ends is null or g.ends >= today);
    scopes := own;
  elsif m.role = 'attendance' then scopes := array[app.intake_scope(town)];
  elsif f > 0 then scopes := array[o.id];
  else scopes := '{}'; end if;
  perform set_config('inbeeld.person', p.id::text, true),
          set_config('inbeeld.organisation', coalesce(o.id::text, ''), true),
          set_config('inbeeld.membership', case when weak then '' else coalesce(m.id::text, '') end, true),
          set_config('inbeeld.town', case when weak then '' else coalesce(town::text, '') end, true),
          set_config('inbeeld.role', case when weak then '' else coalesce(m.role, '') end, true);
  foreach bit in array array[1, 2, 4, 8, 16, 32] loop
    -- A person's own id is a scope too: that of emergency access; and the membership: that of tasks in cases. Their facets stand in the involvement itself.
    -- It ends with the role in which it was taken.
    perform set_config('inbeeld.scopes_' || bit, (case when m.id is null or weak then '{}' when f & bit <> 0 then scopes || p.id || m.id else array[p.id, m.id] end)::text, true);
  end loop;
  return query select p.id, p.given_name, p.prefix, p.surname, p.language, m.id, coalesce(m.role, ''), o.id, o.kind, o.name, o.municipality_code, o.holiday_region, s.strong, weak,
    (select count(*)::integer from membership x join organisation y on y.id = x.organisation_id where x.person_id = p.id and x.starts <= today and (x.ends is null or x.ends >= today) and y.is_on),
    app.notices_waiting(),
    own;
end $$;

-- Who has the facet care may call the family; for the other facets nothing changes. The state of the child (not the notes of its school) belongs to care too.
create policy care_contact on family for select to inbeeld_app using (
  exists (select 1 from pupil p join involvement i on i.pupil_id = p.id where p.family_id = family.id and i.scope_id = any ((select app.scopes(8))::uuid[]) and i.facets & 8 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now())));
create policy care_contact on contact_person for select to inbeeld_app using (
  exists (select 1 from pupil p join involvement i on i.pupil_id = p.id where p.family_id = contact_person.family_id and i.scope_id = any ((select app.scopes(8))::uuid[]) and i.facets & 8 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now())));
create policy care on pupil_state for select to inbeeld_app using (
  exists (select 1 from involvement i where i.pupil_id = pupil_state.pupil_id and i.scope_id = any ((select app.scopes(8))::uuid[]) and i.facets & 8 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now())));
-- A worry is between a teacher and the care professional of the school.
drop policy see on worry;
drop policy change on worry;
create policy see on worry for select to inbeeld_app using ((by_person = (select app.person()) and app.may(pupil_id, 2)) or (app.may(pupil_id, 8) and (school_id = (select app.organisation()) or app.may(pupil_id, 2))));
create policy change on worry for update to inbeeld_app using (app.may(pupil_id, 8) and (school_id = (select app.organisation()) or app.may(pupil_id, 2)));
-- Needs and helpers are noted by the school; who works on a case reads them.
drop policy care on helper;
create policy care on helper for select to inbeeld_app using (
  exists (select 1 from involvement i where i.pupil_id = helper.pupil_id and i.scope_id = any ((select app.scopes(8))::uuid[]) and i.facets & 8 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now())));
create policy add on helper for insert to inbeeld_app with check (app.may(pupil_id, 8) and app.may(pupil_id, 2));
create policy change on helper for update to inbeeld_app using (app.may(pupil_id, 8) and app.may(pupil_id, 2));

-- How a municipality works. Without a row the defaults of CoordinationSettings hold.
create table coordination_setting (
  municipality_id  uuid primary key references organisation (id),
  answer_days      smallint not null default 2 check (answer_days between 1 and 20),
  look_at_closing  boolean not null default false,
  version          integer not null default 1
);
grant select, insert, update on coordination_setting to inbeeld_app;
alter table coordination_setting enable row level security;
create policy readable on coordination_setting for select to inbeeld_app using (municipality_id = (select app.town()));
create policy own on coordination_setting for insert to inbeeld_app with check (municipality_id = (select app.organisation()) and (select app.role()) = 'coordinator');
create policy own_change on coordination_setting for update to inbeeld_app using (municipality_id = (select app.organisation()) and (select app.role()) = 'coordinator');

-- What a visitor must know on the day of a visit; the ones in force are acknowledged before the visit is recorded.
create table guideline (
  id              uuid primary key default uuidv7(),
  municipality_id uuid not null references organisation (id),
  title           text not null check (length(title) between 1 and 200),
  words           text not null check (length(words) between 1 and 8000),
  starts          date not null,
  ends            date check (ends >= starts),
  version         integer not null default 1
);
create index guideline_municipality on guideline (municipality_id, starts);
grant select, insert, update on guideline to inbeeld_app;
alter table guideline enable row level security;
create policy readable on guideline for select to inbeeld_app using (municipality_id = (select app.town()));
create policy add on guideline for insert to inbeeld_app with check (municipality_id = (select app.organisation()) and (select app.role()) = 'coordinator');
create policy change on guideline for update to inbeeld_app using (municipality_id = (select app.organisation()) and (select app.role()) = 'coordinator');

-- Eight characters without look-alikes, so that a receipt can be read out on the phone: 28^8, and a guess is limited per address.
create function app.receipt() returns text language sql volatile as $$
  select substr(x, 1, 4) || '-' || substr(x, 5) from (
    select string_agg(substr('23456789BCDFGHJKMNPQRSTVWXYZ', 1 + get_byte(b, i) % 28, 1), '' order by i) as x
    from (select uuid_send(gen_random_uuid()) as b) r, unnest(array[0, 1, 2, 3, 4, 5, 10, 11]) as i) made
$$;

create table signal (
  id                uuid primary key default uuidv7(),
  receipt           text not null unique default app.receipt(),
  municipality_id   uuid not null references organisation (id),
  -- Why this municipality: the child lives there, or the residence is not known and its school stands there, or somebody chose it.
  routed            text not null check (routed in ('residence', 'school', 'chosen')),
  source            text not null check (source in ('school', 'mbo', 'partnership', 'childcare', 'institution', 'third', 'municipality')),
  organisation_id   uuid references organisation (id),
  by_membership     uuid references membership (id),
  by_person         uuid references person (id),
  -- The child: known, or as the one who signals says.
  pupil_id          uuid references pupil (id),
  given_name        text not null default '' check (length(given_name) <= 200),
  prefix            text not null default '' check (length(prefix) <= 40),
  surname           text not null default '' check (length(surname) <= 200),
  birth_date        date,
  school_name       text not null default '' check (length(school_name) <= 200),
  address           text not null default '' check (length(address) <= 200),
  postcode          text not null default '' check (length(postcode) <= 7),
  place             text not null default '' check (length(place) <= 100),
  phone             text not null default '' check (length(phone) <= 40),
  search_key        text not null default '',
  -- Who signalled without an account.
  reporter_name     text not null default '' check (length(reporter_name) <= 200),
  reporter_contact  text not null default '' check (length(reporter_contact) <= 200),
  reporter_relation text not null default '' check (length(reporter_relation) <= 200),
  reason            text not null check (reason in ('not_reached', 'absent', 'no_school', 'home', 'learning', 'help', 'arrival', 'other')),
  words             text not null check (length(words) between 1 and 4000),
  did               text not null default '' check (length(did) <= 4000),
  thinks_of         text not null default '' check (thinks_of in ('', 'neighbourhood', 'youth', 'attendance', 'childcare', 'place', 'device', 'mentor', 'programme')),
  family_knows      text not null check (family_knows in ('yes', 'soon', 'no', 'unknown')),
  family_why        text not null default '' check (length(family_why) <= 1000),
  -- [{"day","channel","reached"}] of the contact log, without the notes.
  tried             jsonb not null default '[]',
  -- Of an mbo college: {"since","hours","support","validReason": "missing" | "unclear"}.
  absence           jsonb,
  urgency           smallint not null check (urgency between 1 and 3),
  decide_by         timestamptz not null,
  state             text not null default 'new' check (state in ('new', 'brought_in', 'case', 'ended')),
  intake_by         uuid references membership (id),
  intake_at         timestamptz,
  intake_party      uuid references organisation (id),
  case_id           uuid,
  ended_at          timestamptz,
  ended_by          uuid references membership (id),
  end_reason        text not null default '' check (end_reason in ('', 'joined', 'advice', 'known', 'no_need', 'mistake', 'passed_on')),
  of_use            text not null default '' check (of_use in ('', 'yes', 'partly', 'no')),
  use_note          text not null default '' check (length(use_note) <= 1000),
  at                timestamptz not null default now(),
  version           integer not null default 1,
  check (pupil_id is not null or surname <> '' or given_name <> ''),
  check ((state = 'ended') = (end_reason <> '') or state = 'case')
);
create index signal_queue on signal (municipality_id, state, decide_by, id) where state in ('new', 'brought_in');
create index signal_all on signal (municipality_id, at desc, id);
create index signal_pupil on signal (pupil_id);
create index signal_organisation on signal (organisation_id, at desc);
create index signal_case on signal (case_id) where case_id is not null;
create index signal_double on signal (municipality_id, birth_date) where pupil_id is null;

-- What the municipality wrote with it: never for who signalled, who may read the row of the signal.
create table signal_note (
  signal_id   uuid primary key references signal (id),
  intake_note text not null default '' check (length(intake_note) <= 4000),
  end_note    text not null default '' check (length(end_note) <= 4000)
);

create table care_case (
  id                   uuid primary key default uuidv7(),
  number               bigint generated always as identity unique,
  municipality_id      uuid not null references organisation (id),
  pupil_id             uuid not null references pupil (id),
  kind                 text not null check (kind in ('not_reached', 'absent', 'no_school', 'home', 'learning', 'help', 'arrival', 'other')),
  urgency              smallint not null check (urgency between 1 and 3),
  state                text not null default 'open' check (state in ('open', 'closing', 'closed')),
  -- Exactly one party and one named person, always. When the person has left, the one who steps in is computed when read (app.lead_of).
  lead_organisation_id uuid not null references organisation (id),
  lead_membership_id   uuid not null references membership (id),
  lead_state           text not null check (lead_state in ('asked', 'accepted', 'returned')),
  lead_since           timestamptz not null,
  lead_answer_by       date,
  decided_by           uuid not null references membership (id),
  decided_at           timestamptz not null,
  decided_why          text not null check (length(decided_why) between 1 and 4000),
  address              text not null default '' check (length(address) <= 200),
  postcode             text not null default '' check (length(postcode) <= 7),
  place                text not null default '' check (length(place) <= 100),
  phone                text not null default '' check (length(phone) <= 40),
  family_knows         text not null default 'unknown' check (family_knows in ('yes', 'soon', 'no', 'unknown')),
  -- The first open date of its steps, kept by trigger; with the lead's answer that is waited for.
  next_due             date,
  open_steps           integer not null default 0,
  opened_at            timestamptz not null,
  closing_by           uuid references membership (id),
  closing_at           timestamptz,
  outcome              text not null default '' check (outcome in ('', 'in_view', 'support', 'school', 'moved', 'transferred', 'no_need', 'declined', 'not_found')),
  outcome_note         text not null default '' check (length(outcome_note) <= 4000),
  closed_at            timestamptz,
  closed_by            uuid references membership (id),
  -- Who led looks back for a week.
  lead_sees_until      timestamptz,
  reopened_at          timestamptz,
  version              integer not null default 1,
  check ((state = 'closed') = (closed_at is not null)),
  check (state = 'open' or outcome <> '')
);
create index care_case_list on care_case (municipality_id, state, next_due, id);
create index care_case_lead on care_case (lead_membership_id, state, next_due);
create index care_case_team on care_case (lead_organisation_id, state, next_due);
create index care_case_pupil on care_case (pupil_id);
create unique index care_case_one_open on care_case (municipality_id, pupil_id) where state <> 'closed';
alter table signal add foreign key (case_id) references care_case (id);

-- Who has a task in a case, in which membership. The lead is one of them.
create table case_participant (
  id            uuid primary key default uuidv7(),
  case_id       uuid not null references care_case (id),
  membership_id uuid not null references membership (id),
  task          text not null check (task in ('lead', 'step')),
  source_id     uuid,
  starts        timestamptz not null default now(),
  ends          timestamptz
);
create index case_participant_case on case_participant (case_id);
create index case_participant_membership on case_participant (membership_id) where ends is null;
create unique index case_participant_one_lead on case_participant (case_id) where task = 'lead' and ends is null;
create unique index case_participant_once on case_participant (case_id, membership_id, task, source_id) nulls not distinct where ends is null;

create table case_step (
  id                   uuid primary key default uuidv7(),
  case_id              uuid not null references care_case (id),
  kind                 text not null check (kind in ('inform', 'phone', 'door', 'talk', 'agree', 'follow', 'other')),
  title                text not null check (length(title) between 1 and 200),
  owner_id             uuid not null references membership (id),
  companion_id         uuid references membership (id),
  due_on               date not null,
  due_at               time,
  place                text not null default '' check (length(place) <= 300),
  state                text not null default 'open' check (state in ('open', 'done', 'dropped')),
  outcome              text not null default '' check (outcome in ('', 'reached_child', 'reached_parent', 'nobody', 'refused', 'moved', 'done')),
  note                 text not null default '' check (length(note) <= 4000),
  guidelines           uuid[] not null default '{}',
  guidelines_at        timestamptz,
  done_at              timestamptz,
  done_by              uuid references membership (id),
  from_template        boolean not null default false,
  created_at           timestamptz not null default now(),
  version              integer not null default 1,
  check ((state = 'open') = (done_at is null))
);
create index case_step_case on case_step (case_id, due_on);
create index case_step_owner on case_step (owner_id, due_on) where state = 'open';
create index case_step_companion on case_step (companion_id, due_on) where state = 'open' and companion_id is not null;

create table case_agreement (
  id           uuid primary key default uuidv7(),
  case_id      uuid not null references care_case (id),
  kind         text not null check (kind in ('childcare', 'place', 'device', 'mentor', 'programme', 'local_team', 'safe_home', 'youth_care', 'school', 'other')),
  party        text not null default '' check (length(party) <= 200),
  what         text not null check (length(what) between 1 and 500),
  review_on    date not null,
  state        text not null default 'agreed' check (state in ('agreed', 'running', 'ended', 'refused')),
  route_id     uuid,
  note         text not null default '' check (length(note) <= 2000),
  by_member    uuid not null references membership (id),
  at           timestamptz not null default now(),
  ended_at     timestamptz,
  version      integer not null default 1
);
create index case_agreement_case on case_agreement (case_id);

-- Everything that happened, in one line each; what was decided apart from the rest.
create table case_event (
  id              uuid primary key default uuidv7(),
  case_id         uuid not null references care_case (id),
  at              timestamptz not null default now(),
  kind            text not null,
  decision        boolean not null default false,
  by_member       uuid references membership (id),
  args            jsonb not null default '[]',
  words           text not null default '' check (length(words) <= 4000)
);
create index case_event_case on case_event (case_id, at desc, id desc);

create table case_file (
  id         uuid primary key default uuidv7(),
  case_id    uuid not null references care_case (id),
  name       text not null check (length(name) between 1 and 200),
  media_type text not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png', 'text/plain')),
  size       integer not null check (size between 1 and 5242880),
  sha256     bytea not null,
  content    bytea not null,
  by_member  uuid not null references membership (id),
  at         timestamptz not null default now(),
  removed_at timestamptz,
  removed_by uuid references membership (id)
);
create index case_file_case on case_file (case_id) where removed_at is null;

-- A working list that somebody saved: the filters as they stand in the address.
create table working_list (
  id              uuid primary key default uuidv7(),
  organisation_id uuid not null references organisation (id),
  person_id       uuid not null references person (id),
  name            text not null check (length(name) between 1 and 100),
  query           text not null check (length(query) <= 500),
  shared          boolean not null default false,
  at              timestamptz not null default now(),
  removed_at      timestamptz
);
create index working_list_organisation on working_list (organisation_id) where removed_at is null;

create table case_transfer (
  id              uuid primary key default uuidv7(),
  case_id         uuid not null references care_case (id),
  from_id         uuid not null references organisation (id),
  to_id           uuid not null references organisation (id),
  ground          text not null check (ground in ('consent', 'task', 'safety')),
  ground_words    text not null check (length(ground_words) between 1 and 2000),
  words           text not null default '' check (length(words) <= 4000),
  state           text not null default 'asked' check (state in ('asked', 'accepted', 'refused', 'withdrawn')),
  asked_by        uuid not null references membership (id),
  asked_at        timestamptz not null default now(),
  answered_by     uuid references membership (id),
  answered_at     timestamptz,
  answer          text not null default '' check (length(answer) <= 2000),
  signal_id       uuid references signal (id),
  version         integer not null default 1,
  check (from_id <> to_id)
);
create index case_transfer_from on case_transfer (from_id, state);
create index case_transfer_to on case_transfer (to_id, state);
create unique index case_transfer_once on case_transfer (case_id) where state = 'asked';

-- Involvement follows from signals, cases and tasks. Identity, needs and care: 1 | 4 | 8. Of a closed case the municipality sees the name for another year.
create function app.signal_involves() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update involvement i set ends = now() where i.source_id = new.id and (i.ends is null or i.ends > now())
    and (new.pupil_id is null or new.state not in ('new', 'brought_in') or i.pupil_id <> new.pupil_id or i.scope_id not in (new.municipality_id, app.intake_scope(new.municipality_id)));
  if new.pupil_id is not null and new.state in ('new', 'brought_in') then
    insert into involvement (pupil_id, scope_id, facets, reason, source_id)
      select new.pupil_id, s, 1 | 4 | 8, 'signal', new.id from unnest(array[new.municipality_id, app.intake_scope(new.municipality_id)]) as s
      where not exists (select 1 from involvement i where i.source_id = new.id and i.scope_id = s and i.ends is null);
  end if;
  return null;
end $$;
create trigger signal_involves after insert or update of state, pupil_id, municipality_id on signal for each row execute function app.signal_involves();

create function app.case_closes() returns trigger language plpgsql as $$
begin
  new.lead_sees_until := case when new.state = 'closed' then coalesce(old.lead_sees_until, now() + interval '7 days') end;
  return new;
end $$;
create trigger case_closes before update of state on care_case for each row execute function app.case_closes();

create function app.case_involves() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update involvement i set ends = now() where i.source_id = new.id and (i.ends is null or i.ends > now())
    and ((new.state = 'closed') <> (i.reason = 'closed_case') or i.scope_id not in (new.municipality_id, new.lead_organisation_id));
  if new.state = 'closed' then
    insert into involvement (pupil_id, scope_id, facets, reason, source_id, ends)
      select new.pupil_id, new.municipality_id, 1, 'closed_case', new.id, now() + interval '1 year'
      where not exists (select 1 from involvement i where i.source_id = new.id and i.reason = 'closed_case' and i.ends > now());
    update case_participant set ends = now() where case_id = new.id and ends is null;
    -- Nobody takes over what is closed.
    update case_transfer set state = 'withdrawn', version = version + 1 where case_id = new.id and state = 'asked';
  else
    insert into involvement (pupil_id, scope_id, facets, reason, source_id)
      select distinct new.pupil_id, s, 1 | 4 | 8, 'case', new.id from unnest(array[new.municipality_id, new.lead_organisation_id]) as s
      where not exists (select 1 from involvement i where i.source_id = new.id and i.scope_id = s and i.reason = 'case' and i.ends is null);
  end if;
  return null;
end $$;
create trigger case_involves after insert or update of state, lead_organisation_id on care_case for each row execute function app.case_involves();

-- The one who leads sees what care needs; who has a step the name. What else a visit needs is given by app.case_contacts.
create function app.participant_involves() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.ends is null and tg_op = 'INSERT' then
    insert into involvement (pupil_id, scope_id, facets, reason, source_id)
      select c.pupil_id, new.membership_id, case new.task when 'lead' then 1 | 4 | 8 else 1 end, 'case', new.id from care_case c where c.id = new.case_id;
  elsif new.ends is not null then
    update involvement set ends = now() where source_id = new.id and ends is null;
  end if;
  return null;
end $$;
create trigger participant_involves after insert or update of ends on case_participant for each row execute function app.participant_involves();

-- The participants follow from the case and its open steps, so that a task and what one may see of it never differ.
create function app.case_lead_participates() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update case_participant set ends = now() where case_id = new.id and task = 'lead' and ends is null and (membership_id <> new.lead_membership_id or new.state = 'closed');
  if new.state <> 'closed' then
    insert into case_participant (case_id, membership_id, task) values (new.id, new.lead_membership_id, 'lead') on conflict do nothing;
  end if;
  return null;
end $$;
create trigger case_lead_participates after insert or update of lead_membership_id, state on care_case for each row execute function app.case_lead_participates();

create function app.step_participates() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update case_participant set ends = now() where source_id = new.id and ends is null
    and (new.state <> 'open' or membership_id not in (new.owner_id, coalesce(new.companion_id, new.owner_id)));
  if new.state = 'open' then
    insert into case_participant (case_id, membership_id, task, source_id)
      select new.case_id, m, 'step', new.id from unnest(array[new.owner_id, new.companion_id]) as m where m is not null on conflict do nothing;
  end if;
  update care_case c set next_due = x.due, open_steps = x.n
    from (select min(s.due_on) as due, count(*)::integer as n from case_step s where s.case_id = new.case_id and s.state = 'open') x
    where c.id = new.case_id and (c.next_due is distinct from x.due or c.open_steps <> x.n);
  return null;
end $$;
create trigger step_participates after insert or update of state, owner_id, companion_id, due_on on case_step for each row execute function app.step_participates();

alter table signal enable row level security;
alter table signal_note enable row level security;
alter table care_case enable row level security;
alter table case_participant enable row level security;
alter table case_step enable row level security;
alter table case_agreement enable row level security;
alter table case_event enable row level security;
alter table case_file enable row level security;
alter table working_list enable row level security;
alter table case_transfer enable row level security;
grant select, insert on signal, care_case, case_step, case_agreement, case_event, case_file, working_list, case_transfer to inbeeld_app;
grant select on case_participant to inbeeld_app;
grant select, insert, update on signal_note to inbeeld_app;
grant update (municipality_id, routed, pupil_id, urgency, decide_by, state, intake_by, intake_at, intake_party, case_id, ended_at, ended_by, end_reason, of_use, use_note, version) on signal to inbeeld_app;
grant update (urgency, state, address, postcode, place, phone, family_knows,
  closing_by, closing_at, outcome, outcome_note, closed_at, closed_by, reopened_at, version) on care_case to inbeeld_app;
grant update (kind, title, owner_id, companion_id, due_on, due_at, place, state, outcome, note, guidelines, guidelines_at, done_at, done_by, version) on case_step to inbeeld_app;
grant update (party, what, review_on, state, route_id, note, ended_at, version) on case_agreement to inbeeld_app;
grant update (removed_at, removed_by) on case_file to inbeeld_app;
grant update (name, query, shared, removed_at) on working_list to inbeeld_app;
grant update (state, answered_by, answered_at, answer, signal_id, version) on case_transfer to inbeeld_app;

-- A signal: the municipality that has it (coordinator, and leerplicht/RMC until it is decided), and who signalled: the person, and for the school its care
-- professional and principal, for a partner its people. Who leads the case reads it by app.signals_of_case.
create policy municipality on signal to inbeeld_app using (
  ((select app.role()) = 'coordinator' and municipality_id = (select app.organisation()))
  or ((select app.role()) = 'attendance' and municipality_id = (select app.town()) and state in ('new', 'brought_in')));
create policy municipality on signal_note to inbeeld_app using (exists (select 1 from signal s where s.id = signal_note.signal_id
  and (((select app.role()) = 'coordinator' and s.municipality_id = (select app.organisation()))
    or ((select app.role()) = 'attendance' and s.municipality_id = (select app.town()) and s.state in ('new', 'brought_in')))));
create policy own on signal for select to inbeeld_app using (
  organisation_id = (select app.organisation()) and ((select app.role()) in ('care', 'principal', 'partner')
    or ((select app.role()) in ('teacher', 'team_lead', 'caseworker', 'attendance') and by_person = (select app.person()))));
-- In one's own name, about a child one sees (or nobody known yet), to a municipality that works with InBeeld.
create policy add on signal for insert to inbeeld_app with check (
  by_person = (select app.person()) and by_membership = (select app.membership()) and organisation_id = (select app.organisation()) and state = 'new'
  and (select app.role()) in ('teacher', 'care', 'principal', 'partner', 'coordinator', 'attendance', 'team_lead', 'caseworker')
  and (pupil_id is null or app.may(pupil_id, 1)));
-- Whether it was of use is said by who signalled; nothing else of it changes.
create policy say_use on signal for update to inbeeld_app using (
  organisation_id = (select app.organisation()) and by_person = (select app.person())) with check (organisation_id = (select app.organisation()) and by_person = (select app.person()));
create function app.signal_guard() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if session_user = 'inbeeld_app' and not (app.role() = 'coordinator' and old.municipality_id = app.organisation())
      and not (app.role() = 'attendance' and old.municipality_id = app.town() and old.state in ('new', 'brought_in'))
      and (to_jsonb(new) - array['of_use', 'use_note', 'version']) <> (to_jsonb(old) - array['of_use', 'use_note', 'version']) then
    raise exception 'not allowed' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger signal_guard before update on signal for each row execute function app.signal_guard();

-- Wholly: the coordinator, the leader of the leading team, who leads (a week longer than the case, to look back). In part (name, own step): who has a step.
create policy wholly on care_case to inbeeld_app using (
  ((select app.role()) = 'coordinator' and municipality_id = (select app.organisation()))
  or ((select app.role()) = 'team_lead' and lead_organisation_id = (select app.organisation()))
  or ((select app.role()) in ('caseworker', 'attendance', 'team_lead') and lead_membership_id = (select app.membership()) and (state <> 'closed' or lead_sees_until > now())))
  with check (
  ((select app.role()) = 'coordinator' and municipality_id = (select app.organisation()))
  or ((select app.role()) in ('caseworker', 'attendance', 'team_lead') and lead_organisation_id = (select app.organisation())));
create policy only_the_municipality_begins on care_case as restrictive for insert to inbeeld_app with check ((select app.role()) = 'coordinator' and municipality_id = (select app.organisation()));
create policy in_part on care_case for select to inbeeld_app using (
  exists (select 1 from case_participant p where p.case_id = care_case.id and p.membership_id = (select app.membership()) and p.ends is null));
create policy own on case_participant for select to inbeeld_app using (membership_id = (select app.membership()));

-- Asked by the policies of what stands in a case.
create function app.case_wholly(the_case uuid) returns boolean
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
  select exists (select 1 from care_case c where c.id = the_case and (
    (app.role() = 'coordinator' and c.municipality_id = app.organisation())
    or (app.role() = 'team_lead' and c.lead_organisation_id = app.organisation())
    or (app.role() in ('caseworker', 'attendance', 'team_lead') and c.lead_membership_id = app.membership() and (c.state <> 'closed' or c.lead_sees_until > now()))))
$$;
revoke all on function app.case_wholly(uuid) from public;
grant execute on function app.case_wholly(uuid) to inbeeld_app;
-- Whoever changes a case waits for the one who is changing it. False: not for whom asks.
create function app.lock_case(the_case uuid) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if not app.case_wholly(the_case) then return false; end if;
  perform 1 from care_case c where c.id = the_case for update;
  return true;
end $$;
revoke all on function app.lock_case(uuid) from public;
grant execute on function app.lock_case(uuid) to inbeeld_app;
create policy participants_of_case on case_participant for select to inbeeld_app using (app.case_wholly(case_id));
create policy wholly on case_step to inbeeld_app using (app.case_wholly(case_id));
-- A step that is done is no longer one's own business, but for the moment in which it is recorded.
create policy own on case_step for select to inbeeld_app using (owner_id = (select app.membership()) or companion_id = (select app.membership()));
create policy own_change on case_step for update to inbeeld_app using (owner_id = (select app.membership()) and state = 'open') with check (owner_id = (select app.membership()));
create policy wholly on case_agreement to inbeeld_app using (app.case_wholly(case_id));
create policy wholly on case_event for select to inbeeld_app using (app.case_wholly(case_id));
-- Who has a step may say that it is done.
create policy add on case_event for insert to inbeeld_app with check (by_member = (select app.membership())
  and (app.case_wholly(case_id) or exists (select 1 from care_case c where c.id = case_event.case_id)));
create policy wholly on case_file to inbeeld_app using (app.case_wholly(case_id));
create policy own_name on case_file as restrictive for insert to inbeeld_app with check (by_member = (select app.membership()));
create policy own on working_list to inbeeld_app using (organisation_id = (select app.organisation()) and person_id = (select app.person()));
create policy shared on working_list for select to inbeeld_app using (organisation_id = (select app.organisation()) and shared and removed_at is null);
create policy both_sides on case_transfer for select to inbeeld_app using ((select app.role()) = 'coordinator' and (select app.organisation()) in (from_id, to_id));
create policy ask on case_transfer for insert to inbeeld_app with check ((select app.role()) = 'coordinator' and from_id = (select app.organisation()) and state = 'asked'
  and exists (select 1 from care_case c where c.id = case_id and c.municipality_id = from_id and c.state <> 'closed'));
create policy answer on case_transfer for update to inbeeld_app using ((select app.role()) = 'coordinator' and (select app.organisation()) in (from_id, to_id));

-- Tasks are given to people of teams in the own municipality and to its coordinators, in a role that lasts.
create function app.may_take_part(the_case uuid, of_membership uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from care_case c join organisation t on t.id = c.municipality_id
    join membership m on m.id = of_membership and m.role in ('coordinator', 'team_lead', 'caseworker', 'attendance') and (m.ends is null or m.ends >= (now() at time zone 'Europe/Amsterdam')::date)
    join organisation o on o.id = m.organisation_id and o.is_on and o.municipality_code = t.municipality_code and o.kind in ('municipality', 'team') where c.id = the_case)
$$;
revoke all on function app.may_take_part(uuid, uuid) from public;
grant execute on function app.may_take_part(uuid, uuid) to inbeeld_app;
create function app.tasks_stay_near() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if session_user <> 'inbeeld_app' then return null; end if;
  if tg_table_name = 'case_step' then
    if (tg_op = 'INSERT' or new.owner_id <> old.owner_id) and not app.may_take_part(new.case_id, new.owner_id) then raise exception 'not allowed' using errcode = '42501'; end if;
    if new.companion_id is not null and (tg_op = 'INSERT' or new.companion_id is distinct from old.companion_id) and not app.may_take_part(new.case_id, new.companion_id) then raise exception 'not allowed' using errcode = '42501'; end if;
  elsif not app.may_take_part(new.id, new.lead_membership_id) then
    raise exception 'not allowed' using errcode = '42501';
  end if;
  return null;
end $$;
create trigger tasks_stay_near after insert or update on case_step for each row execute function app.tasks_stay_near();
create trigger tasks_stay_near after insert or update of lead_membership_id on care_case for each row execute function app.tasks_stay_near();
-- The named person works for the leading party, in a role that can lead.
create function app.lead_fits() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from membership m join organisation o on o.id = m.organisation_id join organisation t on t.id = new.municipality_id
      where m.id = new.lead_membership_id and m.organisation_id = new.lead_organisation_id and m.role in ('coordinator', 'team_lead', 'caseworker', 'attendance')
        and o.municipality_code = t.municipality_code) then
    raise exception 'The lead is not of this party' using errcode = 'IB010';
  end if;
  return null;
end $$;
create trigger lead_fits after insert or update of lead_membership_id, lead_organisation_id on care_case for each row execute function app.lead_fits();

-- Another lead: decided by the coordinator, within the team by its leader, or given back by who leads (to the municipality). The row may then be out of one's own sight,
-- therefore a function. Zero: somebody changed the case meanwhile.
create function app.give_lead(the_case uuid, was_version integer, party uuid, member uuid, as_state text, moment timestamptz, answer_by date, why text) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare n integer;
begin
  if not app.case_wholly(the_case) or not app.may_take_part(the_case, member)
      or not exists (select 1 from care_case c where c.id = the_case and c.state = 'open' and (app.role() = 'coordinator' or party = c.municipality_id or (app.role() = 'team_lead' and party = c.lead_organisation_id)
        or (member = c.lead_membership_id and app.membership() = member))) then
    raise exception 'not allowed' using errcode = '42501';
  end if;
  update care_case set lead_organisation_id = party, lead_membership_id = member, lead_state = as_state, lead_since = moment, lead_answer_by = answer_by,
      decided_by = case when app.role() = 'coordinator' and as_state = 'asked' then app.membership() else decided_by end, decided_at = case when app.role() = 'coordinator' and as_state = 'asked' then moment else decided_at end,
      decided_why = case when app.role() = 'coordinator' and as_state = 'asked' and why <> '' then why else decided_why end, version = version + 1
    where id = the_case and version = was_version and state = 'open';
  get diagnostics n = row_count;
  return n;
end $$;
revoke all on function app.give_lead(uuid, integer, uuid, uuid, text, timestamptz, date, text) from public;
grant execute on function app.give_lead(uuid, integer, uuid, uuid, text, timestamptz, date, text) to inbeeld_app;

-- A line of the timeline by who changed the lead, also when the case is out of one's own sight after it: within the same transaction.
create function app.case_said(the_case uuid, what text, args jsonb, said text, moment timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if what not in ('lead', 'handed', 'accepted', 'returned') or not exists (select 1 from care_case c where c.id = the_case and c.lead_since = moment)
      or app.role() not in ('coordinator', 'team_lead', 'caseworker', 'attendance') then raise exception 'not allowed' using errcode = '42501'; end if;
  insert into case_event (case_id, at, kind, decision, by_member, args, words) values (the_case, moment, what, true, app.membership(), args, said);
end $$;
revoke all on function app.case_said(uuid, text, jsonb, text, timestamptz) from public;
grant execute on function app.case_said(uuid, text, jsonb, text, timestamptz) to inbeeld_app;

-- The child of a signal, when it is a pupil somewhere in the municipality: exactly the same name and birth date. For who decides on the signal.
create function app.signal_matches(of_signal uuid) returns table (id uuid, given_name text, prefix text, surname text, birth_date date, school_name text, group_name text, open_case uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare s signal;
begin
  select * into s from signal x where x.id = of_signal and x.pupil_id is null
    and ((app.role() = 'coordinator' and x.municipality_id = app.organisation()) or (app.role() = 'attendance' and x.municipality_id = app.town()));
  if s.id is null or s.birth_date is null then return; end if;
  return query select p.id, p.given_name, p.prefix, p.surname, p.birth_date, o.name, g.name,
      (select c.id from care_case c where c.pupil_id = p.id and c.municipality_id = s.municipality_id and c.state <> 'closed')
    from pupil p join organisation o on o.id = p.school_id left join school_group g on g.id = p.group_id
    where p.left_on is null and p.birth_date = s.birth_date and unaccent(lower(trim(p.surname))) = unaccent(lower(trim(s.surname)))
      and o.municipality_code = (select t.municipality_code from organisation t where t.id = s.municipality_id)
    order by p.id limit 5;
end $$;
revoke all on function app.signal_matches(uuid) from public;
grant execute on function app.signal_matches(uuid) to inbeeld_app;

-- The signal is about this pupil (one of the matches), or about a child that has no school here: then the municipality keeps its name itself.
create function app.name_child(of_signal uuid, child uuid, search text, sort text) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare s signal; made uuid;
begin
  select * into s from signal x where x.id = of_signal and x.pupil_id is null
    and ((app.role() = 'coordinator' and x.municipality_id = app.organisation()) or (app.role() = 'attendance' and x.municipality_id = app.town())) for update;
  if s.id is null then raise exception 'not allowed' using errcode = '42501'; end if;
  if child is not null then
    if not exists (select 1 from app.signal_matches(of_signal) m where m.id = child) then raise exception 'not allowed' using errcode = '42501'; end if;
    made := child;
  else
    insert into pupil (school_id, key, given_name, prefix, surname, birth_date, search_key, sort_key)
      values (s.municipality_id, s.receipt, s.given_name, s.prefix, s.surname, s.birth_date, search, sort) returning pupil.id into made;
  end if;
  update signal set pupil_id = made, version = version + 1 where signal.id = s.id;
  return made;
end $$;
revoke all on function app.name_child(uuid, uuid, text, text) from public;
grant execute on function app.name_child(uuid, uuid, text, text) to inbeeld_app;

-- What else there is about this child and its family in the municipality: open cases and signals of the child itself, of brothers and sisters, and of the same name
-- and birth date. For who decides: first names, and what it is; the rest opens only for who may see it.
create function app.near_signal(of_signal uuid) returns table (kind text, id uuid, relation text, given_name text, state text, at timestamptz, lead text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare s signal;
begin
  select * into s from signal x where x.id = of_signal and ((app.role() = 'coordinator' and x.municipality_id = app.organisation()) or (app.role() = 'attendance' and x.municipality_id = app.town()));
  if s.id is null then return; end if;
  return query
    select 'case'::text, c.id, case when p.id = s.pupil_id then 'same' else 'family' end, p.given_name, c.state, c.opened_at, o.name
      from pupil p join care_case c on c.pupil_id = p.id and c.municipality_id = s.municipality_id join organisation o on o.id = c.lead_organisation_id
      where s.pupil_id is not null and (p.id = s.pupil_id or p.family_id = (select x.family_id from pupil x where x.id = s.pupil_id))
    union all
    select 'signal', x.id, case when x.pupil_id = s.pupil_id then 'same' else 'family' end, p.given_name, x.state, x.at, ''
      from pupil p join signal x on x.pupil_id = p.id and x.municipality_id = s.municipality_id and x.state in ('new', 'brought_in') and x.id <> s.id
      where s.pupil_id is not null and (p.id = s.pupil_id or p.family_id = (select y.family_id from pupil y where y.id = s.pupil_id))
    union all
    select 'signal', x.id, 'name', x.given_name, x.state, x.at, '' from signal x
      where s.birth_date is not null and x.id <> s.id and x.municipality_id = s.municipality_id and x.birth_date = s.birth_date and x.pupil_id is null and x.search_key = s.search_key and x.state in ('new', 'brought_in');
end $$;
revoke all on function app.near_signal(uuid) from public;
grant execute on function app.near_signal(uuid) to inbeeld_app;

-- What who signalled hears: received, who leads, closed. Never the content.
create function app.signal_feedback(signals uuid[]) returns table (signal_id uuid, received_at timestamptz, lead_party text, lead_since timestamptz, closed_at timestamptz, ended_at timestamptz, end_reason text)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, s.at, case when c.lead_state = 'accepted' or c.state = 'closed' then o.name end, case when c.lead_state = 'accepted' or c.state = 'closed' then c.lead_since end, c.closed_at, s.ended_at, s.end_reason
  from signal s left join care_case c on c.id = s.case_id left join organisation o on o.id = c.lead_organisation_id
  where s.id = any (signals) and s.organisation_id = app.organisation()
    and (s.by_person = app.person() or app.role() in ('care', 'principal', 'partner'))
$$;
revoke all on function app.signal_feedback(uuid[]) from public;
grant execute on function app.signal_feedback(uuid[]) to inbeeld_app;

-- The signals of a case, for who may see the case wholly; who signalled without an account is named to the coordinator only.
create function app.signals_of_case(of_case uuid) returns table (id uuid, at timestamptz, source text, organisation text, person text, reason text, words text, did text, thinks_of text, family_knows text, family_why text, tried jsonb, absence jsonb, urgency smallint)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, s.at, s.source, coalesce(o.name, ''), case when s.source = 'third' then case when app.role() = 'coordinator' then s.reporter_name else '' end
      else trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)) end,
    s.reason, s.words, s.did, s.thinks_of, s.family_knows, s.family_why, s.tried, s.absence, s.urgency
  from signal s left join organisation o on o.id = s.organisation_id left join person p on p.id = s.by_person
  where s.case_id = of_case and app.case_wholly(of_case) order by s.at
$$;
revoke all on function app.signals_of_case(uuid) from public;
grant execute on function app.signals_of_case(uuid) to inbeeld_app;

-- Whom to call and where to go, for who has an open step in the case: names and numbers, no notes.
create function app.case_contacts(of_case uuid) returns table (name text, relation text, phone text, language text, needs_interpreter boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select x.name, x.relation, x.phone, x.language, x.needs_interpreter
  from care_case c join pupil p on p.id = c.pupil_id join contact_person x on x.family_id = p.family_id and x.removed_at is null and x.may_be_called
  where c.id = of_case and c.state <> 'closed' and (app.case_wholly(of_case) or exists (select 1 from case_participant t where t.case_id = of_case and t.membership_id = app.membership() and t.ends is null))
  order by x.position
$$;
revoke all on function app.case_contacts(uuid) from public;
grant execute on function app.case_contacts(uuid) to inbeeld_app;

-- Who stands for a membership that has ended: the leader of the team, else who decided, else any coordinator of the municipality. Null when the role still holds.
create function app.stands_in(of_membership uuid, town uuid) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select (select x.id from membership x join organisation o on o.id = x.organisation_id and o.is_on
      where (x.organisation_id = m.organisation_id and x.role = 'team_lead' or x.organisation_id = town and x.role = 'coordinator')
        and x.id <> m.id and x.starts <= (now() at time zone 'Europe/Amsterdam')::date and (x.ends is null or x.ends >= (now() at time zone 'Europe/Amsterdam')::date)
      order by x.role = 'coordinator', x.starts, x.id limit 1)
  from membership m where m.id = of_membership and m.ends < (now() at time zone 'Europe/Amsterdam')::date
$$;
revoke all on function app.stands_in(uuid, uuid) from public;
grant execute on function app.stands_in(uuid, uuid) to inbeeld_app;

-- The receiving municipality takes a case over: it becomes a signal there, about the same child, and ends here.
create function app.accept_transfer(of_transfer uuid, signal_id uuid, moment timestamptz, by_when timestamptz) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare t case_transfer; c care_case; me uuid := app.membership();
begin
  select * into t from case_transfer x where x.id = of_transfer and x.to_id = app.organisation() and x.state = 'asked' for update;
  if t.id is null or app.role() <> 'coordinator' then raise exception 'not allowed' using errcode = '42501'; end if;
  select * into c from care_case x where x.id = t.case_id for update;
  insert into signal (id, municipality_id, routed, source, organisation_id, by_membership, by_person, pupil_id, reason, words, family_knows, urgency, decide_by, at, address, postcode, place, phone)
    select accept_transfer.signal_id, t.to_id, 'residence', 'municipality', t.from_id, t.asked_by, m.person_id, c.pupil_id, c.kind, coalesce(nullif(t.words, ''), t.ground_words), c.family_knows, c.urgency, by_when, moment, '', '', '', ''
    from membership m where m.id = t.asked_by;
  update case_transfer x set state = 'accepted', answered_by = me, answered_at = moment, signal_id = accept_transfer.signal_id, version = version + 1 where x.id = t.id;
  update case_step s set state = 'dropped', done_at = moment, version = version + 1 where s.case_id = c.id and s.state = 'open';
  update care_case x set state = 'closed', outcome = 'transferred', closed_at = moment, closed_by = t.asked_by, version = version + 1 where x.id = c.id and x.state <> 'closed';
  insert into case_event (case_id, at, kind, decision, args) values (c.id, moment, 'transferred', true, jsonb_build_array((select name from organisation where id = t.to_id)));
  return accept_transfer.signal_id;
end $$;
revoke all on function app.accept_transfer(uuid, uuid, timestamptz, timestamptz) from public;
grant execute on function app.accept_transfer(uuid, uuid, timestamptz, timestamptz) to inbeeld_app;

-- As in 0003, with those of signals and cases.
create or replace function app.who_can_see(pupil uuid) returns table (
  person text, role text, organisation text, reason text, group_name text, facets integer, starts timestamptz, ends timestamptz, note text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare today date := (now() at time zone 'Europe/Amsterdam')::date;
begin
  if not app.may(pupil, 1) and app.role() <> 'privacy' then return; end if;
  return query
  with live as (select i.* from involvement i where i.pupil_id = pupil and i.starts <= now() and (i.ends is null or i.ends > now()))
  select trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)), 'teacher'::text, o.name, l.reason, g.name, l.facets & app.role_facets('teacher'), l.starts, l.ends, ''::text
    from live l join school_group g on g.id = l.scope_id join group_teacher t on t.group_id = g.id and t.starts <= today and (t.ends is null or t.ends >= today)
    join person p on p.id = t.person_id join organisation o on o.id = g.school_id
    join membership m on m.person_id = p.id and m.organisation_id = o.id and m.role = 'teacher' and m.starts <= today and (m.ends is null or m.ends >= today)
  union all
  select trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)), m.role, o.name, l.reason, null::text, l.facets & app.role_facets(m.role), l.starts, l.ends, ''::text
    from live l join organisation o on o.id = l.scope_id join membership m on m.organisation_id = o.id and m.role in ('care', 'principal', 'office', 'coordinator', 'team_lead') and m.starts <= today and (m.ends is null or m.ends >= today)
    join person p on p.id = m.person_id
  union all
  select trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)), ''::text, o.name, l.reason, null::text, l.facets, l.starts, l.ends, case when app.may(pupil, 8) or app.role() = 'privacy' then e.reason else '' end
    from live l join person p on p.id = l.scope_id join emergency_access e on e.id = l.source_id join organisation o on o.id = e.organisation_id
  union all
  select trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)), m.role, o.name, l.reason, null::text, l.facets, l.starts, l.ends, ''::text
    from live l join membership m on m.id = l.scope_id and m.starts <= today and (m.ends is null or m.ends >= today) join person p on p.id = m.person_id join organisation o on o.id = m.organisation_id
  union all
  select trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)), m.role, o.name, l.reason, null::text, l.facets & app.role_facets(m.role), l.starts, l.ends, ''::text
    from live l join organisation t on t.kind = 'municipality' and app.intake_scope(t.id) = l.scope_id
    join organisation o on o.kind = 'team' and o.municipality_code = t.municipality_code and o.is_on
    join membership m on m.organisation_id = o.id and m.role = 'attendance' and m.starts <= today and (m.ends is null or m.ends >= today) join person p on p.id = m.person_id
  order by 2, 1;
end $$;
