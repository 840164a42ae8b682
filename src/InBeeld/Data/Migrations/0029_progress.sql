-- How it goes with a child in a programme: goals with a scale of five written-out steps (Goal Attainment Scaling, Kiresuk and Sherman 1968), short repeated scales,
-- results of a module, and test results that a school gives. Nothing that was measured is ever changed or given other words: a correction stands beside it.

create table goal (
  id           uuid primary key,
  enrolment_id uuid not null references enrolment (id),
  -- In the words of the child.
  words        text not null check (length(trim(words)) between 1 and 300),
  agreed_with  text[] not null check (agreed_with <@ '{pupil,parent,teacher}' and cardinality(agreed_with) > 0),
  from_day     date not null,
  -- The scale that holds now.
  scale        smallint not null default 1,
  stopped_on   date,
  stop_reason  text not null default '' check (length(stop_reason) <= 300),
  -- How it was before the last change, to undo that.
  was          jsonb,
  version      integer not null default 1,
  by_person    uuid not null references person (id),
  at           timestamptz not null,
  check ((stopped_on is null) = (stop_reason = ''))
);
create index goal_enrolment on goal (enrolment_id, at, id);
-- The five steps from -2 to +2, each a sentence for this child. Once measured with, a scale keeps its words; other words are a next scale.
create table goal_scale (
  goal_id   uuid not null references goal (id) on delete cascade,
  number    smallint not null,
  steps     text[] not null check (cardinality(steps) = 5 and length(trim(steps[1])) between 1 and 200 and length(trim(steps[2])) between 1 and 200 and length(trim(steps[3])) between 1 and 200
    and length(trim(steps[4])) between 1 and 200 and length(trim(steps[5])) between 1 and 200),
  -- Where the child stood when this scale began.
  start     smallint not null check (start between -2 and 0),
  from_day  date not null,
  by_person uuid not null references person (id),
  at        timestamptz not null,
  primary key (goal_id, number)
);
create table goal_measurement (
  id           uuid primary key default uuidv7(),
  goal_id      uuid not null,
  scale        smallint not null,
  enrolment_id uuid not null references enrolment (id),
  who          text not null check (who in ('guide', 'pupil')),
  day          date not null,
  moment       text not null check (moment in ('during', 'after')),
  level        smallint not null check (level between -2 and 2),
  words        text not null default '' check (length(words) <= 300),
  -- What was kept in one go, and what took its place: undone together.
  batch        uuid not null,
  replaced_at  timestamptz,
  replaced_by  uuid,
  by_person    uuid not null references person (id),
  at           timestamptz not null,
  foreign key (goal_id, scale) references goal_scale (goal_id, number)
);
create unique index goal_measurement_once on goal_measurement (goal_id, who, day) where replaced_at is null;
create index goal_measurement_enrolment on goal_measurement (enrolment_id, day);
create index goal_measurement_batch on goal_measurement (batch);
create index goal_measurement_replaced on goal_measurement (replaced_by) where replaced_by is not null;

-- A sentence with five answers, asked again and again. Without a library: our own, for every library. Not taken from any protected instrument.
create table short_scale (
  id         uuid primary key,
  library_id uuid references organisation (id),
  respondent text not null check (respondent in ('pupil', 'parent', 'teacher', 'guide')),
  number     smallint not null default 1,
  removed_at timestamptz,
  by_person  uuid references person (id),
  at         timestamptz not null default now()
);
create table short_scale_text (
  id        uuid primary key default uuidv7(),
  scale_id  uuid not null references short_scale (id),
  number    smallint not null,
  nl        text not null check (length(trim(nl)) between 1 and 200),
  en        text not null default '' check (length(en) <= 200),
  steps     text[] not null check (cardinality(steps) = 5 and length(trim(steps[1])) between 1 and 60 and length(trim(steps[2])) between 1 and 60 and length(trim(steps[3])) between 1 and 60
    and length(trim(steps[4])) between 1 and 60 and length(trim(steps[5])) between 1 and 60),
  steps_en  text[] not null default '{}' check (cardinality(steps_en) in (0, 5)),
  by_person uuid references person (id),
  at        timestamptz not null default now(),
  unique (scale_id, number)
);
create table programme_scale (
  programme_id uuid not null references programme (id),
  scale_id     uuid not null references short_scale (id),
  primary key (programme_id, scale_id)
);
create table short_answer (
  id           uuid primary key default uuidv7(),
  enrolment_id uuid not null references enrolment (id),
  scale_id     uuid not null references short_scale (id),
  -- The words that were shown.
  text_id      uuid not null references short_scale_text (id),
  day          date not null,
  moment       text not null check (moment in ('before', 'during', 'after')),
  level        smallint not null check (level between 1 and 5),
  -- The school that answered; null: the library noted what pupil, parent or guide said.
  school_id    uuid references organisation (id),
  batch        uuid not null,
  replaced_at  timestamptz,
  replaced_by  uuid,
  by_person    uuid not null references person (id),
  at           timestamptz not null
);
create unique index short_answer_once on short_answer (enrolment_id, scale_id, day) where replaced_at is null;
create index short_answer_batch on short_answer (batch);
create index short_answer_replaced on short_answer (replaced_by) where replaced_by is not null;
create table module_result (
  id           uuid primary key default uuidv7(),
  group_id     uuid not null references programme_group (id),
  enrolment_id uuid not null references enrolment (id),
  result       text not null check (result in ('reached', 'partly', 'not')),
  words        text not null default '' check (length(words) <= 300),
  batch        uuid not null,
  replaced_at  timestamptz,
  replaced_by  uuid,
  by_person    uuid not null references person (id),
  at           timestamptz not null
);
create unique index module_result_once on module_result (group_id, enrolment_id) where replaced_at is null;
create index module_result_enrolment on module_result (enrolment_id);
create index module_result_batch on module_result (batch);
create index module_result_replaced on module_result (replaced_by) where replaced_by is not null;
-- What a school gives of its own child, when the parent agrees.
create table test_result (
  id           uuid primary key,
  enrolment_id uuid not null references enrolment (id),
  school_id    uuid not null references organisation (id),
  name         text not null check (length(trim(name)) between 1 and 80),
  day          date not null,
  -- The level or outcome as the school says it.
  outcome      text not null check (length(trim(outcome)) between 1 and 80),
  score        numeric(7, 2),
  least        numeric(7, 2),
  most         numeric(7, 2),
  removed_at   timestamptz,
  by_person    uuid not null references person (id),
  at           timestamptz not null,
  check (score is null and least is null and most is null or score is not null and least is not null and most is not null and least < most and score between least and most)
);
create index test_result_enrolment on test_result (enrolment_id, day);

insert into short_scale (id, respondent) values ('01900000-0029-7000-8000-000000000001', 'pupil'), ('01900000-0029-7000-8000-000000000002', 'pupil'), ('01900000-0029-7000-8000-000000000003', 'pupil'),
  ('01900000-0029-7000-8000-000000000004', 'parent'), ('01900000-0029-7000-8000-000000000005', 'teacher'), ('01900000-0029-7000-8000-000000000006', 'teacher'), ('01900000-0029-7000-8000-000000000007', 'guide');
insert into short_scale_text (scale_id, number, nl, en, steps, steps_en)
  select ('01900000-0029-7000-8000-00000000000' || x.n)::uuid, 1, x.nl, x.en, x.steps::text[], x.steps_en::text[] from (values
    (1, 'Ik vind lezen leuk.', 'I like reading.', '{Helemaal niet,Een beetje,Soms wel,Meestal,Heel erg}', '{Not at all,A little,Sometimes,Mostly,Very much}'),
    (2, 'Ik durf iets te vertellen in een groep.', 'I dare to tell something in a group.', '{Nooit,Bijna nooit,Soms,Vaak,Altijd}', '{Never,Hardly ever,Sometimes,Often,Always}'),
    (3, 'Ik begin zelf aan mijn huiswerk.', 'I begin my homework by myself.', '{Nooit,Bijna nooit,Soms,Vaak,Altijd}', '{Never,Hardly ever,Sometimes,Often,Always}'),
    (4, 'Mijn kind vertelt thuis wat het hier doet.', 'My child tells at home what it does here.', '{Nooit,Bijna nooit,Soms,Vaak,Elke keer}', '{Never,Hardly ever,Sometimes,Often,Every time}'),
    (5, 'Dit kind doet mee in de les.', 'This child takes part in the lesson.', '{Nooit,Zelden,Soms,Vaak,Altijd}', '{Never,Rarely,Sometimes,Often,Always}'),
    (6, 'Dit kind vraagt hulp als het vastloopt.', 'This child asks for help when it is stuck.', '{Nooit,Zelden,Soms,Vaak,Altijd}', '{Never,Rarely,Sometimes,Often,Always}'),
    (7, 'Dit kind werkt uit zichzelf door.', 'This child works on by itself.', '{Nooit,Zelden,Soms,Vaak,Altijd}', '{Never,Rarely,Sometimes,Often,Always}')) x (n, nl, en, steps, steps_en);

do $$ declare t text; begin
  foreach t in array array['goal', 'goal_scale', 'goal_measurement', 'short_scale', 'short_scale_text', 'programme_scale', 'short_answer', 'module_result', 'test_result'] loop
    execute format('alter table %I enable row level security', t);
    execute format('grant select on %I to inbeeld_app', t);
  end loop;
  -- Who carries the programme out, and nobody else.
  foreach t in array array['goal', 'goal_measurement', 'short_answer', 'module_result', 'test_result'] loop
    execute format('create policy guided on %I for select to inbeeld_app using (exists (select 1 from enrolment e where e.id = %I.enrolment_id and e.programme_id = any ((select app.guided())::uuid[])))', t, t);
  end loop;
end $$;
create policy guided on goal_scale for select to inbeeld_app using (exists (select 1 from goal g where g.id = goal_id));
-- What a school itself answered and gave of its own child, while it may know of the programme.
create policy school on short_answer for select to inbeeld_app using (school_id = (select app.organisation()) and (select app.role()) in ('teacher', 'care')
  and exists (select 1 from enrolment e join participant p on p.id = e.participant_id where e.id = enrolment_id and e.school_sees));
create policy school on test_result for select to inbeeld_app using (school_id = (select app.organisation()) and (select app.role()) in ('teacher', 'care')
  and exists (select 1 from enrolment e join participant p on p.id = e.participant_id where e.id = enrolment_id and e.school_sees));
-- The sentences are no secret for who may answer or choose them.
create policy see on short_scale for select to inbeeld_app using (library_id is null and (select app.role()) in ('programme_leader', 'guide', 'teacher', 'care') or library_id = (select app.programmes_at()) or library_id = any ((select app.near_libraries())::uuid[]));
create policy see on short_scale_text for select to inbeeld_app using (exists (select 1 from short_scale s where s.id = scale_id));
create policy see on programme_scale for select to inbeeld_app using (exists (select 1 from programme p where p.id = programme_id));
-- Somebody agreed that the library asks and measures, and did not take that back.
create function app.agreed_to_measure(enrolment uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from consent c where c.enrolment_id = agreed_to_measure.enrolment and c.kind = 'measure' and c.withdrawn_at is null)
$$;
