-- The desk (loket): questions of schools, boards, teams and partners to the municipality; routed by subject, answered, counted. No names of children.

create table desk_setting (
  municipality_code text primary key references municipality (code),
  answer_days       smallint not null default 3 check (answer_days between 1 and 30)
);
create table desk_subject (
  id                    uuid primary key default uuidv7(),
  municipality_code     text not null references municipality (code),
  name                  text not null check (length(name) between 1 and 80),
  -- To whom a question of this subject goes: a person, or a team. Neither: the coordinators.
  handler_membership_id uuid references membership (id),
  handler_team_id       uuid references organisation (id),
  removed_at            timestamptz,
  version               integer not null default 1
);
create unique index desk_subject_once on desk_subject (municipality_code, lower(name)) where removed_at is null;
create table desk_answer (
  id                uuid primary key,
  municipality_code text not null references municipality (code),
  subject_id        uuid references desk_subject (id),
  title             text not null check (length(title) between 1 and 120),
  words             text not null check (length(words) between 1 and 4000),
  removed_at        timestamptz,
  version           integer not null default 1
);
create index desk_answer_municipality on desk_answer (municipality_code) where removed_at is null;
create table desk_question (
  id                    uuid primary key,
  municipality_code     text not null references municipality (code),
  subject_id            uuid not null references desk_subject (id),
  organisation_id       uuid not null references organisation (id),
  by_person             uuid not null references person (id),
  by_role               text not null,
  words                 text not null check (length(words) between 1 and 4000),
  asked_at              timestamptz not null,
  state                 text not null default 'new' check (state in ('new', 'taken', 'answered', 'closed')),
  handler_membership_id uuid references membership (id),
  handler_team_id       uuid references organisation (id),
  taken_by              uuid references person (id),
  -- The last working day on which an answer is in time; whether it has passed is computed when read.
  due_on                date not null,
  first_answered_at     timestamptz,
  answered_at           timestamptz,
  standard_id           uuid references desk_answer (id),
  reacted               boolean not null default false,
  closed_at             timestamptz,
  version               integer not null default 1
);
create index desk_question_municipality on desk_question (municipality_code, state, id);
create index desk_question_person on desk_question (by_person, id desc);
create index desk_question_words on desk_question using gin (words gin_trgm_ops);
-- What is said after the question: an answer, the one reaction of the asker, and the answer to that.
create table desk_reply (
  id          uuid primary key,
  question_id uuid not null references desk_question (id),
  kind        text not null check (kind in ('answer', 'reaction')),
  words       text not null check (length(words) between 1 and 4000),
  by_person   uuid not null references person (id),
  at          timestamptz not null
);
create index desk_reply_question on desk_reply (question_id, at);

-- The subjects that a municipality begins with; it changes them as it likes.
create function app.default_desk_subjects() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.kind = 'municipality' and new.municipality_code is not null and not exists (select 1 from desk_subject where municipality_code = new.municipality_code) then
    insert into desk_subject (municipality_code, name) select new.municipality_code, n from unnest(array['Apparaten en internet', 'Noodopvang', 'Leerplicht en verzuim', 'Zorg en hulp', 'Regels en richtlijnen', 'Iets anders']) as n;
  end if;
  return null;
end $$;
create trigger default_desk_subjects after insert on organisation for each row execute function app.default_desk_subjects();
insert into desk_subject (municipality_code, name)
  select distinct o.municipality_code, n from organisation o cross join unnest(array['Apparaten en internet', 'Noodopvang', 'Leerplicht en verzuim', 'Zorg en hulp', 'Regels en richtlijnen', 'Iets anders']) as n
  where o.kind = 'municipality' and o.municipality_code is not null;

-- The municipality whose desk somebody works at; null for everyone else.
create function app.desk_of() returns text
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
  select o.municipality_code from organisation o where o.id = app.organisation() and app.role() in ('coordinator', 'attendance', 'team_lead')
$$;
-- To which municipalities somebody may put a question: the own one; a board also those of its schools. Only one that takes part.
create function app.desk_towns() returns setof text
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct m.municipality_code from organisation m
  where m.kind = 'municipality' and m.is_on and app.role() in ('teacher', 'care', 'principal', 'office', 'board', 'team_lead', 'caseworker', 'attendance', 'partner')
    and (m.municipality_code = (select o.municipality_code from organisation o where o.id = app.organisation())
      or (app.role() = 'board' and exists (select 1 from organisation s where s.board_id = app.organisation() and s.is_on and s.municipality_code = m.municipality_code)))
$$;
revoke all on function app.desk_of() from public;
revoke all on function app.desk_towns() from public;
grant execute on function app.desk_of(), app.desk_towns() to inbeeld_app;

-- Whether a membership can be the one to whom a subject goes.
create function app.desk_handlers(town text) returns table (membership_id uuid, name text, role text, organisation_id uuid, organisation text)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.id, trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)), m.role, o.id, o.name
  from organisation o join membership m on m.organisation_id = o.id and m.role in ('coordinator', 'attendance', 'team_lead')
    and m.starts <= (now() at time zone 'Europe/Amsterdam')::date and (m.ends is null or m.ends >= (now() at time zone 'Europe/Amsterdam')::date)
  join person p on p.id = m.person_id and p.closed_at is null
  where o.is_on and o.municipality_code = town and town = app.desk_of() order by o.name, p.surname
$$;
revoke all on function app.desk_handlers(text) from public;
grant execute on function app.desk_handlers(text) to inbeeld_app;

alter table desk_setting enable row level security;
alter table desk_subject enable row level security;
alter table desk_answer enable row level security;
alter table desk_question enable row level security;
alter table desk_reply enable row level security;
grant select, insert, update on desk_setting, desk_subject, desk_answer to inbeeld_app;
grant select, insert, update (subject_id, state, handler_membership_id, handler_team_id, taken_by, due_on, first_answered_at, answered_at, standard_id, reacted, closed_at, version) on desk_question to inbeeld_app;
grant select, insert on desk_reply to inbeeld_app;

create policy see on desk_setting for select to inbeeld_app using (municipality_code = (select app.desk_of()) or municipality_code in (select app.desk_towns()));
create policy add on desk_setting for insert to inbeeld_app with check ((select app.role()) = 'coordinator' and municipality_code = (select app.desk_of()));
create policy change on desk_setting for update to inbeeld_app using ((select app.role()) = 'coordinator' and municipality_code = (select app.desk_of()));
create policy see on desk_subject for select to inbeeld_app using (municipality_code = (select app.desk_of()) or municipality_code in (select app.desk_towns()));
create policy add on desk_subject for insert to inbeeld_app with check ((select app.role()) = 'coordinator' and municipality_code = (select app.desk_of()));
create policy change on desk_subject for update to inbeeld_app using ((select app.role()) = 'coordinator' and municipality_code = (select app.desk_of())) with check (municipality_code = (select app.desk_of()));
create policy see on desk_answer for select to inbeeld_app using (municipality_code = (select app.desk_of()));
create policy add on desk_answer for insert to inbeeld_app with check ((select app.role()) = 'coordinator' and municipality_code = (select app.desk_of()));
create policy change on desk_answer for update to inbeeld_app using ((select app.role()) = 'coordinator' and municipality_code = (select app.desk_of())) with check (municipality_code = (select app.desk_of()));
-- A question is seen by who asked it, in the organisation for which it was asked, and by the desk of its municipality.
create policy see on desk_question for select to inbeeld_app using ((by_person = (select app.person()) and organisation_id = (select app.organisation())) or municipality_code = (select app.desk_of()));
create policy ask on desk_question for insert to inbeeld_app with check (by_person = (select app.person()) and organisation_id = (select app.organisation()) and by_role = (select app.role()) and municipality_code in (select app.desk_towns())
  and exists (select 1 from desk_subject s where s.id = subject_id and s.municipality_code = desk_question.municipality_code));
create policy change on desk_question for update to inbeeld_app using ((by_person = (select app.person()) and organisation_id = (select app.organisation())) or municipality_code = (select app.desk_of()));
create policy see on desk_reply for select to inbeeld_app using (exists (select 1 from desk_question q where q.id = question_id));
create policy add on desk_reply for insert to inbeeld_app with check (by_person = (select app.person()) and exists (select 1 from desk_question q where q.id = question_id
  and case kind when 'answer' then q.municipality_code = (select app.desk_of()) else q.by_person = (select app.person()) and q.organisation_id = (select app.organisation()) end));
