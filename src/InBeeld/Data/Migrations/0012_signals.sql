-- Signalling: only to a municipality that works with InBeeld and in the name of one's own kind of organisation; withdrawing a mistake; whether it was of use and
-- when that was said; a worry that is reported without an account; and telling who signalled.

create policy to_who_can_receive on signal as restrictive for insert to inbeeld_app with check (
  exists (select 1 from organisation o where o.id = municipality_id and o.kind = 'municipality' and o.is_on)
  and case (select app.role())
    when 'partner' then pupil_id is null and source = (select case o.party when 'partnership' then 'partnership' when 'childcare' then 'childcare' else 'institution' end from organisation o where o.id = app.organisation())
    when 'teacher' then source in ('school', 'mbo') when 'care' then source in ('school', 'mbo') when 'principal' then source in ('school', 'mbo')
    else source in ('third', 'municipality') and municipality_id = (select app.town()) end);

alter table signal add column use_at timestamptz;
grant update (use_at) on signal to inbeeld_app;
create index signal_own on signal (by_person, at desc) where by_person is not null;
-- How many came in without an account on a day is limited per municipality.
create index signal_reported on signal (municipality_id, at) where by_person is null;

-- As in 0007; and who signalled may say when it was of use, and withdraw a mistake as long as nobody looked at it.
create or replace function app.signal_guard() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare may_change text[] := array['of_use', 'use_note', 'use_at', 'version'];
begin
  if session_user = 'inbeeld_app' and not (app.role() = 'coordinator' and old.municipality_id = app.organisation())
      and not (app.role() = 'attendance' and old.municipality_id = app.town() and old.state in ('new', 'brought_in')) then
    if old.state = 'new' and new.state = 'ended' and new.end_reason = 'mistake' and new.ended_by is not distinct from app.membership() then
      may_change := may_change || array['state', 'ended_at', 'ended_by', 'end_reason'];
    end if;
    if old.by_person is distinct from app.person() or (to_jsonb(new) - may_change) <> (to_jsonb(old) - may_change) then
      raise exception 'not allowed' using errcode = '42501';
    end if;
  end if;
  return new;
end $$;

-- Somebody without an account reports a worry. Answers the receipt; none when this municipality cannot receive, or has had its share of this day.
-- The same form sent twice is one report.
create function app.report_signal(report_id uuid, town uuid, child_given text, child_prefix text, child_surname text, born date, key text, school text, lives text, called text,
  who text, reach text, relation text, why text, what text, knows text, by_when timestamptz, moment timestamptz, per_day integer) returns table (receipt text, problem text, made boolean)
language plpgsql security definer set search_path = public, pg_temp as $$
declare known text;
begin
  -- One at a time per municipality, so that the limit holds and a double tap is one.
  perform pg_advisory_xact_lock(hashtextextended('report:' || town, 0));
  select s.receipt into known from signal s where s.id = report_id and s.source = 'third' and s.by_person is null and s.municipality_id = town and s.at > moment - interval '1 day';
  if known is not null then return query select known, '', false; return; end if;
  if not exists (select 1 from organisation o where o.id = town and o.kind = 'municipality' and o.is_on) then return query select null::text, 'off', false; return; end if;
  if (select count(*) from signal s where s.municipality_id = town and s.by_person is null and s.at > moment - interval '1 day') >= per_day then return query select null::text, 'full', false; return; end if;
  return query insert into signal as s (id, municipality_id, routed, source, given_name, prefix, surname, birth_date, search_key, school_name, address, phone, reporter_name, reporter_contact, reporter_relation,
      reason, words, family_knows, urgency, decide_by, at)
    values (report_id, town, 'chosen', 'third', child_given, child_prefix, child_surname, born, key, school, lives, called, who, reach, relation, why, what, knows, 2, by_when, moment)
    returning s.receipt, '', true;
end $$;
revoke all on function app.report_signal(uuid, uuid, text, text, text, date, text, text, text, text, text, text, text, text, text, text, timestamptz, timestamptz, integer) from public;
grant execute on function app.report_signal(uuid, uuid, text, text, text, date, text, text, text, text, text, text, text, text, text, text, timestamptz, timestamptz, integer) to inbeeld_app;

-- How far a report is: the day it was received, and received, treated or closed. No name, no content, not who treats it.
create function app.report_state(of_receipt text) returns table (received date, phase text)
language sql stable security definer set search_path = public, pg_temp as $$
  select (s.at at time zone 'Europe/Amsterdam')::date,
    case when s.state = 'ended' or c.state = 'closed' then 'closed' when s.state = 'new' then 'received' else 'treated' end
  from signal s left join care_case c on c.id = s.case_id where s.receipt = of_receipt and s.source = 'third'
$$;
revoke all on function app.report_state(text) from public;
grant execute on function app.report_state(text) to inbeeld_app;

-- Tells who signalled what became of it: who leads, or that the case is closed. For who may see the case wholly. No name, no content.
create function app.tell_signallers(of_case uuid, what text) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare n integer;
begin
  if not app.case_wholly(of_case) or what not in ('signal-lead', 'signal-closed') then raise exception 'not allowed' using errcode = '42501'; end if;
  insert into notice (to_person_id, to_organisation_id, kind, link)
    select s.by_person, s.organisation_id, what, '/signals/mine/' || s.id from signal s
    where s.case_id = of_case and s.by_person is not null and s.source in ('school', 'mbo', 'partnership', 'childcare', 'institution')
      and not exists (select 1 from notice x where x.to_person_id = s.by_person and x.kind = what and x.link = '/signals/mine/' || s.id and x.seen_at is null);
  get diagnostics n = row_count;
  return n;
end $$;
revoke all on function app.tell_signallers(uuid, text) from public;
grant execute on function app.tell_signallers(uuid, text) to inbeeld_app;

-- The same for a signal that ended without a case of its own. For the coordinator of the municipality that has it.
create function app.tell_signaller(of_signal uuid) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare n integer;
begin
  if app.role() is distinct from 'coordinator' or not exists (select 1 from signal s where s.id = of_signal and s.municipality_id = app.organisation()) then raise exception 'not allowed' using errcode = '42501'; end if;
  insert into notice (to_person_id, to_organisation_id, kind, link)
    select s.by_person, s.organisation_id, 'signal-ended', '/signals/mine/' || s.id from signal s
    where s.id = of_signal and s.by_person is not null and s.source in ('school', 'mbo', 'partnership', 'childcare', 'institution');
  get diagnostics n = row_count;
  return n;
end $$;
revoke all on function app.tell_signaller(uuid) from public;
grant execute on function app.tell_signaller(uuid) to inbeeld_app;
