-- Places in the library: the agreement between one municipality and one library. No child stands in it.
-- Who plans at a library (library_planner, 0006) keeps it; who works there (library) reads.

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
