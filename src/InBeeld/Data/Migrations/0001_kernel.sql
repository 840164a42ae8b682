-- What every capability stands on: who is asking (the frame of a transaction), the access journal and its chain, notices.
-- The web application signs in as inbeeld_app: it owns nothing and cannot bypass row-level security.

create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gist;

-- Ids that sort by time: PostgreSQL 18 makes them itself; before that this does the same (48 bits of milliseconds, then chance, version 7).
do $$ begin
  if to_regproc('pg_catalog.uuidv7') is null then
    create function public.uuidv7() returns uuid language sql volatile as $f$
      select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
    $f$;
  end if;
end $$;

create schema if not exists app;
grant usage on schema app to inbeeld_app;
grant usage on schema public to inbeeld_app;

-- Facets of what may be seen of a child: identity 1, contact 2, needs 4, care 8, safety 16, progress 32.
-- app.enter (0002) puts one list of scopes per facet into the transaction; without it every list is empty and nothing is seen.
create function app.scopes(facet integer) returns uuid[]
language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('inbeeld.scopes_' || facet, true), ''), '{}')::uuid[]
$$;
create function app.person() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('inbeeld.person', true), '')::uuid
$$;
create function app.organisation() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('inbeeld.organisation', true), '')::uuid
$$;
create function app.role() returns text language sql stable parallel safe as $$
  select coalesce(current_setting('inbeeld.role', true), '')
$$;

-- The one table that says who may see what of which child, and why. Filled by triggers of the tables that make a relation
-- (a placement, a time of emergency access), never by the application itself: inbeeld_app can only read it.
create table involvement (
  id          uuid primary key default uuidv7(),
  pupil_id    uuid not null,
  scope_id    uuid not null,
  facets      integer not null check (facets > 0 and facets < 64),
  reason      text not null,
  source_id   uuid not null,
  starts      timestamptz not null default now(),
  ends        timestamptz
);
create index involvement_pupil on involvement (pupil_id, scope_id) include (facets, starts, ends);
create index involvement_scope on involvement (scope_id, pupil_id) include (facets, starts, ends);
create index involvement_source on involvement (source_id);
alter table involvement enable row level security;
grant select on involvement to inbeeld_app;
-- Own scopes only; facet 1 (identity) is part of every relation, so its list holds all of them.
create policy own_scopes on involvement for select to inbeeld_app
  using (scope_id = any ((select app.scopes(1))::uuid[]));

-- Asked by functions and triggers; the policies write the same test out, so that the planner can see it.
create function app.may(pupil uuid, facet integer) returns boolean
language sql stable parallel safe as $$
  select exists (select 1 from public.involvement i
    where i.pupil_id = pupil and i.scope_id = any (app.scopes(facet)) and i.facets & facet <> 0
      and i.starts <= now() and (i.ends is null or i.ends > now()))
$$;

-- The access journal. New rows go to the inbox in the transaction that they tell about; the sealer moves them, in batches,
-- to the journal, where each row carries the hash of itself and of the row before it.
create table journal_inbox (
  id              uuid primary key default uuidv7(),
  at              timestamptz not null default clock_timestamp(),
  person_id       uuid,
  organisation_id uuid,
  role            text not null default '',
  kind            text not null check (kind in ('read', 'write', 'refused', 'system')),
  use_case        text not null,
  pupils          uuid[] not null default '{}',
  facets          integer not null default 0,
  reason          text not null default '',
  details         jsonb not null default '{}',
  trace           text not null default ''
);
create table journal (
  seq             bigint primary key,
  id              uuid not null,
  at              timestamptz not null,
  person_id       uuid,
  organisation_id uuid,
  role            text not null,
  kind            text not null,
  use_case        text not null,
  pupils          uuid[] not null,
  facets          integer not null,
  reason          text not null,
  details         jsonb not null,
  trace           text not null,
  hash            bytea not null
);
create index journal_pupils on journal using gin (pupils);
create index journal_person on journal (person_id, seq desc);
create index journal_at on journal using brin (at);
create index journal_refused on journal (seq desc) where kind = 'refused';
create table journal_batch (
  batch     bigint primary key generated always as identity,
  from_seq  bigint not null,
  to_seq    bigint not null,
  head      bytea not null,
  sealed_at timestamptz not null default now()
);
alter table journal_inbox enable row level security;
alter table journal enable row level security;
alter table journal_batch enable row level security;
-- Only additions, and only in one's own name (or in nobody's, before sign-in).
grant insert on journal_inbox to inbeeld_app;
create policy own_name on journal_inbox for insert to inbeeld_app
  with check (person_id is not distinct from app.person());

-- What is hashed of a row: stable text, independent of session settings.
create function app.journal_text(j public.journal) returns text
language sql immutable as $$
  select jsonb_build_array(j.seq, j.id, (extract(epoch from j.at) * 1000000)::bigint, j.person_id, j.organisation_id, j.role, j.kind,
    j.use_case, to_jsonb(j.pupils), j.facets, j.reason, j.details, j.trace)::text
$$;
create function app.seal_journal(at_most integer default 10000) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  previous bytea; next_seq bigint; first_seq bigint; r journal_inbox; j journal; n integer := 0;
begin
  if not pg_try_advisory_xact_lock(471100) then return 0; end if;
  select seq, hash into next_seq, previous from journal order by seq desc limit 1;
  next_seq := coalesce(next_seq, 0); previous := coalesce(previous, '\x00'::bytea); first_seq := next_seq + 1;
  for r in with moved as (delete from journal_inbox where id in (select id from journal_inbox order by id limit at_most) returning *)
           select * from moved order by id loop
    next_seq := next_seq + 1;
    j := row(next_seq, r.id, r.at, r.person_id, r.organisation_id, r.role, r.kind, r.use_case, r.pupils, r.facets, r.reason, r.details, r.trace, '\x'::bytea);
    j.hash := sha256(previous || convert_to(app.journal_text(j), 'UTF8'));
    insert into journal select j.*;
    previous := j.hash; n := n + 1;
  end loop;
  if n > 0 then
    insert into journal_batch (from_seq, to_seq, head) values (first_seq, next_seq, previous);
  end if;
  return n;
end $$;
revoke all on function app.seal_journal(integer) from public;
grant execute on function app.seal_journal(integer) to inbeeld_app;

-- A notice for a person, or for everyone with a role in an organisation: shown on the home page until seen.
create table notice (
  id              uuid primary key default uuidv7(),
  to_person_id    uuid,
  to_organisation_id uuid,
  to_role         text,
  kind            text not null,
  pupil_id        uuid,
  link            text,
  args            jsonb not null default '[]',
  created_at      timestamptz not null default now(),
  seen_at         timestamptz,
  seen_by         uuid,
  check (to_person_id is not null or to_role is not null)
);
create index notice_open on notice (to_organisation_id, to_role) where seen_at is null;
create index notice_person on notice (to_person_id) where seen_at is null;
alter table notice enable row level security;
grant select, update (seen_at, seen_by) on notice to inbeeld_app;
-- One about a child goes out of sight with the child.
create policy for_me on notice to inbeeld_app
  using ((to_person_id = (select app.person())
      or (to_person_id is null and to_role = (select app.role()) and (to_organisation_id is null or to_organisation_id = (select app.organisation()))))
    and (pupil_id is null or (select app.role()) = 'privacy' or app.may(pupil_id, 1)));
create function app.tell(to_person uuid, to_org uuid, role text, what text, pupil uuid, link text, args jsonb) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into notice (to_person_id, to_organisation_id, to_role, kind, pupil_id, link, args) values (to_person, to_org, role, what, pupil, link, args)
$$;
revoke all on function app.tell(uuid, uuid, text, text, uuid, text, jsonb) from public;
grant execute on function app.tell(uuid, uuid, text, text, uuid, text, jsonb) to inbeeld_app;

create table data_protection_key (
  id   integer primary key generated always as identity,
  name text not null unique,
  xml  text not null
);
grant select, insert on data_protection_key to inbeeld_app;
