-- Organisations, people, memberships, sessions.

create table municipality (
  code            text primary key check (code ~ '^\d{4}$'),
  name            text not null,
  province        text not null default '',
  corop           text not null default '',
  rmc_code        text not null default '',
  rmc_region      text not null default '',
  education_area  text not null default '',
  holiday_regions text[] not null default '{}',
  boundary        jsonb
);
grant select, insert, update on municipality to inbeeld_app;

create table organisation (
  id                uuid primary key default uuidv7(),
  kind              text not null check (kind in ('municipality', 'board', 'school', 'library', 'installation')),
  code              text,
  name              text not null,
  level             text not null default '' check (level in ('', 'primary', 'secondary', 'special', 'mbo')),
  municipality_code text references municipality (code),
  board_id          uuid references organisation (id),
  street            text not null default '',
  postcode          text not null default '',
  place             text not null default '',
  phone             text not null default '',
  website           text not null default '',
  denomination      text not null default '',
  holiday_region    text not null default '',
  source            text not null default 'own' check (source in ('own', 'duo', 'demo')),
  is_on             boolean not null default false,
  switched_on_at    timestamptz,
  gone_on           date,
  version           integer not null default 1,
  unique (kind, code)
);
create index organisation_board on organisation (board_id);
create index organisation_municipality on organisation (municipality_code, kind);
create index organisation_name on organisation using gin (name gin_trgm_ops);
grant select, insert, update on organisation to inbeeld_app;

-- An account. The first columns are those of ASP.NET Core Identity.
create table person (
  id                      uuid primary key default uuidv7(),
  user_name               text,
  normalized_user_name    text unique,
  email                   text,
  normalized_email        text,
  email_confirmed         boolean not null default false,
  password_hash           text,
  security_stamp          text,
  concurrency_stamp       text,
  phone_number            text,
  phone_number_confirmed  boolean not null default false,
  two_factor_enabled      boolean not null default false,
  lockout_end             timestamptz,
  lockout_enabled         boolean not null default true,
  access_failed_count     integer not null default 0,
  given_name              text not null default '',
  prefix                  text not null default '',
  surname                 text not null default '',
  language                text not null default 'nl',
  is_demo                 boolean not null default false,
  created_at              timestamptz not null default now(),
  closed_at               timestamptz
);
create index person_email on person (normalized_email);
create table person_claim (id integer primary key generated always as identity, user_id uuid not null references person (id) on delete cascade, claim_type text, claim_value text);
create table person_login (login_provider text, provider_key text, provider_display_name text, user_id uuid not null references person (id) on delete cascade, primary key (login_provider, provider_key));
create table person_token (user_id uuid not null references person (id) on delete cascade, login_provider text, name text, value text, primary key (user_id, login_provider, name));
create table person_passkey (credential_id bytea primary key, user_id uuid not null references person (id) on delete cascade, data jsonb not null);
create index person_passkey_user on person_passkey (user_id);
grant select, insert, update on person to inbeeld_app;
grant select, insert, update, delete on person_claim, person_login, person_token, person_passkey to inbeeld_app;

-- Roles: teacher, care, principal, office (school); board; coordinator (municipality); privacy; administrator.
create table membership (
  id              uuid primary key default uuidv7(),
  person_id       uuid not null references person (id),
  organisation_id uuid not null references organisation (id),
  role            text not null check (role in ('teacher', 'care', 'principal', 'office', 'board', 'coordinator', 'privacy', 'administrator')),
  starts          date not null default current_date,
  ends            date,
  added_by        uuid
);
create index membership_person on membership (person_id);
create index membership_organisation on membership (organisation_id, role);
create unique index membership_once on membership (person_id, organisation_id, role) where ends is null;
grant select, insert, update on membership to inbeeld_app;

create table invitation (
  id              uuid primary key default uuidv7(),
  token_hash      bytea not null unique,
  email           text not null,
  given_name      text not null default '',
  prefix          text not null default '',
  surname         text not null,
  organisation_id uuid not null references organisation (id),
  role            text not null,
  groups          uuid[] not null default '{}',
  invited_by      uuid not null references person (id),
  created_at      timestamptz not null default now(),
  expires_at      timestamptz not null,
  accepted_at     timestamptz,
  withdrawn_at    timestamptz
);
create index invitation_organisation on invitation (organisation_id);
grant select, insert, update on invitation to inbeeld_app;

create table session (
  id            uuid primary key default uuidv7(),
  person_id     uuid not null references person (id),
  membership_id uuid references membership (id),
  started_at    timestamptz not null default now(),
  last_seen_at  timestamptz not null default now(),
  ends_at       timestamptz not null,
  ended_at      timestamptz,
  device        text not null default '',
  strong        boolean not null default false
);
create index session_person on session (person_id) where ended_at is null;
grant select, insert, update on session to inbeeld_app;

-- How many minutes a session may rest; a setting, per installation.
create table setting (key text primary key, value jsonb not null);
grant select, insert, update on setting to inbeeld_app;
insert into setting values ('session.idle_minutes', '60'), ('session.longest_hours', '12');

-- Which teacher stands before which group. Written by the school (principal, office, care).
create table group_teacher (
  id        uuid primary key default uuidv7(),
  group_id  uuid not null,
  school_id uuid not null references organisation (id),
  person_id uuid not null references person (id),
  starts    date not null default current_date,
  ends      date,
  added_by  uuid
);
create index group_teacher_person on group_teacher (person_id);
create unique index group_teacher_once on group_teacher (group_id, person_id) where ends is null;
alter table group_teacher enable row level security;
grant select, insert, update on group_teacher to inbeeld_app;
create policy own_school on group_teacher to inbeeld_app
  using (school_id = (select app.organisation()))
  with check (school_id = (select app.organisation()) and (select app.role()) in ('principal', 'office', 'care'));

-- Which facets a role may use of the scopes that it has. A teacher: the groups; the others of a school: the whole school.
create function app.role_facets(role text) returns integer language sql immutable parallel safe as $$
  select case role when 'teacher' then 1 | 2 | 4 when 'care' then 1 | 2 | 4 | 8 | 16 when 'principal' then 1 | 2 | 4 when 'office' then 1 else 0 end
$$;

-- The first statement of every transaction of a signed-in person. Checks session and membership, sets the frame, and answers who it is.
create function app.enter(session_id uuid) returns table (
  person_id uuid, given_name text, prefix text, surname text, language text, membership_id uuid, role text,
  organisation_id uuid, organisation_kind text, organisation_name text, municipality_code text, holiday_region text, strong boolean, memberships integer, notices integer, groups uuid[])
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s session; p person; m membership; o organisation; scopes uuid[]; own uuid[] := '{}'; f integer; bit integer; idle interval; today date := (now() at time zone 'Europe/Amsterdam')::date;
begin
  select * into s from session where id = session_id;
  select make_interval(mins => (value #>> '{}')::integer) into idle from setting where key = 'session.idle_minutes';
  if s.id is null or s.ended_at is not null or s.ends_at <= now() or s.last_seen_at + idle <= now() then return; end if;
  select * into p from person where id = s.person_id;
  if p.closed_at is not null then return; end if;
  if s.last_seen_at < now() - interval '1 minute' then update session set last_seen_at = now() where id = s.id; end if;
  if s.membership_id is not null then
    select * into m from membership x where x.id = s.membership_id and x.person_id = p.id and x.starts <= today and (x.ends is null or x.ends >= today);
    select * into o from organisation x where x.id = m.organisation_id and x.is_on;
  end if;
  if o.id is null then m := null; end if;
  f := app.role_facets(coalesce(m.role, ''));
  if m.role = 'teacher' then
    select coalesce(array_agg(g.group_id), '{}') into own from group_teacher g
      where g.person_id = p.id and g.school_id = o.id and g.starts <= today and (g.ends is null or g.ends >= today);
    scopes := own;
  elsif f > 0 then scopes := array[o.id];
  else scopes := '{}'; end if;
  perform set_config('inbeeld.person', p.id::text, true),
          set_config('inbeeld.organisation', coalesce(o.id::text, ''), true),
          set_config('inbeeld.role', coalesce(m.role, ''), true);
  foreach bit in array array[1, 2, 4, 8, 16, 32] loop
    -- A person's own id is a scope too: that of emergency access, whose facets stand in the involvement itself.
    perform set_config('inbeeld.scopes_' || bit, (case when f & bit <> 0 then scopes || p.id else array[p.id] end)::text, true);
  end loop;
  return query select p.id, p.given_name, p.prefix, p.surname, p.language, m.id, coalesce(m.role, ''), o.id, o.kind, o.name, o.municipality_code, o.holiday_region, s.strong,
    (select count(*)::integer from membership x join organisation y on y.id = x.organisation_id where x.person_id = p.id and x.starts <= today and (x.ends is null or x.ends >= today) and y.is_on),
    (select count(*)::integer from notice n where n.seen_at is null and (n.to_person_id = p.id or (n.to_person_id is null and n.to_role = m.role and (n.to_organisation_id is null or n.to_organisation_id = o.id)))),
    own;
end $$;
revoke all on function app.enter(uuid) from public;
grant execute on function app.enter(uuid) to inbeeld_app;

-- Who looked at a child: read by the care professional and principal of the school and by the privacy officer.
-- Names of people of other organisations are given with their organisation.
create function app.who_looked(pupil uuid, before bigint, at_most integer) returns table (
  seq bigint, at timestamptz, person text, organisation text, role text, kind text, use_case text, facets integer, reason text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if app.role() not in ('care', 'principal', 'privacy') then return; end if;
  if app.role() <> 'privacy' and not app.may(pupil, 1) then return; end if;
  return query
    select j.seq, j.at, trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)), o.name, j.role, j.kind, j.use_case, j.facets, j.reason
    from (select x.seq, x.at, x.person_id, x.organisation_id, x.role, x.kind, x.use_case, x.facets, x.reason from journal x where x.pupils @> array[pupil] and (before is null or x.seq < before)
          union all
          select 9223372036854775807, i.at, i.person_id, i.organisation_id, i.role, i.kind, i.use_case, i.facets, i.reason from journal_inbox i where i.pupils @> array[pupil] and before is null) j
    left join person p on p.id = j.person_id left join organisation o on o.id = j.organisation_id
    order by j.seq desc, j.at desc limit at_most;
end $$;
revoke all on function app.who_looked(uuid, bigint, integer) from public;
grant execute on function app.who_looked(uuid, bigint, integer) to inbeeld_app;

-- The privacy officer's view on the journal: by person, child, period and kind; newest first, the next page before a row.
create function app.search_journal(who uuid, child uuid, since timestamptz, until timestamptz, of_kind text, before bigint, at_most integer) returns table (
  seq bigint, at timestamptz, person text, organisation text, role text, kind text, use_case text, pupils uuid[], facets integer, reason text, details jsonb)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare condition text := ''; low bigint; high bigint;
begin
  if app.role() <> 'privacy' then return; end if;
  -- Only the asked conditions stand in the statement, so that each uses its own index.
  if who is not null then condition := condition || ' and x.person_id = $1'; end if;
  if child is not null then condition := condition || ' and x.pupils @> array[$2]'; end if;
  if since is not null then condition := condition || ' and x.at >= $3'; end if;
  if until is not null then condition := condition || ' and x.at < $4'; end if;
  if of_kind is not null then condition := condition || format(' and x.kind = %L', of_kind); end if;
  if since is not null or until is not null then
    -- The rows of a period lie together: their numbers bound the search.
    select min(x.seq), max(x.seq) into low, high from journal x where x.at >= coalesce(since, '-infinity') and x.at < coalesce(until, 'infinity');
    low := coalesce(low, 0); high := coalesce(high, 0);
  end if;
  return query execute format('
    select j.seq, j.at, trim(concat_ws('' '', p.given_name, nullif(p.prefix, ''''), p.surname)), o.name, j.role, j.kind, j.use_case, j.pupils, j.facets, j.reason, j.details from (
      (select x.seq, x.at, x.person_id, x.organisation_id, x.role, x.kind, x.use_case, x.pupils, x.facets, x.reason, x.details from journal x
        where ($5 is null or x.seq < $5) and ($7 is null or x.seq between $7 and $8) %1$s order by x.seq desc limit $6)
      union all
      (select 9223372036854775807, x.at, x.person_id, x.organisation_id, x.role, x.kind, x.use_case, x.pupils, x.facets, x.reason, x.details from journal_inbox x
        where $5 is null %1$s order by x.id desc limit $6)) j
    left join person p on p.id = j.person_id left join organisation o on o.id = j.organisation_id
    order by j.seq desc, j.at desc limit $6', condition) using who, child, since, until, before, at_most, low, high;
end $$;
revoke all on function app.search_journal(uuid, uuid, timestamptz, timestamptz, text, bigint, integer) from public;
grant execute on function app.search_journal(uuid, uuid, timestamptz, timestamptz, text, bigint, integer) to inbeeld_app;

-- How far the journal is sealed, for those who keep watch over it.
create function app.journal_state() returns table (rows bigint, batches bigint, sealed_at timestamptz, head text, waiting bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(b.to_seq, 0), coalesce(b.batch, 0), b.sealed_at, coalesce(encode(b.head, 'hex'), ''), (select count(*) from journal_inbox)
  from (select 1) one left join lateral (select * from journal_batch order by batch desc limit 1) b on true
  where app.role() in ('privacy', 'administrator')
$$;
revoke all on function app.journal_state() from public;
grant execute on function app.journal_state() to inbeeld_app;
