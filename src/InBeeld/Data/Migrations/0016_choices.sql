-- Transfers in the timeline, the choice about the mail of the day, taking back a removed rule, throwing away a draft, and readers of a safety record elsewhere.

-- Refused there or withdrawn here: it stands in the case, whoever did it. Who receives may not write in the case, therefore by trigger.
create function app.transfer_said() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into case_event (case_id, at, kind, decision, by_member, args, words)
    values (new.case_id, coalesce(new.answered_at, now()), 'transfer_' || new.state, true, new.answered_by, jsonb_build_array((select o.name from organisation o where o.id = new.to_id)), new.answer);
  return null;
end $$;
create trigger transfer_said after update of state on case_transfer for each row when (old.state = 'asked' and new.state in ('refused', 'withdrawn')) execute function app.transfer_said();

-- Whether somebody wants the mail of the day. Without a row: yes.
create table daily_mail (
  person_id uuid primary key references person (id) on delete cascade,
  wanted    boolean not null,
  at        timestamptz not null default now()
);
grant select, insert, update on daily_mail to inbeeld_app;
alter table daily_mail enable row level security;
create policy own on daily_mail to inbeeld_app using (person_id = (select app.person())) with check (person_id = (select app.person()));

-- The rule that was removed last from a draft, and its place, so that it can be put back.
alter table triage_table add column removed jsonb not null default '[]' check (jsonb_typeof(removed) = 'array'), add column removed_place integer not null default 0;
grant update (removed, removed_place) on triage_table to inbeeld_app;
-- A draft is thrown away as it was shown; what holds or held never is. True: it is gone.
create function app.discard_triage_draft(draft uuid, was_version integer) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if app.role() is distinct from 'coordinator' then return false; end if;
  delete from triage_table t where t.id = draft and t.municipality_id = app.organisation() and t.state = 'draft' and t.version = was_version;
  return found;
end $$;
revoke all on function app.discard_triage_draft(uuid, integer) from public;
grant execute on function app.discard_triage_draft(uuid, integer) to inbeeld_app;

-- Whose a safety record is: who began it; when that person no longer reads it, whoever has read it longest.
create function app.owns_safety(record uuid) returns boolean
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
  select app.reads_safety(record) and app.person() = (
    select x.person_id from safety_reader x join safety_record r on r.id = x.record_id join membership m on m.id = x.membership_id
    where x.record_id = record and x.ends is null and (m.ends is null or m.ends >= (now() at time zone 'Europe/Amsterdam')::date)
    order by x.person_id <> r.by_person, x.starts, x.id limit 1)
$$;
revoke all on function app.owns_safety(uuid) from public;
grant execute on function app.owns_safety(uuid) to inbeeld_app;

-- Who leads an open case of the child of a record. Only for the owner of the record, and only when that person may know that there is a case: sees it wholly, or
-- signalled it and so heard who leads.
create function app.safety_leading(record uuid) returns table (membership_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.lead_membership_id from safety_record r join care_case c on c.pupil_id = r.pupil_id and c.state <> 'closed' and c.lead_state = 'accepted'
  where r.id = record and app.owns_safety(record)
    and (app.case_wholly(c.id) or exists (select 1 from signal s where s.case_id = c.id and s.organisation_id = app.organisation() and (s.by_person = app.person() or app.role() in ('care', 'principal'))))
$$;
revoke all on function app.safety_leading(uuid) from public;
grant execute on function app.safety_leading(uuid) to inbeeld_app;

-- As in 0009; who works elsewhere is named by the owner only, and so is who leads the case of the child, also when that is in another municipality.
create or replace function app.safety_candidates(record uuid) returns table (membership_id uuid, person_id uuid, name text, role text, organisation text, own boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.id, p.id, trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)), m.role, o.name, o.id = r.organisation_id
  from safety_record r join organisation o on o.is_on
    and (o.id = r.organisation_id and (r.organisation_id = app.organisation() or app.owns_safety(record))
      or app.owns_safety(record) and (o.municipality_code = r.municipality_code or exists (select 1 from app.safety_leading(record) l join membership y on y.id = l.membership_id where y.organisation_id = o.id)))
  join membership m on m.organisation_id = o.id and app.meldcode_role(m.role) and (o.id = r.organisation_id or m.role not in ('teacher', 'principal'))
    and m.starts <= (now() at time zone 'Europe/Amsterdam')::date and (m.ends is null or m.ends >= (now() at time zone 'Europe/Amsterdam')::date)
    and (o.id = r.organisation_id or o.municipality_code = r.municipality_code or m.id in (select l.membership_id from app.safety_leading(record) l))
  join person p on p.id = m.person_id and p.closed_at is null
  where r.id = record and app.reads_safety(record)
    and not exists (select 1 from safety_reader x where x.record_id = record and x.membership_id = m.id and x.ends is null)
  order by o.id <> r.organisation_id, p.surname, p.given_name
$$;

-- A name is taken away by the owner of the record, by that person, and among colleagues of the organisation of the record.
create function app.may_end_reader(reader uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from safety_reader x join safety_record r on r.id = x.record_id join membership m on m.id = x.membership_id
    where x.id = reader and x.ends is null and app.reads_safety(x.record_id)
      and (x.person_id = app.person() or app.owns_safety(x.record_id) or (m.organisation_id = r.organisation_id and r.organisation_id = app.organisation())))
$$;
revoke all on function app.may_end_reader(uuid) from public;
grant execute on function app.may_end_reader(uuid) to inbeeld_app;
create policy near on safety_reader as restrictive for update to inbeeld_app using (app.may_end_reader(id)) with check (true);
