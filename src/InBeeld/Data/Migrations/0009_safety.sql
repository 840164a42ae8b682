-- Safety: the steps of the meldcode, guided and recorded. What is written in a step is for the named professionals of that record and for nobody else:
-- no role and no facet opens it. Only a row in safety_reader does.

create table safety_record (
  id                uuid primary key default uuidv7(),
  pupil_id          uuid not null references pupil (id),
  by_person         uuid not null references person (id),
  membership_id     uuid not null references membership (id),
  organisation_id   uuid not null references organisation (id),
  municipality_code text references municipality (code),
  begun_at          timestamptz not null default now(),
  state             text not null default 'open' check (state in ('open', 'closed')),
  outcome           text not null default '' check (outcome in ('', 'reported', 'help', 'reported_help', 'no_signs', 'handed_over')),
  closing           text not null default '' check (length(closing) <= 4000),
  closed_at         timestamptz,
  closed_by         uuid,
  -- Until when it is kept; somebody deletes it then, nothing does so by itself.
  keep_until        date,
  version           integer not null default 1
);
create index safety_record_pupil on safety_record (pupil_id);
create index safety_record_organisation on safety_record (organisation_id);

-- One row per step and record. Consult and report are recorded as done: when, and whom; not what was said there.
create table safety_step (
  id          uuid primary key,
  record_id   uuid not null references safety_record (id),
  step        smallint not null check (step between 1 and 5),
  done_on     date not null,
  words       text not null default '' check (length(words) <= 8000),
  consulted   text not null default '' check (length(consulted) <= 200),
  safe_home   text not null default '' check (length(safe_home) <= 200),
  safe_home_on date,
  anonymous   boolean not null default false,
  reference   text not null default '' check (length(reference) <= 60),
  outcome     text not null default '' check (outcome in ('', 'parents', 'child', 'both', 'not_safe', 'none', 'other', 'acute', 'structural', 'acute_structural', 'report', 'help', 'report_help', 'neither')),
  by_person   uuid not null references person (id),
  at          timestamptz not null,
  version     integer not null default 1,
  unique (record_id, step)
);
create table safety_step_history (
  id          uuid primary key default uuidv7(),
  step_id     uuid not null references safety_step (id),
  record_id   uuid not null references safety_record (id),
  was         jsonb not null,
  replaced_at timestamptz not null default now(),
  replaced_by uuid not null
);
create index safety_step_history_record on safety_step_history (record_id, replaced_at);

-- Who may read which record, in which role, and because of what. The first row is made by the record itself.
create table safety_reader (
  id            uuid primary key default uuidv7(),
  record_id     uuid not null references safety_record (id),
  person_id     uuid not null references person (id),
  membership_id uuid not null references membership (id),
  added_by      uuid not null references person (id),
  reason        text not null check (length(reason) between 1 and 1000),
  starts        timestamptz not null default now(),
  ends          timestamptz,
  ended_by      uuid
);
create unique index safety_reader_once on safety_reader (record_id, membership_id) where ends is null;
create index safety_reader_person on safety_reader (person_id) where ends is null;

-- Somebody reads a record in the role in which they were named, as long as they have it. (app.enter put organisation and role there only for a membership that holds.)
create function app.reads_safety(record uuid) returns boolean
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
  select exists (select 1 from safety_reader r join membership m on m.id = r.membership_id
    where r.record_id = record and r.person_id = app.person() and m.person_id = r.person_id and m.organisation_id = app.organisation() and m.role = app.role()
      and r.starts <= now() and (r.ends is null or r.ends > now()))
$$;
revoke all on function app.reads_safety(uuid) from public;
grant execute on function app.reads_safety(uuid) to inbeeld_app;

-- Whom the meldcode binds, of those who work with InBeeld.
create function app.meldcode_role(role text) returns boolean language sql immutable parallel safe as $$
  select role in ('teacher', 'care', 'principal', 'team_lead', 'caseworker', 'attendance', 'coordinator')
$$;

-- Who can be named: a colleague of the own organisation whom the meldcode binds, or the care professional, team or coordinator elsewhere in the municipality of the record.
create function app.safety_candidates(record uuid) returns table (membership_id uuid, person_id uuid, name text, role text, organisation text, own boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.id, p.id, trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)), m.role, o.name, o.id = r.organisation_id
  from safety_record r join organisation o on o.is_on and (o.id = r.organisation_id or o.municipality_code = r.municipality_code)
  join membership m on m.organisation_id = o.id and app.meldcode_role(m.role) and (o.id = r.organisation_id or m.role not in ('teacher', 'principal'))
    and m.starts <= (now() at time zone 'Europe/Amsterdam')::date and (m.ends is null or m.ends >= (now() at time zone 'Europe/Amsterdam')::date)
  join person p on p.id = m.person_id and p.closed_at is null
  where r.id = record and app.reads_safety(record)
    and not exists (select 1 from safety_reader x where x.record_id = record and x.membership_id = m.id and x.ends is null)
  order by o.id <> r.organisation_id, p.surname, p.given_name
$$;
revoke all on function app.safety_candidates(uuid) from public;
grant execute on function app.safety_candidates(uuid) to inbeeld_app;

-- The child of a record, for its readers: also when the child has left since.
create function app.safety_child(record uuid) returns table (pupil_id uuid, given_name text, prefix text, surname text, school_name text, group_name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.given_name, p.prefix, p.surname, o.name, g.name
  from safety_record r join pupil p on p.id = r.pupil_id join organisation o on o.id = p.school_id left join school_group g on g.id = p.group_id
  where r.id = record and app.reads_safety(record)
$$;
revoke all on function app.safety_child(uuid) from public;
grant execute on function app.safety_child(uuid) to inbeeld_app;

alter table safety_record enable row level security;
alter table safety_step enable row level security;
alter table safety_step_history enable row level security;
alter table safety_reader enable row level security;
grant select, insert, update (state, outcome, closing, closed_at, closed_by, keep_until, version) on safety_record to inbeeld_app;
grant select, insert, update (done_on, words, consulted, safe_home, safe_home_on, anonymous, reference, outcome, by_person, at, version) on safety_step to inbeeld_app;
grant select, insert on safety_step_history to inbeeld_app;
grant select, insert, update (ends, ended_by) on safety_reader to inbeeld_app;

create policy readers on safety_record for select to inbeeld_app using (app.reads_safety(id));
-- In one's own name and role, about a child that one may see.
create policy begin on safety_record for insert to inbeeld_app with check (by_person = (select app.person()) and organisation_id = (select app.organisation()) and app.meldcode_role((select app.role()))
  and app.may(pupil_id, 1) and exists (select 1 from membership m where m.id = safety_record.membership_id and m.person_id = (select app.person()) and m.organisation_id = (select app.organisation()) and m.role = (select app.role())));
create policy change on safety_record for update to inbeeld_app using (app.reads_safety(id));
create policy readers on safety_step for select to inbeeld_app using (app.reads_safety(record_id));
create policy add on safety_step for insert to inbeeld_app with check (by_person = (select app.person()) and app.reads_safety(record_id));
create policy change on safety_step for update to inbeeld_app using (app.reads_safety(record_id)) with check (by_person = (select app.person()) and app.reads_safety(record_id));
create policy readers on safety_step_history for select to inbeeld_app using (app.reads_safety(record_id));
create policy add on safety_step_history for insert to inbeeld_app with check (replaced_by = (select app.person()) and app.reads_safety(record_id));
create policy readers on safety_reader for select to inbeeld_app using (app.reads_safety(record_id));
create policy name on safety_reader for insert to inbeeld_app with check (added_by = (select app.person()) and app.reads_safety(record_id)
  and exists (select 1 from app.safety_candidates(record_id) c where c.membership_id = safety_reader.membership_id and c.person_id = safety_reader.person_id));
create policy remove on safety_reader for update to inbeeld_app using (app.reads_safety(record_id)) with check (ended_by = (select app.person()));

create function app.safety_begins() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into safety_reader (record_id, person_id, membership_id, added_by, reason) values (new.id, new.by_person, new.membership_id, new.by_person, 'begun');
  return null;
end $$;
create trigger safety_begins after insert on safety_record for each row execute function app.safety_begins();
-- Somebody always reads it: the last one stays, also when two are removed at the same moment.
create function app.safety_keeps_a_reader() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from safety_record where id = new.record_id for update;
  if not exists (select 1 from safety_reader where record_id = new.record_id and id <> new.id and ends is null) then
    raise exception 'This is the last reader' using errcode = 'IB009';
  end if;
  return new;
end $$;
create trigger safety_keeps_a_reader before update of ends on safety_reader for each row when (old.ends is null and new.ends is not null) execute function app.safety_keeps_a_reader();

-- That there is an open record, and whom to ask: for the care professional of the child's school. Never what is in it. Nobody to ask: all who read it lost that role.
create function app.safety_known(pupil uuid) returns table (record_id uuid, begun_at timestamptz, reader text, organisation text, abandoned boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.id, r.begun_at, w.name, o.name, w.name is null
  from safety_record r join organisation o on o.id = r.organisation_id
  left join lateral (select trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)) as name from safety_reader x join membership m on m.id = x.membership_id join person p on p.id = x.person_id
    where x.record_id = r.id and x.ends is null and p.closed_at is null and (m.ends is null or m.ends >= (now() at time zone 'Europe/Amsterdam')::date) order by x.starts limit 1) w on true
  where r.pupil_id = pupil and r.state = 'open' and app.role() = 'care' and app.may(pupil, 16) and not app.reads_safety(r.id)
  order by r.begun_at
$$;
revoke all on function app.safety_known(uuid) from public;
grant execute on function app.safety_known(uuid) to inbeeld_app;
-- Who began it left, and nobody reads it any more: the care professional of the same school takes it over, and the privacy officer is told.
create function app.take_over_safety(record uuid, why text) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare r safety_record; mine uuid;
begin
  select * into r from safety_record where id = record for update;
  select m.id into mine from membership m where m.person_id = app.person() and m.organisation_id = app.organisation() and m.role = 'care' and m.starts <= (now() at time zone 'Europe/Amsterdam')::date and (m.ends is null or m.ends >= (now() at time zone 'Europe/Amsterdam')::date);
  if r.id is null or mine is null or app.role() <> 'care' or r.organisation_id <> app.organisation() or length(trim(why)) < 10
      or not exists (select 1 from app.safety_known(r.pupil_id) k where k.record_id = record and k.abandoned) then
    return null;
  end if;
  insert into safety_reader (record_id, person_id, membership_id, added_by, reason) values (record, app.person(), mine, app.person(), left(why, 1000));
  perform app.tell(null, null, 'privacy', 'safety-taken-over', null, '/safety/' || record || '/who-read', '[]');
  return r.pupil_id;
end $$;
revoke all on function app.take_over_safety(uuid, text) from public;
grant execute on function app.take_over_safety(uuid, text) to inbeeld_app;

-- Who opened or changed a record: for its readers, and for the privacy officer, who sees who and when and never the words.
create index journal_safety on journal ((details ->> 'safety'), seq desc) where details ? 'safety';
create index journal_inbox_safety on journal_inbox ((details ->> 'safety')) where details ? 'safety';
create function app.who_read_safety(record uuid, before bigint, at_most integer) returns table (
  seq bigint, at timestamptz, person text, organisation text, role text, kind text, use_case text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if app.role() <> 'privacy' and not app.reads_safety(record) then return; end if;
  return query
    select j.seq, j.at, trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)), o.name, j.role, j.kind, j.use_case
    from (select x.seq, x.at, x.person_id, x.organisation_id, x.role, x.kind, x.use_case from journal x where x.details ? 'safety' and x.details ->> 'safety' = record::text and (before is null or x.seq < before)
          union all
          select 9223372036854775807, i.at, i.person_id, i.organisation_id, i.role, i.kind, i.use_case from journal_inbox i where i.details ? 'safety' and i.details ->> 'safety' = record::text and before is null) j
    left join person p on p.id = j.person_id left join organisation o on o.id = j.organisation_id
    order by j.seq desc, j.at desc limit at_most;
end $$;
revoke all on function app.who_read_safety(uuid, bigint, integer) from public;
grant execute on function app.who_read_safety(uuid, bigint, integer) to inbeeld_app;
-- Whether there is such a record at all: for the privacy officer's page.
create function app.is_safety(record uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select app.role() = 'privacy' and exists (select 1 from safety_record where id = record)
$$;
revoke all on function app.is_safety(uuid) from public;
grant execute on function app.is_safety(uuid) to inbeeld_app;

-- As before, without the lines about safety: that somebody opened such a record already tells that there is one. Its readers and the privacy officer see them.
create or replace function app.who_looked(pupil uuid, before bigint, at_most integer) returns table (
  seq bigint, at timestamptz, person text, organisation text, role text, kind text, use_case text, facets integer, reason text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if app.role() not in ('care', 'principal', 'privacy') then return; end if;
  if app.role() <> 'privacy' and not app.may(pupil, 1) then return; end if;
  return query
    select j.seq, j.at, trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)), o.name, j.role, j.kind, j.use_case, j.facets, j.reason
    from (select x.seq, x.at, x.person_id, x.organisation_id, x.role, x.kind, x.use_case, x.facets, x.reason, x.details from journal x where x.pupils @> array[pupil] and (before is null or x.seq < before)
          union all
          select 9223372036854775807, i.at, i.person_id, i.organisation_id, i.role, i.kind, i.use_case, i.facets, i.reason, i.details from journal_inbox i where i.pupils @> array[pupil] and before is null) j
    left join person p on p.id = j.person_id left join organisation o on o.id = j.organisation_id
    where not j.details ? 'safety' or app.role() = 'privacy' or app.reads_safety((j.details ->> 'safety')::uuid)
    order by j.seq desc, j.at desc limit at_most;
end $$;

-- The number of the local Veilig Thuis per municipality, kept by its coordinator. Public, and shown on every page about safety.
create table safety_contact (
  municipality_code text primary key references municipality (code),
  name              text not null check (length(name) between 1 and 120),
  phone             text not null check (length(phone) between 3 and 40),
  hours             text not null default '' check (length(hours) <= 200),
  website           text not null default '' check (length(website) <= 200),
  version           integer not null default 1,
  changed_at        timestamptz not null default now(),
  changed_by        uuid
);
grant select, insert, update on safety_contact to inbeeld_app;
alter table safety_contact enable row level security;
create policy readable on safety_contact for select to inbeeld_app using (true);
create policy add on safety_contact for insert to inbeeld_app with check ((select app.role()) = 'coordinator' and municipality_code = (select o.municipality_code from organisation o where o.id = (select app.organisation())));
create policy change on safety_contact for update to inbeeld_app using ((select app.role()) = 'coordinator' and municipality_code = (select o.municipality_code from organisation o where o.id = (select app.organisation())));

-- A worry that a library employee hands to the school contact. Whoever handed it over sees afterwards only that it was, and whether it was seen.
create table safety_handover (
  id              uuid primary key,
  school_id       uuid not null references organisation (id),
  organisation_id uuid not null references organisation (id),
  by_person       uuid not null references person (id),
  by_name         text not null check (length(by_name) between 1 and 200),
  child           text not null check (length(child) between 1 and 300),
  words           text not null check (length(words) between 1 and 4000),
  at              timestamptz not null default now(),
  state           text not null default 'new' check (state in ('new', 'seen')),
  seen_at         timestamptz,
  seen_by         uuid
);
create index safety_handover_school on safety_handover (school_id, at desc);
create index safety_handover_person on safety_handover (by_person, at desc);
alter table safety_handover enable row level security;
grant select, update (state, seen_at, seen_by) on safety_handover to inbeeld_app;
create policy care on safety_handover for select to inbeeld_app using ((select app.role()) = 'care' and school_id = (select app.organisation()));
create policy seen on safety_handover for update to inbeeld_app using ((select app.role()) = 'care' and school_id = (select app.organisation())) with check (seen_by = (select app.person()));
-- The same id twice (a double tap) is the same thing. Ten an hour: somebody types these, no program.
create function app.hand_over_worry(handover uuid, school uuid, child text, words text, by_name text) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(471309, hashtext(app.person()::text));
  if app.role() <> 'library' or not exists (select 1 from organisation s join organisation l on l.id = app.organisation() where s.id = school and s.kind = 'school' and s.is_on and s.municipality_code = l.municipality_code) then
    return 'school';
  end if;
  if exists (select 1 from safety_handover h where h.id = handover) then
    return case when exists (select 1 from safety_handover h where h.id = handover and h.by_person = app.person()) then 'again' else 'school' end;
  end if;
  if (select count(*) from safety_handover h where h.by_person = app.person() and h.at > now() - interval '1 hour') >= 10 then return 'often'; end if;
  insert into safety_handover (id, school_id, organisation_id, by_person, by_name, child, words) values (handover, school, app.organisation(), app.person(), by_name, child, words);
  perform app.tell(null, school, 'care', 'safety-handover', null, '/safety/handovers', '[]');
  return 'done';
end $$;
revoke all on function app.hand_over_worry(uuid, uuid, text, text, text) from public;
grant execute on function app.hand_over_worry(uuid, uuid, text, text, text) to inbeeld_app;
create function app.my_handovers() returns table (id uuid, school_name text, at timestamptz, seen_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select h.id, o.name, h.at, h.seen_at from safety_handover h join organisation o on o.id = h.school_id
  where app.role() = 'library' and h.by_person = app.person() and h.organisation_id = app.organisation() order by h.at desc limit 50
$$;
revoke all on function app.my_handovers() from public;
grant execute on function app.my_handovers() to inbeeld_app;
