-- Programmes of a library: group programmes and guidance to measure, for whom they are, and which children asked for one.
-- A participant is a child as the library knows it: its own few facts, because children also sign up themselves. The link with the school's child, when there is one,
-- gives the school its side and the library nothing more than stands here. Free for the child, always: there is no price for a family anywhere.

create table programme (
  id         uuid primary key,
  library_id uuid not null references organisation (id),
  name       text not null check (length(trim(name)) between 1 and 80),
  kind       text not null check (kind in ('group', 'tailored', 'mixed')),
  aim        text not null default '' check (length(aim) <= 1000),
  -- For the child and the family, on the page where they sign up.
  about      text not null default '' check (length(about) <= 2000),
  materials  text not null default '' check (length(materials) <= 1000),
  -- Who carries it out, when that is not the library itself.
  provider   text not null default '' check (length(provider) <= 120),
  location   text not null default '' check (length(location) <= 120),
  room_id    uuid references room (id),
  places     integer not null check (places between 1 and 10000),
  starts     date not null,
  ends       date not null check (ends >= starts and ends <= starts + 1100),
  -- Last part of the address of the page where a family signs up.
  slug       text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
  by_family  boolean not null default false,
  state      text not null default 'draft' check (state in ('draft', 'open', 'closed')),
  version    integer not null default 1,
  by_person  uuid not null references person (id),
  at         timestamptz not null
);
create unique index programme_slug on programme (slug);
create index programme_library on programme (library_id, state, starts desc, id);
-- For whom: each is a rule over what is known of a child, or a question that must be answered with yes.
create table programme_criterion (
  id           uuid primary key,
  programme_id uuid not null references programme (id) on delete cascade,
  position     smallint not null,
  kind         text not null check (kind in ('level', 'year', 'age', 'question')),
  least        smallint check (least between 0 and 30),
  most         smallint check (most between 0 and 30 and most >= least),
  levels       text[] not null default '{}' check (levels <@ '{primary,secondary,special,mbo}'),
  question     text not null default '' check (length(question) <= 200),
  check (case kind when 'level' then cardinality(levels) > 0 when 'question' then trim(question) <> '' else least is not null or most is not null end)
);
create index programme_criterion_programme on programme_criterion (programme_id, position);
create table programme_staff (
  programme_id  uuid not null references programme (id) on delete cascade,
  membership_id uuid not null references membership (id),
  task          text not null default 'guide' check (task in ('leader', 'guide')),
  primary key (programme_id, membership_id)
);
create index programme_staff_member on programme_staff (membership_id);

create table participant (
  id               uuid primary key,
  library_id       uuid not null references organisation (id),
  pupil_id         uuid references pupil (id),
  given_name       text not null check (length(trim(given_name)) between 1 and 60),
  prefix           text not null default '' check (length(prefix) <= 20),
  surname          text not null default '' check (length(surname) <= 80),
  born             date,
  school_id        uuid references organisation (id),
  -- As typed by a family, when the school is not one of ours or not chosen.
  school_name      text not null default '' check (length(school_name) <= 120),
  level            text not null default '' check (level in ('', 'primary', 'secondary', 'special', 'mbo')),
  year_group       smallint check (year_group between 1 and 30),
  contact_name     text not null default '' check (length(contact_name) <= 120),
  contact_phone    text not null default '' check (length(contact_phone) <= 30),
  contact_email    text not null default '' check (length(contact_email) <= 200),
  contact_language text not null default 'nl' check (contact_language ~ '^[a-z]{2,3}$'),
  sort_key         text not null default '',
  merged_into      uuid references participant (id),
  version          integer not null default 1,
  at               timestamptz not null
);
create unique index participant_pupil on participant (library_id, pupil_id) where pupil_id is not null and merged_into is null;
create index participant_of_pupil on participant (pupil_id) where pupil_id is not null;
create index participant_library on participant (library_id, sort_key, id) where merged_into is null;

create table enrolment (
  id             uuid primary key,
  programme_id   uuid not null references programme (id),
  library_id     uuid not null references organisation (id),
  participant_id uuid not null references participant (id),
  -- Who brought the child: counted per programme.
  source         text not null check (source in ('teacher', 'school', 'pupil', 'parent', 'third', 'library')),
  source_name    text not null default '' check (length(source_name) <= 120),
  referred_by    uuid references person (id),
  referred_org   uuid references organisation (id),
  -- What the teacher or the child wants worked on.
  wish           text not null default '' check (length(wish) <= 1000),
  -- The questions of the criteria that were answered with yes, and what did not fit when the child was brought in.
  said_yes       uuid[] not null default '{}',
  -- A school sees what becomes of its child, until who agreed takes that back.
  school_sees    boolean not null default true,
  state          text not null default 'referred' check (state in ('referred', 'intake', 'waiting', 'offered', 'placed', 'done', 'declined', 'dropped', 'withdrawn')),
  waiting_since  timestamptz,
  offered_until  timestamptz,
  placed_on      date,
  ended_on       date,
  reason         text not null default '' check (length(reason) <= 300),
  alternative_id uuid references programme (id),
  state_was      text not null default '',
  state_by       uuid references person (id),
  state_at       timestamptz not null,
  version        integer not null default 1,
  at             timestamptz not null,
  check (state not in ('declined', 'dropped') or trim(reason) <> ''),
  check ((state = 'waiting' or state = 'offered') = (waiting_since is not null)),
  check ((state = 'offered') = (offered_until is not null))
);
create unique index enrolment_once on enrolment (programme_id, participant_id) where state in ('referred', 'intake', 'waiting', 'offered', 'placed');
create index enrolment_programme on enrolment (programme_id, state, at, id);
create index enrolment_waiting on enrolment (programme_id, waiting_since, id) where state in ('waiting', 'offered');
create index enrolment_participant on enrolment (participant_id);
create index enrolment_referred on enrolment (referred_org, referred_by) where referred_org is not null;
-- What happened with it; never changed.
create table enrolment_event (
  id           uuid primary key default uuidv7(),
  enrolment_id uuid not null references enrolment (id) on delete cascade,
  state        text not null,
  reason       text not null default '',
  by_person    uuid references person (id),
  at           timestamptz not null
);
create index enrolment_event_enrolment on enrolment_event (enrolment_id, id);

-- A school brings in a child of which it may not know that it takes part already: the library learns that it was asked again, the school nothing.
create table referral_again (
  id           uuid primary key,
  programme_id uuid not null references programme (id),
  pupil_id     uuid not null references pupil (id),
  school_id    uuid not null references organisation (id),
  wish         text not null default '' check (length(wish) <= 1000),
  by_person    uuid not null references person (id),
  at           timestamptz not null,
  unique (programme_id, pupil_id, school_id)
);
create index referral_again_pupil on referral_again (pupil_id);

-- The library whose programmes somebody carries out, and those of its programmes they may see children of: a leader all, a guide the own ones.
create function app.programmes_at() returns uuid language sql stable parallel safe as $$
  select case when app.role() in ('programme_leader', 'guide') then app.organisation() end
$$;
create function app.guided() returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
  select case app.role() when 'programme_leader' then (select coalesce(array_agg(p.id), '{}') from programme p where p.library_id = app.organisation())
    when 'guide' then (select coalesce(array_agg(s.programme_id), '{}') from programme_staff s where s.membership_id = app.membership()) else '{}' end
$$;
-- The libraries of the own municipality, and those it agreed with: whose programmes a school, team, partner or municipality may know.
create function app.near_libraries() returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct l.id), '{}') from organisation o
    join organisation l on l.kind = 'library' and l.is_on and (l.municipality_code = case o.kind when 'municipality' then o.code else o.municipality_code end
      or exists (select 1 from place_agreement a join organisation m on m.id = a.municipality_id where a.library_id = l.id and a.state = 'agreed' and m.code = case o.kind when 'municipality' then o.code else o.municipality_code end))
  where o.id = app.organisation() and app.role() in ('teacher', 'care', 'principal', 'office', 'coordinator', 'team_lead', 'caseworker', 'attendance', 'partner')
$$;
revoke all on function app.guided(), app.near_libraries() from public;
grant execute on function app.guided(), app.near_libraries() to inbeeld_app;

-- How many places of a programme are taken: by who takes part and whom a place is offered.
create function app.programme_taken(programme uuid, moment timestamptz) returns integer language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::integer from enrolment e where e.programme_id = programme and (e.state = 'placed' or e.state = 'offered' and e.offered_until > moment)
$$;
revoke all on function app.programme_taken(uuid, timestamptz) from public;
grant execute on function app.programme_taken(uuid, timestamptz) to inbeeld_app;

create function app.enrolment_noted() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' or new.state <> old.state then
    insert into enrolment_event (enrolment_id, state, reason, by_person, at) values (new.id, new.state, new.reason, app.person(), new.state_at);
  end if;
  return null;
end $$;
create trigger enrolment_noted after insert or update on enrolment for each row execute function app.enrolment_noted();

-- Tells the leaders that a child was brought to a programme: once, until they looked. Asked only by the functions that bring a child.
create function app.tell_of_referral(programme uuid) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into notice (to_organisation_id, to_role, kind, link, args) select g.library_id, 'programme_leader', 'programme-referred', '/programmes/' || g.id, jsonb_build_array(g.name) from programme g
    where g.id = tell_of_referral.programme and not exists (select 1 from notice n where n.to_organisation_id = g.library_id and n.kind = 'programme-referred' and n.link = '/programmes/' || g.id and n.seen_at is null)
$$;

-- Brings a child of the own school to a programme. What the library gets: the name, birth date, year and school, and, when the parent agreed, whom to call.
-- Answers why not, or ''; 'same' when this very referral was made already. Twice the same child for the same programme is one.
create function app.refer_pupil(enrolment_id uuid, programme uuid, pupil uuid, wish text, said_yes uuid[], call uuid, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare p pupil; g programme; o organisation; c contact_person; who uuid; made boolean;
begin
  if app.role() not in ('teacher', 'care', 'principal') or not app.may(refer_pupil.pupil, 1) then return 'not-yours'; end if;
  select * into g from programme where id = refer_pupil.programme and library_id = any (app.near_libraries());
  if g.id is null or g.state <> 'open' or g.ends < (moment at time zone 'Europe/Amsterdam')::date then return 'closed'; end if;
  select * into p from pupil where id = refer_pupil.pupil and left_on is null;
  if p.id is null or p.school_id <> app.organisation() then return 'not-yours'; end if;
  select * into o from organisation where id = p.school_id;
  if call is not null then
    select x.* into c from contact_person x where x.id = call and x.family_id = p.family_id and x.removed_at is null and app.may(p.id, 2);
  end if;
  insert into participant (id, library_id, pupil_id, given_name, prefix, surname, born, school_id, level, year_group, contact_name, contact_phone, contact_email, contact_language, sort_key, at)
    values (uuidv7(), g.library_id, p.id, p.given_name, left(p.prefix, 20), left(p.surname, 80), p.birth_date, p.school_id, o.level, p.year_group, left(coalesce(c.name, ''), 120), left(coalesce(c.phone, ''), 30), left(coalesce(c.email, ''), 200),
      coalesce(nullif(c.language, ''), 'nl'), p.sort_key, moment)
    on conflict (library_id, pupil_id) where pupil_id is not null and merged_into is null
      do update set school_id = excluded.school_id, level = excluded.level, year_group = excluded.year_group, version = participant.version + 1,
        contact_name = case when excluded.contact_name <> '' then excluded.contact_name else participant.contact_name end, contact_phone = case when excluded.contact_name <> '' then excluded.contact_phone else participant.contact_phone end,
        contact_email = case when excluded.contact_name <> '' then excluded.contact_email else participant.contact_email end, contact_language = case when excluded.contact_name <> '' then excluded.contact_language else participant.contact_language end
    returning id into who;
  insert into enrolment (id, programme_id, library_id, participant_id, source, source_name, referred_by, referred_org, wish, said_yes, state_by, state_at, at)
    values (enrolment_id, g.id, g.library_id, who, case when app.role() = 'teacher' then 'teacher' else 'school' end, left(o.name, 120), app.person(), app.organisation(), refer_pupil.wish,
      array(select k.id from programme_criterion k where k.programme_id = g.id and k.kind = 'question' and k.id = any (refer_pupil.said_yes)), app.person(), moment, moment)
    on conflict do nothing returning true into made;
  if made is null then
    if exists (select 1 from enrolment e where e.id = enrolment_id and e.participant_id = who) then return 'same'; end if;
    if exists (select 1 from enrolment e where e.programme_id = g.id and e.participant_id = who and e.school_sees and e.state in ('referred', 'intake', 'waiting', 'offered', 'placed')) then return 'already'; end if;
    -- A school that may no longer know that the child takes part, does not learn it this way: for the school this is a referral like any other.
    insert into referral_again (id, programme_id, pupil_id, school_id, wish, by_person, at) values (enrolment_id, g.id, p.id, p.school_id, refer_pupil.wish, app.person(), moment) on conflict (programme_id, pupil_id, school_id) do nothing returning true into made;
    if made is null then return case when exists (select 1 from referral_again r where r.id = enrolment_id) then 'same' else 'already' end; end if;
  end if;
  perform app.tell_of_referral(g.id);
  return '';
end $$;
-- What the own school sees of it: referred, and withdrawn once the child takes no part any more. Gone when the school may know the rest.
create function app.asked_again(pupil uuid) returns table (id uuid, programme_id uuid, state text, at timestamptz) language sql stable security definer set search_path = public, pg_temp as $$
  select r.id, r.programme_id, case when exists (select 1 from enrolment e join participant p on p.id = e.participant_id where p.pupil_id = r.pupil_id and e.programme_id = r.programme_id and e.state in ('referred', 'intake', 'waiting', 'offered', 'placed')) then 'referred' else 'withdrawn' end, r.at
  from referral_again r where r.pupil_id = asked_again.pupil and r.school_id = app.organisation() and app.role() in ('teacher', 'care', 'principal', 'office') and app.may(asked_again.pupil, 1)
    and not exists (select 1 from enrolment e join participant p on p.id = e.participant_id where p.pupil_id = r.pupil_id and e.programme_id = r.programme_id and e.school_sees and (e.at > r.at or e.state in ('referred', 'intake', 'waiting', 'offered', 'placed')))
$$;
revoke all on function app.asked_again(uuid) from public;
grant execute on function app.asked_again(uuid) to inbeeld_app;
revoke all on function app.enrolment_noted(), app.tell_of_referral(uuid), app.refer_pupil(uuid, uuid, uuid, text, uuid[], uuid, timestamptz) from public;
grant execute on function app.refer_pupil(uuid, uuid, uuid, text, uuid[], uuid, timestamptz) to inbeeld_app;

-- The participants of the programmes somebody guides, and those they brought from elsewhere.
create function app.my_participants() returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(e.participant_id), '{}') from enrolment e
  where (select app.role()) = 'guide' and e.programme_id = any ((select app.guided())::uuid[]) or (select app.role()) = 'partner' and e.referred_org = (select app.organisation()) and e.referred_by = (select app.person())
$$;
-- Of somebody who took back that school may know, school does not see that the library knows the child.
create function app.school_knows(participant uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from enrolment e where e.participant_id = school_knows.participant and e.school_sees)
$$;
revoke all on function app.my_participants(), app.school_knows(uuid) from public;
grant execute on function app.my_participants(), app.school_knows(uuid) to inbeeld_app;

alter table programme enable row level security;
alter table programme_criterion enable row level security;
alter table programme_staff enable row level security;
alter table participant enable row level security;
alter table enrolment enable row level security;
alter table enrolment_event enable row level security;
grant select, insert, update (name, kind, aim, about, materials, provider, location, room_id, places, starts, ends, slug, by_family, state, version) on programme to inbeeld_app;
grant select, insert, update (position, kind, least, most, levels, question), delete on programme_criterion to inbeeld_app;
grant select, insert, delete on programme_staff to inbeeld_app;
grant select, insert, update (given_name, prefix, surname, born, school_id, school_name, level, year_group, contact_name, contact_phone, contact_email, contact_language, sort_key, version) on participant to inbeeld_app;
grant select, insert, update (wish, version) on enrolment to inbeeld_app;
grant select on enrolment_event to inbeeld_app;
alter table referral_again enable row level security;
grant select on referral_again to inbeeld_app;
create policy guided on referral_again for select to inbeeld_app using (programme_id = any ((select app.guided())::uuid[]));
create policy library on programme for select to inbeeld_app using (library_id = (select app.programmes_at()));
-- The programmes of the libraries around are no secret.
create policy around on programme for select to inbeeld_app using (state <> 'draft' and library_id = any ((select app.near_libraries())::uuid[]));
create policy add on programme for insert to inbeeld_app with check ((select app.role()) = 'programme_leader' and library_id = (select app.organisation()) and by_person = (select app.person()));
create policy change on programme for update to inbeeld_app using ((select app.role()) = 'programme_leader' and library_id = (select app.organisation()));
create policy see on programme_criterion for select to inbeeld_app using (exists (select 1 from programme p where p.id = programme_id));
create policy keep on programme_criterion for all to inbeeld_app using ((select app.role()) = 'programme_leader' and exists (select 1 from programme p where p.id = programme_id and p.library_id = (select app.organisation())));
create policy see on programme_staff for select to inbeeld_app using (exists (select 1 from programme p where p.id = programme_id));
create policy keep on programme_staff for all to inbeeld_app using ((select app.role()) = 'programme_leader' and exists (select 1 from programme p where p.id = programme_id and p.library_id = (select app.organisation())))
  with check ((select app.role()) = 'programme_leader' and exists (select 1 from programme p where p.id = programme_id and p.library_id = (select app.organisation()))
    and exists (select 1 from membership m where m.id = membership_id and m.organisation_id = (select app.organisation()) and m.role in ('programme_leader', 'guide') and m.ends is null));
create policy library on enrolment for select to inbeeld_app using (programme_id = any ((select app.guided())::uuid[]));
create policy school on enrolment for select to inbeeld_app using (school_sees and (select app.role()) in ('teacher', 'care', 'principal', 'office') and exists (select 1 from participant p join involvement i on i.pupil_id = p.pupil_id
  where p.id = participant_id and i.scope_id = any ((select app.scopes(1))::uuid[]) and i.facets & 1 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now())));
-- Who brought a child from elsewhere sees what became of it.
create policy referrer on enrolment for select to inbeeld_app using ((school_sees or (select app.role()) = 'partner') and referred_org = (select app.organisation()) and referred_by = (select app.person()));
create policy add on enrolment for insert to inbeeld_app with check ((select app.role()) = 'programme_leader' and library_id = (select app.organisation()) and source = 'library' and state = 'referred'
  and exists (select 1 from programme p where p.id = programme_id and p.library_id = enrolment.library_id) and exists (select 1 from participant p where p.id = participant_id and p.library_id = enrolment.library_id));
create policy change on enrolment for update to inbeeld_app using (programme_id = any ((select app.guided())::uuid[]));
create policy see on enrolment_event for select to inbeeld_app using (exists (select 1 from enrolment e where e.id = enrolment_id));
-- A leader knows the participants of the library, a guide those of the own programmes, a school its children, who brought a child that child.
create policy leader on participant for select to inbeeld_app using ((select app.role()) = 'programme_leader' and library_id = (select app.organisation()));
create policy guide on participant for select to inbeeld_app using ((select app.role()) = 'guide' and library_id = (select app.organisation()) and id = any ((select app.my_participants())::uuid[]));
create policy school on participant for select to inbeeld_app using ((select app.role()) in ('teacher', 'care', 'principal', 'office') and app.school_knows(id) and exists (select 1 from involvement i
  where i.pupil_id = participant.pupil_id and i.scope_id = any ((select app.scopes(1))::uuid[]) and i.facets & 1 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now())));
create policy referrer on participant for select to inbeeld_app using ((select app.role()) = 'partner' and id = any ((select app.my_participants())::uuid[]));
create policy add on participant for insert to inbeeld_app with check ((select app.role()) = 'programme_leader' and library_id = (select app.organisation()) and pupil_id is null);
create policy change on participant for update to inbeeld_app using ((select app.role()) = 'programme_leader' and library_id = (select app.organisation()));
