-- Questionnaires of a research institute, in versions. A definition is text as InBeeld.Statistics writes it; it holds questions, never answers and nobody's data.
-- A library reads a questionnaire with the wave in which it is asked: that holds the version as it was then.

-- The institute for which a researcher works.
create function app.questions_at() returns uuid language sql stable parallel safe as $$ select case when app.role() = 'researcher' then app.organisation() end $$;

create table questionnaire (
  id           uuid primary key,
  institute_id uuid not null references organisation (id),
  key          text not null check (key ~ '^[a-z][a-z0-9_-]{0,59}$'),
  by_person    uuid not null references person (id),
  at           timestamptz not null,
  unique (institute_id, key)
);
create table questionnaire_version (
  id               uuid primary key,
  questionnaire_id uuid not null references questionnaire (id),
  number           integer not null check (number between 1 and 9999),
  -- draft: somebody works on it. published: never changes again.
  state            text not null default 'draft' check (state in ('draft', 'published')),
  title_nl         text not null check (length(title_nl) <= 200),
  title_en         text not null check (length(title_en) <= 200),
  education        text not null check (length(education) <= 20),
  items            integer not null check (items between 0 and 500),
  -- What still has to be repaired before it can be published.
  faults           integer not null check (faults between 0 and 100),
  definition       text not null check (length(definition) between 2 and 1000000),
  -- One more with every change.
  revision         integer not null default 1,
  published_by     uuid references person (id),
  published_at     timestamptz,
  by_person        uuid not null references person (id),
  at               timestamptz not null,
  unique (questionnaire_id, number),
  check ((state = 'published') = (published_at is not null) and (published_at is null) = (published_by is null)),
  check (state = 'draft' or faults = 0)
);
create unique index questionnaire_draft on questionnaire_version (questionnaire_id) where state = 'draft';
-- How a draft was before a change, so that each can be undone; the last fifty.
create table questionnaire_step (
  version_id uuid not null references questionnaire_version (id) on delete cascade,
  -- The revision that the change made.
  revision   integer not null,
  definition text not null check (length(definition) between 2 and 1000000),
  by_person  uuid not null references person (id),
  at         timestamptz not null,
  primary key (version_id, revision)
);

create function app.own_questionnaires() returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(q.id), '{}') from questionnaire q where q.institute_id = app.questions_at()
$$;
create function app.own_question_versions(drafts boolean) returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(v.id), '{}') from questionnaire_version v join questionnaire q on q.id = v.questionnaire_id where q.institute_id = app.questions_at() and (not drafts or v.state = 'draft')
$$;
revoke all on function app.questions_at(), app.own_questionnaires(), app.own_question_versions(boolean) from public;
grant execute on function app.questions_at(), app.own_questionnaires(), app.own_question_versions(boolean) to inbeeld_app;

-- What was published is never changed, by whatever way it is tried; and what is the questionnaire and the number of a version neither.
create function app.freeze_questionnaire() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if old.state = 'published' then
    raise exception 'a published questionnaire does not change' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger questionnaire_version_frozen before update on questionnaire_version for each row execute function app.freeze_questionnaire();

alter table questionnaire enable row level security;
alter table questionnaire_version enable row level security;
alter table questionnaire_step enable row level security;
create policy questionnaire_read on questionnaire for select to inbeeld_app using (institute_id = (select app.questions_at()));
create policy questionnaire_add on questionnaire for insert to inbeeld_app with check (institute_id = (select app.questions_at()) and by_person = (select app.person()));
create policy questionnaire_version_read on questionnaire_version for select to inbeeld_app using (questionnaire_id = any ((select app.own_questionnaires())::uuid[]));
create policy questionnaire_version_add on questionnaire_version for insert to inbeeld_app with check (questionnaire_id = any ((select app.own_questionnaires())::uuid[]) and state = 'draft' and by_person = (select app.person()));
create policy questionnaire_version_change on questionnaire_version for update to inbeeld_app using (questionnaire_id = any ((select app.own_questionnaires())::uuid[]) and state = 'draft') with check (questionnaire_id = any ((select app.own_questionnaires())::uuid[]));
create policy questionnaire_step_read on questionnaire_step for select to inbeeld_app using (version_id = any ((select app.own_question_versions(false))::uuid[]));
create policy questionnaire_step_add on questionnaire_step for insert to inbeeld_app with check (version_id = any ((select app.own_question_versions(true))::uuid[]) and by_person = (select app.person()));
create policy questionnaire_step_drop on questionnaire_step for delete to inbeeld_app using (version_id = any ((select app.own_question_versions(true))::uuid[]));
grant select, insert on questionnaire, questionnaire_version, questionnaire_step to inbeeld_app;
grant update (state, title_nl, title_en, education, items, faults, definition, revision, published_by, published_at) on questionnaire_version to inbeeld_app;
grant delete on questionnaire_step to inbeeld_app;
