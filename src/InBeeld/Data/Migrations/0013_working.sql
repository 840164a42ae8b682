-- Working lists, parties, visits and transfers, on top of 0007_coordination.sql.

-- Closed cases, newest first.
create index care_case_closed on care_case (municipality_id, closed_at desc, id desc) where state = 'closed';
create index care_case_team_closed on care_case (lead_organisation_id, closed_at desc, id desc) where state = 'closed';

-- Cases by the name of the child, within what one may list: the municipality, the own team, the own cases. A function, because a search among the names of
-- thousands of cases must not ask per name whether it may be seen: that follows from the case. The key is a search key: letters, digits and spaces only.
-- Every word of it begins a word of the name; only when there is none, names that look like it and have a word with the same first letter.
create function app.search_cases(typed text, most integer) returns table (case_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  with mine as (
    select id, pupil_id, state from care_case where app.role() = 'coordinator' and municipality_id = app.organisation() and state in ('open', 'closing')
    union all
    select id, pupil_id, state from care_case where app.role() = 'coordinator' and municipality_id = app.organisation() and state = 'closed' and closed_at > now() - interval '1 year'
    union all
    select id, pupil_id, state from care_case where app.role() = 'team_lead' and lead_organisation_id = app.organisation() and state in ('open', 'closing')
    union all
    select id, pupil_id, state from care_case where app.role() in ('caseworker', 'attendance') and lead_membership_id = app.membership() and state in ('open', 'closing')),
    exact as materialized (select m.id, m.state, p.sort_key from mine m join pupil p on p.id = m.pupil_id
      where typed <> '' and ' ' || p.search_key like all (array(select '% ' || w || '%' from unnest(string_to_array(typed, ' ')) w where w <> '')))
  select x.id from (
    select e.id, 1::real as near, e.state, e.sort_key from exact e
    union all
    select m.id, word_similarity(typed, p.search_key), m.state, p.sort_key from mine m join pupil p on p.id = m.pupil_id
      where not exists (select 1 from exact) and length(typed) > 2 and ' ' || p.search_key like '% ' || left(typed, 1) || '%' and word_similarity(typed, p.search_key) >= 0.5) x
  order by x.near desc, x.state = 'closed', x.sort_key limit most
$$;
revoke all on function app.search_cases(text, integer) from public;
grant execute on function app.search_cases(text, integer) to inbeeld_app;

-- How many cases stand in the list of who asks, and how many have a step due before a day; never more than "most" are counted. Numbers only, from the index alone.
create function app.cases_now(in_state text, late_before date, most integer) returns table (found integer, late integer)
language sql stable security definer set search_path = public, pg_temp as $$
  with list as (select
      (select count(*) from (select 1 from care_case where app.role() = 'coordinator' and municipality_id = app.organisation() and state = in_state limit most) x)
      + (select count(*) from (select 1 from care_case where app.role() = 'team_lead' and lead_organisation_id = app.organisation() and state = in_state limit most) x)
      + (select count(*) from (select 1 from care_case where app.role() in ('caseworker', 'attendance') and lead_membership_id = app.membership() and state = in_state and (in_state <> 'closed' or closed_at > now() - interval '7 days') limit most) x) as found,
      (select count(*) from (select 1 from care_case where app.role() = 'coordinator' and municipality_id = app.organisation() and state = 'open' and next_due < late_before limit most) x)
      + (select count(*) from (select 1 from care_case where app.role() = 'team_lead' and lead_organisation_id = app.organisation() and state = 'open' and next_due < late_before limit most) x)
      + (select count(*) from (select 1 from care_case where app.role() in ('caseworker', 'attendance') and lead_membership_id = app.membership() and state = 'open' and next_due < late_before limit most) x) as late)
  select list.found::integer, list.late::integer from list
$$;
revoke all on function app.cases_now(text, date, integer) from public;
grant execute on function app.cases_now(text, date, integer) to inbeeld_app;

-- How much work there is, per person who leads or has steps: numbers only, for who runs the municipality or the team. Counted by the function, because asking per step
-- whether it may be seen would cost more than counting.
create function app.work_of(parties uuid[], late_before date) returns table (membership_id uuid, open integer, asked integer, late_cases integer, steps integer, late integer)
language sql stable security definer set search_path = public, pg_temp as $$
  with near as (select m.id from membership m join organisation o on o.id = m.organisation_id
      where o.id = any (parties) and (app.role() = 'team_lead' and o.id = app.organisation()
        or app.role() = 'coordinator' and o.kind in ('team', 'municipality') and o.municipality_code = (select t.municipality_code from organisation t where t.id = app.organisation()))),
    c as (select lead_membership_id as id, count(*)::integer as open, (count(*) filter (where state = 'open' and lead_state = 'asked'))::integer as asked, (count(*) filter (where state = 'open' and next_due < late_before))::integer as late
      from care_case where lead_membership_id in (select near.id from near) and state in ('open', 'closing') group by 1),
    s as (select owner_id as id, count(*)::integer as steps, (count(*) filter (where due_on < late_before))::integer as late from case_step where owner_id in (select near.id from near) and state = 'open' group by 1)
  select n.id, coalesce(c.open, 0), coalesce(c.asked, 0), coalesce(c.late, 0), coalesce(s.steps, 0), coalesce(s.late, 0) from near n left join c on c.id = n.id left join s on s.id = n.id
$$;
revoke all on function app.work_of(uuid[], date) from public;
grant execute on function app.work_of(uuid[], date) to inbeeld_app;

-- Of a transfer that waits for an answer the receiving coordinator sees about whom it is: first name and birth date, no more. Once taken over, the signal gives the rest.
create function app.transfer_child(of_transfer uuid) returns table (pupil_id uuid, given_name text, birth_date date)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.given_name, p.birth_date from case_transfer t join care_case c on c.id = t.case_id join pupil p on p.id = c.pupil_id
  where t.id = of_transfer and app.role() = 'coordinator' and (t.from_id = app.organisation() or (t.to_id = app.organisation() and t.state in ('asked', 'accepted')))
    and (t.state = 'asked' or t.answered_at > now() - interval '1 year')
$$;
revoke all on function app.transfer_child(uuid) from public;
grant execute on function app.transfer_child(uuid) to inbeeld_app;

-- A transfer is answered once: refused by who receives, withdrawn by who asked; taking over goes by app.accept_transfer.
create function app.transfer_guard() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if current_user = 'inbeeld_app' and not (old.state = 'asked' and (new.state = 'refused' and new.to_id = app.organisation() or new.state = 'withdrawn' and new.from_id = app.organisation())
      and new.signal_id is null) then
    raise exception 'not allowed' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger transfer_guard before update on case_transfer for each row execute function app.transfer_guard();

-- One mail per person and day, whichever node sends it.
create table digest_sent (
  person_id uuid not null references person (id) on delete cascade,
  day       date not null,
  -- The week in the library went along.
  week      boolean not null default false,
  at        timestamptz not null default now(),
  primary key (person_id, day)
);
create index digest_sent_week on digest_sent (day) where week;
alter table digest_sent enable row level security;
