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
  boundary        jsonb,
  -- What the file of municipalities gave is kept when a file of schools says it in other words. Those of the demo do not exist.
  source          text not null default '' check (source in ('', 'duo', 'areas', 'demo'))
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
  duo_kind          text not null default '' check (duo_kind in ('', 'bo', 'sbo', 'so', 'vo', 'mbo')),
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

-- Each file of open data that was read, with what it did: for the page of the administrator.
create table open_data_import (
  id        uuid primary key default uuidv7(),
  at        timestamptz not null default now(),
  by_person uuid,
  what      text not null check (what in ('duo', 'areas')),
  file_name text not null,
  summary   jsonb not null
);
create index open_data_import_at on open_data_import (at desc);
alter table open_data_import enable row level security;
grant select, insert on open_data_import to inbeeld_app;
create policy administrator on open_data_import to inbeeld_app using ((select app.role()) = 'administrator');

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
  last_sign_in_at         timestamptz,
  created_at              timestamptz not null default now(),
  closed_at               timestamptz
);
create unique index person_email on person (normalized_email);
create table person_claim (id integer primary key generated always as identity, user_id uuid not null references person (id) on delete cascade, claim_type text, claim_value text);
create table person_login (login_provider text, provider_key text, provider_display_name text, user_id uuid not null references person (id) on delete cascade, primary key (login_provider, provider_key));
create table person_token (user_id uuid not null references person (id) on delete cascade, login_provider text, name text, value text, primary key (user_id, login_provider, name));
create table person_passkey (credential_id bytea primary key, user_id uuid not null references person (id) on delete cascade, data jsonb not null);
create index person_passkey_user on person_passkey (user_id);
-- The second factor of an authenticator app. The last step used is kept, so that a code that was seen over a shoulder works no second time.
create table totp (
  person_id    uuid primary key references person (id) on delete cascade,
  key          bytea not null,
  confirmed_at timestamptz not null,
  last_step    bigint not null
);
create table recovery_code (
  person_id uuid not null references person (id) on delete cascade,
  hash      bytea not null,
  used_at   timestamptz,
  primary key (person_id, hash)
);
-- For who lost password and second factor and has no mail to fall back on: a link made by who manages the people of all that person's roles.
create table recovery_link (
  token_hash bytea primary key,
  person_id  uuid not null references person (id) on delete cascade,
  made_by    uuid not null references person (id),
  made_at    timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index recovery_link_person on recovery_link (person_id);
grant select, insert, update, delete on totp, recovery_code to inbeeld_app;
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
grant select, insert, update (starts, ends) on membership to inbeeld_app;

create table invitation (
  id              uuid primary key default uuidv7(),
  token_hash      bytea not null unique,
  email           text not null,
  normalized_email text not null,
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
create index session_latest on session (person_id, started_at desc);
-- A session begins by app.start_session only, and is seen and ended by nobody but its own person. Strong is never added to a session
-- that exists: who proves more gets a new one.
alter table session enable row level security;
grant select, update (membership_id, ended_at) on session to inbeeld_app;
create policy own on session to inbeeld_app using (person_id = (select app.person()))
  with check (person_id = (select app.person()) and (membership_id is null or exists (select 1 from membership m where m.id = membership_id and m.person_id = (select app.person()))));

-- How many minutes a session may rest and how many hours it lasts, and whether a second factor is needed for pages about children; per installation.
create table setting (key text primary key, value jsonb not null);
grant select, insert, update on setting to inbeeld_app;
insert into setting values ('session.idle_minutes', '60'), ('session.longest_hours', '12'), ('session.second_factor', '"required"');

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
create index group_teacher_group on group_teacher (group_id);
create unique index group_teacher_once on group_teacher (group_id, person_id) where ends is null;
alter table group_teacher enable row level security;
grant select, insert, update on group_teacher to inbeeld_app;
create policy own_school on group_teacher to inbeeld_app
  using (school_id = (select app.organisation()) or (select app.role()) = 'administrator')
  with check ((school_id = (select app.organisation()) and (select app.role()) in ('principal', 'office', 'care')) or (select app.role()) = 'administrator');

-- In which kind of organisation a role exists, and who may give, end and give again which role where.
create function app.role_kind(role text) returns text language sql immutable parallel safe as $$
  select case when role in ('teacher', 'care', 'principal', 'office') then 'school' when role = 'board' then 'board' when role = 'coordinator' then 'municipality'
    when role in ('privacy', 'administrator') then 'installation' end
$$;
create function app.may_give(to_organisation uuid, role text) returns boolean
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
  select exists (select 1 from organisation o where o.id = to_organisation and o.kind = app.role_kind(role)
    and (app.role() = 'administrator' or (o.id = app.organisation() and case app.role()
      when 'principal' then role in ('teacher', 'care', 'office', 'principal')
      when 'office' then role in ('teacher', 'care', 'office')
      when 'board' then role = 'board'
      when 'coordinator' then role = 'coordinator'
      else false end)))
$$;
revoke all on function app.may_give(uuid, text) from public;
grant execute on function app.may_give(uuid, text) to inbeeld_app;
alter table membership enable row level security;
create policy readable on membership for select to inbeeld_app using (true);
create policy give on membership for insert to inbeeld_app with check (app.may_give(organisation_id, role));
create policy end_or_give_again on membership for update to inbeeld_app using (app.may_give(organisation_id, role)) with check (app.may_give(organisation_id, role));
alter table invitation enable row level security;
create policy see on invitation for select to inbeeld_app using (
  (organisation_id = (select app.organisation()) and (select app.role()) in ('principal', 'office', 'board', 'coordinator')) or (select app.role()) = 'administrator');
create policy invite on invitation for insert to inbeeld_app with check (app.may_give(organisation_id, role) and invited_by = (select app.person()));
create policy change on invitation for update to inbeeld_app using (app.may_give(organisation_id, role)) with check (app.may_give(organisation_id, role));

-- Without an administrator nobody could make one any more: the last one stays, also when two are ended at the same moment.
create function app.keep_an_administrator() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(471103);
  if not exists (select 1 from membership m join person p on p.id = m.person_id join organisation o on o.id = m.organisation_id
      where m.role = 'administrator' and m.ends is null and m.id <> new.id and p.closed_at is null and o.is_on) then
    raise exception 'This is the last administrator' using errcode = 'IB001';
  end if;
  return new;
end $$;
create trigger keep_an_administrator before update of ends on membership for each row
  when (old.role = 'administrator' and old.ends is null and new.ends is not null) execute function app.keep_an_administrator();

-- The organisation of the roles that belong to no school, board or municipality; made when it is missing.
create function app.installation() returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare found uuid;
begin
  perform pg_advisory_xact_lock(471103);
  select id into found from organisation where kind = 'installation' order by id limit 1;
  if found is null then
    insert into organisation (kind, code, name, is_on, switched_on_at) values ('installation', 'installation', 'InBeeld', true, now()) returning id into found;
  end if;
  return found;
end $$;
revoke all on function app.installation() from public;

-- What the holder of an invitation's link may know: who is invited by whom for what. Unknown links give nothing.
create function app.invitation(token bytea) returns table (
  id uuid, email text, given_name text, prefix text, surname text, role text, organisation_name text, inviter text, expires_at timestamptz, accepted_at timestamptz, withdrawn_at timestamptz, account_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.id, i.email, i.given_name, i.prefix, i.surname, i.role, o.name, trim(concat_ws(' ', b.given_name, nullif(b.prefix, ''), b.surname)), i.expires_at, i.accepted_at, i.withdrawn_at,
    (select p.id from person p where p.normalized_email = i.normalized_email and p.closed_at is null)
  from invitation i join organisation o on o.id = i.organisation_id join person b on b.id = i.invited_by where i.token_hash = token
$$;
-- The role goes to the person with the invited address, once. False: the link does not hold any more, or is another person's.
create function app.accept_invitation(token bytea, for_person uuid, moment timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare i invitation; day date := (moment at time zone 'Europe/Amsterdam')::date;
begin
  select * into i from invitation where token_hash = token for update;
  if i.id is null or i.accepted_at is not null or i.withdrawn_at is not null or i.expires_at <= moment then return false; end if;
  if not exists (select 1 from person p where p.id = for_person and p.normalized_email = i.normalized_email and p.closed_at is null) then return false; end if;
  update invitation set accepted_at = moment where id = i.id;
  -- A role that stops on a day to come goes on; one that stopped begins anew.
  update membership set ends = null where person_id = for_person and organisation_id = i.organisation_id and role = i.role and ends >= day
    and not exists (select 1 from membership x where x.person_id = for_person and x.organisation_id = i.organisation_id and x.role = i.role and x.ends is null);
  insert into membership (person_id, organisation_id, role, starts, added_by) values (for_person, i.organisation_id, i.role, day, i.invited_by) on conflict do nothing;
  insert into group_teacher (group_id, school_id, person_id, starts, added_by)
    select g.id, g.school_id, for_person, day, i.invited_by from school_group g where i.role = 'teacher' and g.id = any (i.groups) and g.school_id = i.organisation_id and g.ended_on is null
    on conflict do nothing;
  return true;
end $$;
revoke all on function app.invitation(bytea) from public;
revoke all on function app.accept_invitation(bytea, uuid, timestamptz) from public;
grant execute on function app.invitation(bytea) to inbeeld_app;
grant execute on function app.accept_invitation(bytea, uuid, timestamptz) to inbeeld_app;

-- The first administrator comes by a link that the program prints at its start. Every start prints one; all of them stop when there is an administrator.
create function app.has_administrator() returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from membership m join person p on p.id = m.person_id join organisation o on o.id = m.organisation_id
    where m.role = 'administrator' and m.ends is null and p.closed_at is null and o.is_on)
$$;
create function app.first_administrator_link(token bytea) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select not app.has_administrator() and exists (select 1 from setting where key = 'first_administrator' and value ? encode(token, 'hex'))
$$;
create function app.make_first_administrator(token bytea, for_person uuid, day date) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare home uuid := app.installation();
begin
  if not app.first_administrator_link(token) then return false; end if;
  insert into membership (person_id, organisation_id, role, starts, added_by) values (for_person, home, 'administrator', day, for_person);
  delete from setting where key = 'first_administrator';
  return true;
end $$;
revoke all on function app.has_administrator() from public;
revoke all on function app.first_administrator_link(bytea) from public;
revoke all on function app.make_first_administrator(bytea, uuid, date) from public;
grant execute on function app.first_administrator_link(bytea) to inbeeld_app;
grant execute on function app.make_first_administrator(bytea, uuid, date) to inbeeld_app;

-- Somebody who lost password or second factor is helped by who may give every role that person has, so that nobody takes over an account
-- that reaches further than their own.
create function app.may_recover(of_person uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select of_person <> app.person() and exists (select 1 from membership m where m.person_id = of_person and app.may_give(m.organisation_id, m.role))
    and not exists (select 1 from membership m where m.person_id = of_person and (m.ends is null or m.ends >= (now() at time zone 'Europe/Amsterdam')::date) and not app.may_give(m.organisation_id, m.role))
$$;
create function app.make_recovery_link(token bytea, of_person uuid, moment timestamptz, until timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not app.may_recover(of_person) then return false; end if;
  update recovery_link set expires_at = moment where person_id = of_person and used_at is null and expires_at > moment;
  insert into recovery_link (token_hash, person_id, made_by, made_at, expires_at) values (token, of_person, app.person(), moment, until);
  return true;
end $$;
create function app.recovery_link(token bytea) returns table (person_id uuid, given_name text, surname text, email text, expires_at timestamptz, used_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.given_name, p.surname, p.email, l.expires_at, l.used_at from recovery_link l join person p on p.id = l.person_id and p.closed_at is null where l.token_hash = token
$$;
-- Used once: every session ends and the second factor that was lost goes; the new password is set in the same transaction.
create function app.use_recovery_link(token bytea, moment timestamptz) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare who uuid;
begin
  update recovery_link set used_at = moment where token_hash = token and used_at is null and expires_at > moment returning person_id into who;
  if who is null then return null; end if;
  update session set ended_at = moment where person_id = who and ended_at is null;
  delete from totp where person_id = who;
  delete from recovery_code where person_id = who;
  delete from person_passkey where user_id = who;
  update person set two_factor_enabled = false, access_failed_count = 0, lockout_end = null where id = who;
  return who;
end $$;
revoke all on function app.may_recover(uuid) from public;
revoke all on function app.make_recovery_link(bytea, uuid, timestamptz, timestamptz) from public;
revoke all on function app.recovery_link(bytea) from public;
revoke all on function app.use_recovery_link(bytea, timestamptz) from public;
grant execute on function app.may_recover(uuid), app.make_recovery_link(bytea, uuid, timestamptz, timestamptz), app.recovery_link(bytea), app.use_recovery_link(bytea, timestamptz) to inbeeld_app;

-- Which facets a role may use of the scopes that it has. A teacher: the groups; the others of a school: the whole school.
create function app.role_facets(role text) returns integer language sql immutable parallel safe as $$
  select case role when 'teacher' then 1 | 2 | 4 when 'care' then 1 | 2 | 4 | 8 | 16 when 'principal' then 1 | 2 | 4 when 'office' then 1 else 0 end
$$;

-- A session for somebody who just proved who they are, in the role of last time when that still holds, else the oldest.
create function app.start_session(of_person uuid, is_strong boolean, on_device text, moment timestamptz) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare made uuid; day date := (moment at time zone 'Europe/Amsterdam')::date; hours integer := coalesce((select (value #>> '{}')::integer from setting where key = 'session.longest_hours'), 12);
begin
  insert into session (person_id, membership_id, started_at, last_seen_at, ends_at, device, strong)
    select of_person, (select m.id from membership m join organisation o on o.id = m.organisation_id and o.is_on
        where m.person_id = of_person and m.starts <= day and (m.ends is null or m.ends >= day)
        order by m.id is distinct from (select s.membership_id from session s where s.person_id = of_person order by s.started_at desc limit 1), m.starts, m.id limit 1),
      moment, moment, moment + make_interval(hours => hours), on_device, is_strong
    returning id into made;
  update person set last_sign_in_at = moment where id = of_person;
  return made;
end $$;
revoke all on function app.start_session(uuid, boolean, text, timestamptz) from public;
grant execute on function app.start_session(uuid, boolean, text, timestamptz) to inbeeld_app;

-- The first statement of every transaction of a signed-in person. Checks session and membership, sets the frame, and answers who it is.
create function app.enter(session_id uuid) returns table (
  person_id uuid, given_name text, prefix text, surname text, language text, membership_id uuid, role text,
  organisation_id uuid, organisation_kind text, organisation_name text, municipality_code text, holiday_region text, strong boolean, second_factor_first boolean, memberships integer, notices integer, groups uuid[])
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s session; p person; m membership; o organisation; scopes uuid[]; own uuid[] := '{}'; f integer; bit integer; idle interval; required boolean; weak boolean; today date := (now() at time zone 'Europe/Amsterdam')::date;
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
  if m.role = 'teacher' then
    select coalesce(array_agg(g.group_id), '{}') into own from group_teacher g
      where g.person_id = p.id and g.school_id = o.id and g.starts <= today and (g.ends is null or g.ends >= today);
    scopes := own;
  elsif f > 0 then scopes := array[o.id];
  else scopes := '{}'; end if;
  perform set_config('inbeeld.person', p.id::text, true),
          set_config('inbeeld.organisation', coalesce(o.id::text, ''), true),
          set_config('inbeeld.role', case when weak then '' else coalesce(m.role, '') end, true);
  foreach bit in array array[1, 2, 4, 8, 16, 32] loop
    -- A person's own id is a scope too: that of emergency access, whose facets stand in the involvement itself.
    -- It ends with the role in which it was taken.
    perform set_config('inbeeld.scopes_' || bit, (case when m.id is null or weak then '{}' when f & bit <> 0 then scopes || p.id else array[p.id] end)::text, true);
  end loop;
  return query select p.id, p.given_name, p.prefix, p.surname, p.language, m.id, coalesce(m.role, ''), o.id, o.kind, o.name, o.municipality_code, o.holiday_region, s.strong, weak,
    (select count(*)::integer from membership x join organisation y on y.id = x.organisation_id where x.person_id = p.id and x.starts <= today and (x.ends is null or x.ends >= today) and y.is_on),
    (select count(*)::integer from notice n where n.seen_at is null and (n.to_person_id = p.id or (n.to_person_id is null and n.to_role = m.role and (n.to_organisation_id is null or n.to_organisation_id = o.id)))
      and (n.pupil_id is null or m.role = 'privacy' or app.may(n.pupil_id, 1))),
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
