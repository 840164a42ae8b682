-- Working lists, parties, visits and transfers, on top of 0007_coordination.sql.

-- Closed cases, newest first.
create index care_case_closed on care_case (municipality_id, closed_at desc, id desc) where state = 'closed';
create index care_case_team_closed on care_case (lead_organisation_id, closed_at desc, id desc) where state = 'closed';

-- Cases by the name of the child, within what one may list: the municipality, the own team, the own cases. A function, because a search among the names of
-- thousands of cases must not ask per name whether it may be seen: that follows from the case. "begins" and "key" are made of a search key.
create function app.search_cases(begins text, key text, most integer) returns table (case_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  with mine as (
    select id, pupil_id, state from care_case where app.role() = 'coordinator' and municipality_id = app.organisation() and state in ('open', 'closing')
    union all
    select id, pupil_id, state from care_case where app.role() = 'coordinator' and municipality_id = app.organisation() and state = 'closed' and closed_at > now() - interval '1 year'
    union all
    select id, pupil_id, state from care_case where app.role() = 'team_lead' and lead_organisation_id = app.organisation() and state in ('open', 'closing')
    union all
    select id, pupil_id, state from care_case where app.role() in ('caseworker', 'attendance') and lead_membership_id = app.membership() and state in ('open', 'closing'))
  select m.id from mine m join pupil p on p.id = m.pupil_id
  where p.search_key ~ begins or (length(key) > 2 and word_similarity(key, p.search_key) >= 0.5)
  order by p.search_key ~ begins desc, word_similarity(key, p.search_key) desc, m.state = 'closed', p.sort_key limit most
$$;
revoke all on function app.search_cases(text, text, integer) from public;
grant execute on function app.search_cases(text, text, integer) to inbeeld_app;

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
  at        timestamptz not null default now(),
  primary key (person_id, day)
);
alter table digest_sent enable row level security;
