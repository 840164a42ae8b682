-- Lists and searches of a large municipality. What anybody may see stays as it was.

-- The test of involvement as a probe per row, always. A municipality is a scope of tens of thousands of children, and a plan that is kept is made without knowing that: it would
-- read all of them to show fifty. "offset 0" keeps the planner from turning the test into such a list.
alter policy see on pupil using (
  exists (select 1 from involvement i where i.pupil_id = pupil.id and i.scope_id = any ((select app.scopes(1))::uuid[]) and i.facets & 1 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now()) offset 0)
  or (school_id = (select app.organisation()) and (select app.role()) in ('principal', 'office', 'care')));
alter policy see on placement using (
  exists (select 1 from involvement i where i.pupil_id = placement.pupil_id and i.scope_id = any ((select app.scopes(1))::uuid[]) and i.facets & 1 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now()) offset 0)
  or (school_id = (select app.organisation()) and (select app.role()) in ('principal', 'office', 'care')));
alter policy see_open on need using (
  kind not in ('health', 'unsafe_home') and
  exists (select 1 from involvement i where i.pupil_id = need.pupil_id and i.scope_id = any ((select app.scopes(4))::uuid[]) and i.facets & 4 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now()) offset 0));
alter policy see_restricted on need using (
  exists (select 1 from involvement i where i.pupil_id = need.pupil_id and i.scope_id = any ((select app.scopes(8))::uuid[]) and i.facets & 8 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now()) offset 0));
alter policy care on helper using (
  exists (select 1 from involvement i where i.pupil_id = helper.pupil_id and i.scope_id = any ((select app.scopes(8))::uuid[]) and i.facets & 8 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now()) offset 0));
alter policy care on pupil_state using (
  exists (select 1 from involvement i where i.pupil_id = pupil_state.pupil_id and i.scope_id = any ((select app.scopes(8))::uuid[]) and i.facets & 8 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now()) offset 0));
alter policy needs on triage_decision using (
  exists (select 1 from involvement i where i.pupil_id = triage_decision.pupil_id and i.scope_id = any ((select app.scopes(4))::uuid[]) and i.facets & 4 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now()) offset 0));
alter policy care on triage_decision_care using (
  exists (select 1 from involvement i where i.pupil_id = triage_decision_care.pupil_id and i.scope_id = any ((select app.scopes(8))::uuid[]) and i.facets & 8 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now()) offset 0));
alter policy care_contact on family using (
  exists (select 1 from pupil p join involvement i on i.pupil_id = p.id where p.family_id = family.id and i.scope_id = any ((select app.scopes(8))::uuid[]) and i.facets & 8 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now()) offset 0));
alter policy care_contact on contact_person using (
  exists (select 1 from pupil p join involvement i on i.pupil_id = p.id where p.family_id = contact_person.family_id and i.scope_id = any ((select app.scopes(8))::uuid[]) and i.facets & 8 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now()) offset 0));

-- The test of app.case_wholly written out, where many rows are tested: a probe of the case per row instead of a call. Who sees a case in part only fails it as before.
alter policy wholly on case_step using (exists (select 1 from care_case c where c.id = case_step.case_id and (
  ((select app.role()) = 'coordinator' and c.municipality_id = (select app.organisation()))
  or ((select app.role()) = 'team_lead' and c.lead_organisation_id = (select app.organisation()))
  or ((select app.role()) in ('caseworker', 'attendance', 'team_lead') and c.lead_membership_id = (select app.membership()) and (c.state <> 'closed' or c.lead_sees_until > now()))) offset 0));
alter policy wholly on case_event using (exists (select 1 from care_case c where c.id = case_event.case_id and (
  ((select app.role()) = 'coordinator' and c.municipality_id = (select app.organisation()))
  or ((select app.role()) = 'team_lead' and c.lead_organisation_id = (select app.organisation()))
  or ((select app.role()) in ('caseworker', 'attendance', 'team_lead') and c.lead_membership_id = (select app.membership()) and (c.state <> 'closed' or c.lead_sees_until > now()))) offset 0));

-- Notices: found newest first, for the person and for the role, and tested by a probe.
drop index notice_open;
create index notice_role on notice (to_organisation_id, to_role, created_at desc) where seen_at is null and to_person_id is null;
drop index notice_person;
create index notice_person on notice (to_person_id, created_at desc) where seen_at is null;
alter policy for_me on notice using (
  (to_person_id = (select app.person())
    or (to_person_id is null and to_role = (select app.role()) and (to_organisation_id is null or to_organisation_id = (select app.organisation()))))
  and (pupil_id is null or (select app.role()) = 'privacy'
    or exists (select 1 from involvement i where i.pupil_id = notice.pupil_id and i.scope_id = any ((select app.scopes(1))::uuid[]) and i.facets & 1 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now()) offset 0)));

-- How many notices wait, up to a hundred: the first statement of every request asks it. Who asks stands in the frame.
create function app.notices_waiting() returns integer
language sql stable security definer set search_path = public, pg_temp as $$
  with may as materialized (select n.pupil_id, n.id from notice n where n.seen_at is null and n.to_person_id = app.person()
    union all (select n.pupil_id, n.id from notice n where n.seen_at is null and n.to_person_id is null and n.to_organisation_id = app.organisation() and n.to_role = app.role() limit 1000)
    union all (select n.pupil_id, n.id from notice n where n.seen_at is null and n.to_person_id is null and n.to_organisation_id is null and n.to_role = app.role() limit 1000))
  select count(*)::integer from (select 1 from may n where n.pupil_id is null or app.role() = 'privacy'
    or exists (select 1 from involvement i where i.pupil_id = n.pupil_id and i.scope_id = any ((select app.scopes(1))::uuid[]) and i.facets & 1 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now()) offset 0) limit 100) x
$$;
revoke all on function app.notices_waiting() from public;

-- The newest of them, as the policy shows them.
create function app.notices_open(most integer) returns table (id uuid, kind text, link text, args text, created_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select x.id, x.kind, x.link, x.args::text, x.created_at from (
    (select n.* from notice n where n.seen_at is null and n.to_person_id = app.person() and (n.pupil_id is null or app.role() = 'privacy' or app.may(n.pupil_id, 1)) order by n.created_at desc limit most)
    union all
    (select n.* from notice n where n.seen_at is null and n.to_person_id is null and n.to_organisation_id = app.organisation() and n.to_role = app.role() and (n.pupil_id is null or app.role() = 'privacy' or app.may(n.pupil_id, 1))
      order by n.created_at desc limit most)
    union all
    (select n.* from notice n where n.seen_at is null and n.to_person_id is null and n.to_organisation_id is null and n.to_role = app.role() and (n.pupil_id is null or app.role() = 'privacy' or app.may(n.pupil_id, 1))
      order by n.created_at desc limit most)) x
  order by x.created_at desc limit most
$$;
revoke all on function app.notices_open(integer) from public;
grant execute on function app.notices_open(integer) to inbeeld_app;

-- The words of the names of children in cases, per municipality, so that a search reads what it finds and not all cases. For app.search_cases only.
create table case_word (
  municipality_id uuid not null,
  word            text collate "C" not null,
  case_id         uuid not null references care_case (id) on delete cascade,
  primary key (municipality_id, word, case_id)
);
create index case_word_case on case_word (case_id);
alter table case_word enable row level security;
insert into case_word select distinct c.municipality_id, w, c.id from care_case c join pupil p on p.id = c.pupil_id cross join lateral unnest(string_to_array(p.search_key, ' ')) w where w <> '';
create function app.case_words() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' then delete from case_word where case_id = new.id; end if;
  insert into case_word select distinct new.municipality_id, w, new.id from pupil p cross join lateral unnest(string_to_array(p.search_key, ' ')) w where p.id = new.pupil_id and w <> '';
  return null;
end $$;
create trigger case_words after insert or update of municipality_id, pupil_id on care_case for each row execute function app.case_words();
create function app.pupil_words() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from case_word where case_id in (select id from care_case where pupil_id = new.id);
  insert into case_word select distinct c.municipality_id, w, c.id from care_case c cross join lateral unnest(string_to_array(new.search_key, ' ')) w where c.pupil_id = new.id and w <> '';
  return null;
end $$;
create trigger pupil_words after update of search_key on pupil for each row when (new.search_key is distinct from old.search_key) execute function app.pupil_words();

-- As in 0013, with the same answers: of a team or a person all names are read, of a municipality those that begin with the words that were typed. Only when there is none, names that
-- look like it: those with a word that looks like one of them, and begins with the same letter.
create or replace function app.search_cases(typed text, most integer) returns table (case_id uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare words text[] := array(select distinct w from unnest(string_to_array(typed, ' ')) w where w <> ''); last text := chr(1114111); town uuid := app.organisation();
begin
  if cardinality(words) = 0 then return; end if;
  if app.role() = 'coordinator' then
    return query
      select x.id from (
        select c.id, c.state, p.sort_key from (
          select f.case_id from unnest(words) w cross join lateral (select distinct k.case_id from case_word k where k.municipality_id = town and k.word >= w collate "C" and k.word < (w || last) collate "C") f
          group by f.case_id having count(*) = cardinality(words)) found
        join care_case c on c.id = found.case_id and c.municipality_id = town and (c.state in ('open', 'closing') or c.closed_at > now() - interval '1 year') join pupil p on p.id = c.pupil_id) x
      order by x.state = 'closed', x.sort_key limit most;
    if found or length(typed) < 3 then return; end if;
    return query
      select x.id from (
        select c.id, c.state, p.sort_key, word_similarity(typed, p.search_key) as near from (
          select distinct k.case_id from (
            select distinct l.word from unnest(words) w cross join lateral (select distinct k.word from case_word k where k.municipality_id = town and k.word >= left(w, 1) collate "C" and k.word < (left(w, 1) || last) collate "C") l
            where word_similarity(w, l.word) >= 0.3) alike
          join case_word k on k.municipality_id = town and k.word = alike.word) found
        join care_case c on c.id = found.case_id and c.municipality_id = town and (c.state in ('open', 'closing') or c.closed_at > now() - interval '1 year') join pupil p on p.id = c.pupil_id
        where ' ' || p.search_key like '% ' || left(typed, 1) || '%') x
      where x.near >= 0.5 order by x.near desc, x.state = 'closed', x.sort_key limit most;
    return;
  end if;
  return query
    with mine as materialized (
      select c.id, c.state, p.search_key, p.sort_key from care_case c join pupil p on p.id = c.pupil_id
        where app.role() = 'team_lead' and c.lead_organisation_id = town and c.state in ('open', 'closing')
      union all
      select c.id, c.state, p.search_key, p.sort_key from care_case c join pupil p on p.id = c.pupil_id
        where app.role() in ('caseworker', 'attendance') and c.lead_membership_id = app.membership() and c.state in ('open', 'closing')),
    exact as materialized (select m.id, m.state, m.sort_key from mine m where ' ' || m.search_key like all (array(select '% ' || w || '%' from unnest(words) w)))
    select x.id from (
      select e.id, 1::real as near, e.sort_key from exact e
      union all
      select m.id, word_similarity(typed, m.search_key), m.sort_key from mine m
        where not exists (select 1 from exact) and length(typed) > 2 and ' ' || m.search_key like '% ' || left(typed, 1) || '%' and word_similarity(typed, m.search_key) >= 0.5) x
    order by x.near desc, x.sort_key limit most;
end $$;

-- When the child was first signalled: the coordinator's first page says how long it took to decide, of the last two months.
alter table care_case add column signalled_at timestamptz;
update care_case c set signalled_at = s.at from (select case_id, min(at) as at from signal where case_id is not null group by 1) s where s.case_id = c.id;
create index care_case_opened on care_case (municipality_id, opened_at) include (signalled_at);
-- What runs, by what is due first, with what the policies and the pictures of that page ask, so that counting reads the index only.
create index care_case_running on care_case (municipality_id, next_due, id) include (state, lead_organisation_id, lead_membership_id, lead_state, lead_answer_by, lead_sees_until) where state <> 'closed';
-- What a step gave somebody ends with the step: looked for by its source, with every step that is made or changed.
create index case_participant_source on case_participant (source_id) where ends is null;
