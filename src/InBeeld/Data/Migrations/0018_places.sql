-- Places in the library: the agreement between one municipality and one library. No child stands in it.

-- Who plans at a library: agreements, rooms, hours, rosters. Who works there (role library) reads.
alter table membership drop constraint membership_role_check;
alter table membership add constraint membership_role_check check (role in ('teacher', 'care', 'principal', 'office', 'board', 'coordinator', 'enforcement',
  'team_lead', 'caseworker', 'attendance', 'partner', 'library', 'library_planner', 'privacy', 'administrator'));

create or replace function app.role_kind(role text) returns text language sql immutable parallel safe as $$
  select case when role in ('teacher', 'care', 'principal', 'office') then 'school' when role = 'board' then 'board' when role in ('coordinator', 'enforcement') then 'municipality'
    when role in ('team_lead', 'caseworker', 'attendance') then 'team' when role = 'partner' then 'partner' when role in ('library', 'library_planner') then 'library'
    when role in ('privacy', 'administrator') then 'installation' end
$$;
create or replace function app.may_give(to_organisation uuid, role text) returns boolean
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
  select exists (select 1 from organisation o where o.id = to_organisation and o.kind = app.role_kind(role) and (role <> 'attendance' or o.party = 'attendance')
    and (app.role() = 'administrator'
      or (app.role() = 'coordinator' and o.kind in ('team', 'partner', 'library') and o.municipality_code = (select m.municipality_code from organisation m where m.id = app.organisation()))
      or (o.id = app.organisation() and case app.role()
        when 'principal' then role in ('teacher', 'care', 'office', 'principal')
        when 'office' then role in ('teacher', 'care', 'office')
        when 'board' then role = 'board'
        when 'coordinator' then role in ('coordinator', 'enforcement')
        when 'team_lead' then role in ('team_lead', 'caseworker', 'attendance')
        when 'library_planner' then role in ('library', 'library_planner')
        else false end)))
$$;
drop policy see on invitation;
create policy see on invitation for select to inbeeld_app using (
  (organisation_id = (select app.organisation()) and (select app.role()) in ('principal', 'office', 'board', 'coordinator', 'team_lead', 'library_planner')) or (select app.role()) = 'administrator'
  or ((select app.role()) = 'coordinator' and exists (select 1 from organisation o join organisation m on m.id = (select app.organisation())
    where o.id = invitation.organisation_id and o.kind in ('team', 'partner', 'library') and o.municipality_code = m.municipality_code)));

-- As in 0015, with the planner of a library among those who belong to a town.
create or replace function app.enter(session_id uuid) returns table (
  person_id uuid, given_name text, prefix text, surname text, language text, membership_id uuid, role text,
  organisation_id uuid, organisation_kind text, organisation_name text, municipality_code text, holiday_region text, strong boolean, second_factor_first boolean, memberships integer, notices integer, groups uuid[])
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s session; p person; m membership; o organisation; scopes uuid[]; own uuid[] := '{}'; f integer; bit integer; idle interval; required boolean; weak boolean; town uuid; today date := (now() at time zone 'Europe/Amsterdam')::date;
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
  if m.role in ('coordinator', 'enforcement', 'team_lead', 'caseworker', 'attendance', 'partner', 'library', 'library_planner') then
    select x.id into town from organisation x where x.kind = 'municipality' and x.code = o.municipality_code;
  end if;
  if m.role = 'teacher' then
    select coalesce(array_agg(g.group_id), '{}') into own from group_teacher g
      where g.person_id = p.id and g.school_id = o.id and g.starts <= today and (g.ends is null or g.ends >= today);
    scopes := own;
  elsif m.role = 'attendance' then scopes := array[app.intake_scope(town)];
  elsif f > 0 then scopes := array[o.id];
  else scopes := '{}'; end if;
  perform set_config('inbeeld.person', p.id::text, true),
          set_config('inbeeld.organisation', coalesce(o.id::text, ''), true),
          set_config('inbeeld.membership', case when weak then '' else coalesce(m.id::text, '') end, true),
          set_config('inbeeld.town', case when weak then '' else coalesce(town::text, '') end, true),
          set_config('inbeeld.role', case when weak then '' else coalesce(m.role, '') end, true);
  foreach bit in array array[1, 2, 4, 8, 16, 32] loop
    -- A person's own id is a scope too: that of emergency access; and the membership: that of tasks in cases. Their facets stand in the involvement itself.
    -- It ends with the role in which it was taken.
    perform set_config('inbeeld.scopes_' || bit, (case when m.id is null or weak then '{}' when f & bit <> 0 then scopes || p.id || m.id else array[p.id, m.id] end)::text, true);
  end loop;
  return query select p.id, p.given_name, p.prefix, p.surname, p.language, m.id, coalesce(m.role, ''), o.id, o.kind, o.name, o.municipality_code, o.holiday_region, s.strong, weak,
    (select count(*)::integer from membership x join organisation y on y.id = x.organisation_id where x.person_id = p.id and x.starts <= today and (x.ends is null or x.ends >= today) and y.is_on),
    app.notices_waiting(),
    own;
end $$;

create table place_agreement (
  id              uuid primary key,
  municipality_id uuid not null references organisation (id),
  library_id      uuid not null references organisation (id),
  begun_by        text not null check (begun_by in ('municipality', 'library')),
  -- Of the groups 3 and 4 of the guideline: for whom the places are, by what a child needs.
  needs           text[] not null check (cardinality(needs) > 0 and needs <@ '{no_device,no_connection,no_quiet_place,little_help,motivation}'),
  places          integer not null check (places between 1 and 2000),
  starts          date not null,
  ends            date check (ends >= starts),
  hours           text not null default '' check (length(hours) <= 500),
  remark          text not null default '' check (length(remark) <= 2000),
  state           text not null default 'talking' check (state in ('talking', 'agreed', 'declined', 'ended')),
  -- Why it was declined or ended, by which side, when, and what it was before: for a day it can be undone.
  state_reason    text not null default '' check (length(state_reason) <= 1000),
  state_by        text not null default '' check (state_by in ('', 'municipality', 'library')),
  state_at        timestamptz,
  state_was       text not null default '' check (state_was in ('', 'talking', 'agreed')),
  agreed_by_municipality uuid references person (id),
  agreed_at_municipality timestamptz,
  agreed_by_library      uuid references person (id),
  agreed_at_library      timestamptz,
  version         integer not null default 1,
  by_person       uuid not null references person (id),
  at              timestamptz not null default now(),
  check ((agreed_by_municipality is null) = (agreed_at_municipality is null) and (agreed_by_library is null) = (agreed_at_library is null)),
  check (state <> 'agreed' or (agreed_by_municipality is not null and agreed_by_library is not null)),
  check (state not in ('declined', 'ended') or (state_reason <> '' and state_at is not null))
);
create index place_agreement_municipality on place_agreement (municipality_id, id desc);
create index place_agreement_library on place_agreement (library_id, id desc);
-- What both go through before they agree.
create table place_condition (
  agreement_id uuid not null references place_agreement (id) on delete cascade,
  kind         text not null check (kind in ('staff', 'continuity', 'hygiene', 'supervision', 'hours', 'distance')),
  answer       text not null default '' check (answer in ('', 'yes', 'partly', 'no')),
  remark       text not null default '' check (length(remark) <= 1000),
  action       text not null default '' check (length(action) <= 300),
  who          text not null default '' check (length(who) <= 120),
  by_on        date,
  version      integer not null default 1,
  primary key (agreement_id, kind)
);
-- What happened, for both sides; never changed.
create table place_event (
  id           uuid primary key default uuidv7(),
  agreement_id uuid not null references place_agreement (id) on delete cascade,
  kind         text not null check (kind in ('begun', 'changed', 'condition', 'agreed', 'taken-back', 'declined', 'ended', 'undone')),
  side         text not null check (side in ('municipality', 'library')),
  what         text not null default '',
  by_person    uuid not null references person (id),
  at           timestamptz not null
);
create index place_event_agreement on place_event (agreement_id, id);

-- On which side of an agreement somebody reads, and on which they write; null: on none.
create function app.place_reads(municipality uuid, library uuid) returns text language sql stable parallel safe as $$
  select case when app.role() = 'coordinator' and municipality = app.organisation() then 'municipality' when app.role() in ('library', 'library_planner') and library = app.organisation() then 'library' end
$$;
create function app.place_writes(municipality uuid, library uuid) returns text language sql stable parallel safe as $$
  select case when app.role() = 'coordinator' and municipality = app.organisation() then 'municipality' when app.role() = 'library_planner' and library = app.organisation() then 'library' end
$$;

-- Whatever asks for it: nobody agrees for the other side, and what changes asks both again.
create function app.place_agreement_guard() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare side text := app.place_writes(new.municipality_id, new.library_id);
begin
  if (new.needs, new.places, new.starts, new.hours, new.remark) is distinct from (old.needs, old.places, old.starts, old.hours, old.remark) or new.ends is distinct from old.ends then
    new.agreed_by_municipality := null; new.agreed_at_municipality := null; new.agreed_by_library := null; new.agreed_at_library := null;
    if new.state = 'agreed' then new.state := 'talking'; end if;
  end if;
  if current_user = 'inbeeld_app' and ((new.agreed_by_municipality is not null and new.agreed_by_municipality is distinct from old.agreed_by_municipality and (side is distinct from 'municipality' or new.agreed_by_municipality <> app.person()))
    or (new.agreed_by_library is not null and new.agreed_by_library is distinct from old.agreed_by_library and (side is distinct from 'library' or new.agreed_by_library <> app.person()))) then
    raise exception 'not allowed' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger place_agreement_guard before update on place_agreement for each row execute function app.place_agreement_guard();
create function app.place_conditions() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into place_condition (agreement_id, kind) select new.id, k from unnest(array['staff', 'continuity', 'hygiene', 'supervision', 'hours', 'distance']) k;
  return null;
end $$;
create trigger place_conditions after insert on place_agreement for each row execute function app.place_conditions();
create function app.place_condition_changed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (new.answer, new.remark, new.action, new.who) is distinct from (old.answer, old.remark, old.action, old.who) or new.by_on is distinct from old.by_on then
    update place_agreement set agreed_by_municipality = null, agreed_at_municipality = null, agreed_by_library = null, agreed_at_library = null,
      state = 'talking', version = version + 1 where id = new.agreement_id;
  end if;
  return null;
end $$;
create trigger place_condition_changed after update on place_condition for each row execute function app.place_condition_changed();

alter table place_agreement enable row level security;
alter table place_condition enable row level security;
alter table place_event enable row level security;
grant select, insert, update (needs, places, starts, ends, hours, remark, state, state_reason, state_by, state_at, state_was, agreed_by_municipality, agreed_at_municipality, agreed_by_library, agreed_at_library, version) on place_agreement to inbeeld_app;
grant select, update (answer, remark, action, who, by_on, version) on place_condition to inbeeld_app;
grant select, insert on place_event to inbeeld_app;
create policy see on place_agreement for select to inbeeld_app using (
  ((select app.role()) = 'coordinator' and municipality_id = (select app.organisation())) or ((select app.role()) in ('library', 'library_planner') and library_id = (select app.organisation())));
create policy begin on place_agreement for insert to inbeeld_app with check (by_person = (select app.person()) and begun_by = app.place_writes(municipality_id, library_id)
  and state = 'talking' and agreed_by_municipality is null and agreed_by_library is null
  and exists (select 1 from organisation o where o.id = municipality_id and o.kind = 'municipality' and o.is_on) and exists (select 1 from organisation o where o.id = library_id and o.kind = 'library' and o.is_on));
create policy change on place_agreement for update to inbeeld_app using (
  ((select app.role()) = 'coordinator' and municipality_id = (select app.organisation())) or ((select app.role()) = 'library_planner' and library_id = (select app.organisation())));
create policy see on place_condition for select to inbeeld_app using (exists (select 1 from place_agreement a where a.id = agreement_id));
-- While both talk, or after they agreed; not of what was declined or ended.
create policy change on place_condition for update to inbeeld_app using (exists (select 1 from place_agreement a where a.id = agreement_id and a.state in ('talking', 'agreed') and app.place_writes(a.municipality_id, a.library_id) is not null));
create policy see on place_event for select to inbeeld_app using (exists (select 1 from place_agreement a where a.id = agreement_id));
create policy add on place_event for insert to inbeeld_app with check (by_person = (select app.person()) and exists (select 1 from place_agreement a where a.id = agreement_id and app.place_writes(a.municipality_id, a.library_id) = side));

-- Tells the other side once: as long as it is not read, the same news is not told again.
create function app.tell_place(agreement uuid, what text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare a place_agreement; side text; to_org uuid; other_role text; address text := '/places/' || agreement; mine text;
begin
  select * into a from place_agreement where id = agreement;
  side := app.place_writes(a.municipality_id, a.library_id);
  if side is null or what not in ('place-begun', 'place-changed', 'place-one', 'place-agreed', 'place-declined', 'place-ended', 'place-undone') then raise exception 'not allowed' using errcode = '42501'; end if;
  if side = 'municipality' then to_org := a.library_id; other_role := 'library_planner'; else to_org := a.municipality_id; other_role := 'coordinator'; end if;
  select o.name into mine from organisation o where o.id = app.organisation();
  insert into notice (to_organisation_id, to_role, kind, link, args) select to_org, other_role, what, address, jsonb_build_array(mine)
    where not exists (select 1 from notice n where n.to_organisation_id = to_org and n.to_role = other_role and n.kind = what and n.link = address and n.seen_at is null);
end $$;
revoke all on function app.tell_place(uuid, text), app.place_conditions(), app.place_condition_changed() from public;
grant execute on function app.tell_place(uuid, text) to inbeeld_app;
