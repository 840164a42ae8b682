-- The first talk with child and parent about a programme, and what they agreed to. Consent is to a text in a version: who changes the text makes a new one, and
-- what somebody agreed to before stays readable. Consent is withdrawn as easily as it was given; what that stops is done in the same moment.

create table intake (
  enrolment_id uuid primary key references enrolment (id) on delete cascade,
  meets_at     timestamptz,
  place        text not null default '' check (length(place) <= 120),
  -- Null: not known yet.
  parent_there boolean,
  -- The language somebody translates from; empty: nobody has to.
  interpreter  text not null default '' check (interpreter ~ '^([a-z]{2,3})?$'),
  -- What was answered to the talk guide, by the key of the question. The goal is in the words of the child.
  answers      jsonb not null default '{}' check (jsonb_typeof(answers) = 'object' and length(answers::text) <= 12000),
  note         text not null default '' check (length(note) <= 2000),
  done_at      timestamptz,
  done_by      uuid references person (id),
  version      integer not null default 1,
  by_person    uuid not null references person (id),
  at           timestamptz not null,
  check ((done_at is null) = (done_by is null))
);

-- What is asked. Without a library: the standard text, which holds until a library writes its own.
create table consent_text (
  id         uuid primary key default uuidv7(),
  library_id uuid references organisation (id),
  kind       text not null check (kind in ('take_part', 'talk_with_school', 'photo', 'measure')),
  number     integer not null,
  nl         text not null check (length(trim(nl)) between 1 and 1000),
  en         text not null check (length(trim(en)) between 1 and 1000),
  by_person  uuid references person (id),
  at         timestamptz not null default now(),
  unique nulls not distinct (library_id, kind, number)
);
insert into consent_text (kind, number, nl, en) values
  ('take_part', 1, 'Ik doe mee aan dit programma. De bibliotheek bewaart wat daarvoor nodig is: naam, geboortedatum, jaar, school en wie zij kan bellen. Meedoen is gratis. Stoppen mag altijd.',
    'I take part in this programme. The library keeps what it needs for that: name, date of birth, year, school and whom it can call. Taking part is free. Stopping is always allowed.'),
  ('talk_with_school', 1, 'De bibliotheek mag met school praten over hoe het gaat in dit programma. School ziet dan ook of er een plek is.',
    'The library may talk with school about how it goes in this programme. School then also sees whether there is a place.'),
  ('photo', 1, 'De bibliotheek mag foto''s maken tijdens het programma en ze gebruiken om over het programma te vertellen.',
    'The library may take photos during the programme and use them to tell about the programme.'),
  ('measure', 1, 'De bibliotheek mag vragen stellen en opdrachten geven om te zien wat het programma oplevert. In een verslag staat nooit een naam.',
    'The library may ask questions and give tasks to see what the programme brings. No name ever stands in a report.');

create table consent (
  id           uuid primary key,
  enrolment_id uuid not null references enrolment (id) on delete cascade,
  text_id      uuid not null references consent_text (id),
  kind         text not null,
  given_by     text not null check (length(trim(given_by)) between 1 and 120),
  relation     text not null check (relation in ('pupil', 'parent', 'guardian')),
  given_at     timestamptz not null,
  noted_by     uuid not null references person (id),
  withdrawn_at timestamptz,
  withdrawn_by uuid references person (id)
);
create unique index consent_once on consent (enrolment_id, kind) where withdrawn_at is null;
create index consent_enrolment on consent (enrolment_id, given_at);

-- The text that holds now for each kind, of the own library.
create function app.consent_texts(library uuid) returns setof consent_text language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (t.kind) t.* from consent_text t where library = app.programmes_at() and (t.library_id is null or t.library_id = library) order by t.kind, t.number desc
$$;
-- A new version of a text, by a leader. Answers why not, or ''.
create function app.write_consent_text(kind text, known integer, nl text, en text, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare now_is consent_text;
begin
  if app.role() <> 'programme_leader' then return 'not-yours'; end if;
  perform 1 from organisation o where o.id = app.organisation() for update;
  select * into now_is from app.consent_texts(app.organisation()) t where t.kind = write_consent_text.kind;
  if now_is.id is null then return 'gone'; end if;
  if now_is.nl = write_consent_text.nl and now_is.en = write_consent_text.en then return ''; end if;
  if now_is.number <> known then return 'changed'; end if;
  insert into consent_text (library_id, kind, number, nl, en, by_person, at) values (app.organisation(), now_is.kind, known + 1, write_consent_text.nl, write_consent_text.en, app.person(), moment);
  return '';
end $$;
-- Somebody agrees, to the text that was shown. Answers why not, or ''; twice the same is one.
create function app.give_consent(enrolment uuid, texts uuid[], by_name text, relation text, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare e enrolment;
begin
  select x.* into e from enrolment x where x.id = give_consent.enrolment and x.programme_id = any (app.guided()) for update;
  if e.id is null then return 'gone'; end if;
  if exists (select 1 from unnest(texts) t (id) where not exists (select 1 from app.consent_texts(e.library_id) h where h.id = t.id)) then return 'changed'; end if;
  insert into consent (id, enrolment_id, text_id, kind, given_by, relation, given_at, noted_by)
    select uuidv7(), e.id, t.id, t.kind, by_name, give_consent.relation, moment, app.person() from consent_text t where t.id = any (texts) on conflict do nothing;
  update enrolment x set school_sees = true where x.id = e.id and not x.school_sees and exists (select 1 from consent c where c.enrolment_id = e.id and c.kind = 'talk_with_school' and c.withdrawn_at is null);
  return '';
end $$;
-- Takes back what was agreed to, and stops at once what it was for. Answers why not, or ''.
create function app.withdraw_consent(consent uuid, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare c consent; e enrolment;
begin
  select x.* into c from consent x join enrolment n on n.id = x.enrolment_id where x.id = withdraw_consent.consent and n.programme_id = any (app.guided());
  if c.id is null then return 'gone'; end if;
  select x.* into e from enrolment x where x.id = c.enrolment_id;
  -- In the order in which a move takes its locks.
  perform 1 from programme g where g.id = e.programme_id for update;
  select x.* into e from enrolment x where x.id = c.enrolment_id for update;
  update consent x set withdrawn_at = moment, withdrawn_by = app.person() where x.id = c.id and x.withdrawn_at is null;
  if not found then return ''; end if;
  if c.kind = 'talk_with_school' then
    update enrolment x set school_sees = false where x.id = e.id;
  elsif c.kind = 'take_part' and e.state in ('referred', 'intake', 'waiting', 'offered', 'placed') then
    update enrolment x set state = 'withdrawn', state_was = e.state, reason = '', waiting_since = null, offered_until = null, ended_on = (moment at time zone 'Europe/Amsterdam')::date, state_by = app.person(), state_at = moment, version = x.version + 1 where x.id = e.id;
  end if;
  return '';
end $$;
revoke all on function app.consent_texts(uuid), app.write_consent_text(text, integer, text, text, timestamptz), app.give_consent(uuid, uuid[], text, text, timestamptz), app.withdraw_consent(uuid, timestamptz) from public;
grant execute on function app.consent_texts(uuid), app.write_consent_text(text, integer, text, text, timestamptz), app.give_consent(uuid, uuid[], text, text, timestamptz), app.withdraw_consent(uuid, timestamptz) to inbeeld_app;

alter table intake enable row level security;
alter table consent_text enable row level security;
alter table consent enable row level security;
grant select, insert, update (meets_at, place, parent_there, interpreter, answers, note, done_at, done_by, version, by_person, at) on intake to inbeeld_app;
grant select on consent_text, consent to inbeeld_app;
-- Only who carries the programme out: a school that sees an enrolment does not see the talk.
create policy guided on intake for select to inbeeld_app using (exists (select 1 from enrolment e where e.id = enrolment_id and e.programme_id = any ((select app.guided())::uuid[])));
create policy add on intake for insert to inbeeld_app with check (by_person = (select app.person()) and exists (select 1 from enrolment e where e.id = enrolment_id and e.programme_id = any ((select app.guided())::uuid[])));
create policy change on intake for update to inbeeld_app using (exists (select 1 from enrolment e where e.id = enrolment_id and e.programme_id = any ((select app.guided())::uuid[])));
create policy guided on consent for select to inbeeld_app using (exists (select 1 from enrolment e where e.id = enrolment_id and e.programme_id = any ((select app.guided())::uuid[])));
create policy library on consent_text for select to inbeeld_app using ((select app.programmes_at()) is not null and (library_id is null or library_id = (select app.programmes_at())));
