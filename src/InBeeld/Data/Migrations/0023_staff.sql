-- Who works at the library in the slots: what they can, when they would, rosters, shifts, days away, and who advises a school.
-- Employees of a library never supervise and never teach: no duty can hold it, and a slot takes no supervisor from the library.

-- Skills of employees. Supervisor and teacher are none.
create domain staff_skill as text check (value in ('', '0-4', '4-12', '12-18', 'first_aid', 'kind_host', 'reading', 'media'));
create function app.plans_at(library uuid) returns boolean language sql stable parallel safe as $$ select app.role() = 'library_planner' and library = app.organisation() $$;
create function app.local_day(moment timestamptz) returns date language sql stable parallel safe as $$ select (moment at time zone 'Europe/Amsterdam')::date $$;
create function app.day_part(moment timestamptz) returns text language sql stable parallel safe as $$
  select case when extract(hour from moment at time zone 'Europe/Amsterdam') < 12 then 'morning' when extract(hour from moment at time zone 'Europe/Amsterdam') < 17 then 'afternoon' else 'evening' end
$$;

create table library_worker (
  membership_id  uuid primary key references membership (id),
  library_id     uuid not null references organisation (id),
  skills         text[] not null default '{}' check (skills <@ '{0-4,4-12,12-18,first_aid,kind_host,reading,media}'),
  hours_per_week smallint check (hours_per_week between 0 and 60),
  parts_per_week smallint check (parts_per_week between 0 and 21),
  version        integer not null default 1,
  by_person      uuid not null references person (id),
  at             timestamptz not null
);
create table question_round (
  id          uuid primary key,
  library_id  uuid not null references organisation (id),
  starts      date not null,
  ends        date not null check (ends >= starts and ends - starts <= 125),
  answer_by   date not null,
  closed_at   timestamptz,
  reminded_at timestamptz,
  by_person   uuid not null references person (id),
  at          timestamptz not null
);
create index question_round_library on question_round (library_id, id desc);
create table question_answer (
  round_id       uuid not null references question_round (id),
  membership_id  uuid not null references membership (id),
  would          text not null check (would in ('yes', 'rather_not', 'no')),
  -- Parts of days, such as 1-morning: gladly, and rather not. What is in neither: no.
  can            text[] not null default '{}' check (cardinality(can) <= 21),
  rather_not     text[] not null default '{}' check (cardinality(rather_not) <= 21 and not can && rather_not),
  parts_per_week smallint check (parts_per_week between 0 and 21),
  needs          text not null default '' check (length(needs) <= 500),
  version        integer not null default 1,
  at             timestamptz not null,
  primary key (round_id, membership_id)
);
create index question_answer_member on question_answer (membership_id);
-- What a slot asks. Without a line: two people and one reserve. Each of the skills is asked of one of the people.
create table staff_need (
  slot_id    uuid primary key references slot (id),
  library_id uuid not null references organisation (id),
  people     smallint not null default 2 check (people between 0 and 20),
  reserve    smallint not null default 1 check (reserve between 0 and 10),
  skills     text[] not null default '{}' check (skills <@ '{0-4,4-12,12-18,first_aid,kind_host,reading,media}' and cardinality(skills) <= people),
  -- A roster is kept: slot.people is the number of people on duty.
  kept       boolean not null default false,
  -- Closed because nobody could come.
  closed_by  uuid,
  version    integer not null default 1
);
-- A proposal for a week, and what was put in force.
create table roster (
  id          uuid primary key,
  library_id  uuid not null references organisation (id),
  monday      date not null check (extract(isodow from monday) = 1),
  state       text not null default 'proposal' check (state in ('proposal', 'in_force', 'dropped')),
  answer      jsonb not null default '{}',
  by_person   uuid not null references person (id),
  at          timestamptz not null,
  in_force_at timestamptz
);
create unique index roster_proposal on roster (library_id, monday) where state = 'proposal';
create index roster_week on roster (library_id, monday, at desc);
create table staff_away (
  id            uuid primary key,
  library_id    uuid not null references organisation (id),
  membership_id uuid not null references membership (id),
  -- When somebody cannot come. Why, and whose illness it is, is not kept.
  starts        date not null,
  ends          date not null check (ends >= starts and ends - starts <= 60),
  by_person     uuid not null references person (id),
  at            timestamptz not null,
  undone_at     timestamptz
);
create index staff_away_member on staff_away (membership_id, starts) where undone_at is null;
create index staff_away_library on staff_away (library_id, starts) where undone_at is null;
create table duty (
  id            uuid primary key,
  slot_id       uuid not null references slot (id),
  library_id    uuid not null references organisation (id),
  membership_id uuid not null references membership (id),
  person_id     uuid not null references person (id),
  roster_id     uuid references roster (id),
  during        tstzrange not null,
  kind          text not null check (kind in ('work', 'reserve')),
  skill         staff_skill not null default '',
  state         text not null check (state in ('proposed', 'planned', 'given_up', 'swapped', 'away', 'called', 'removed')),
  -- Given up: still of this person, until another takes it or the planner agrees.
  open_since    timestamptz,
  why           text not null default '' check (length(why) <= 300),
  away_id       uuid references staff_away (id),
  by_person     uuid not null references person (id),
  at            timestamptz not null,
  constraint duty_once exclude using gist (person_id with =, during with &&) where (state = 'planned'),
  constraint duty_once_proposed exclude using gist (person_id with =, during with &&) where (state = 'proposed')
);
create index duty_slot on duty (slot_id, state);
create index duty_member on duty (membership_id, state);
create index duty_roster on duty (roster_id) where state = 'proposed';
create index duty_open on duty (library_id) where open_since is not null;
create table duty_swap (
  id              uuid primary key,
  duty_id         uuid not null references duty (id),
  for_duty_id     uuid not null references duty (id),
  from_membership uuid not null references membership (id),
  to_membership   uuid not null references membership (id),
  state           text not null default 'asked' check (state in ('asked', 'accepted', 'declined', 'withdrawn')),
  at              timestamptz not null,
  answered_at     timestamptz
);
create unique index duty_swap_once on duty_swap (duty_id) where state = 'asked';
create index duty_swap_to on duty_swap (to_membership) where state = 'asked';
-- Bookings that ended because nobody could come: they come back when somebody can.
create table away_booking (
  away_id    uuid not null references staff_away (id),
  booking_id uuid not null references booking (id),
  primary key (away_id, booking_id)
);
create table adviser (
  id            uuid primary key,
  library_id    uuid not null references organisation (id),
  membership_id uuid not null references membership (id),
  kind          text not null check (kind in ('reading', 'media')),
  school_id     uuid not null references organisation (id),
  hours         numeric(4, 1) not null check (hours > 0 and hours <= 40),
  starts        date not null,
  ends          date not null check (ends >= starts),
  remark        text not null default '' check (length(remark) <= 500),
  state         text not null default 'asked' check (state in ('asked', 'agreed', 'declined', 'ended')),
  why           text not null default '' check (length(why) <= 300),
  agreed_by     uuid references person (id),
  agreed_at     timestamptz,
  by_person     uuid not null references person (id),
  at            timestamptz not null,
  check (state <> 'agreed' or agreed_by is not null)
);
create index adviser_library on adviser (library_id, id desc);
create index adviser_school on adviser (school_id, id desc);

-- Who has a duty works at the library of the slot, and has the skill that is asked of them.
create function app.duty_guard() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare of_library uuid; held tstzrange;
begin
  select s.library_id, s.during into of_library, held from slot s where s.id = new.slot_id;
  if of_library is distinct from new.library_id or not exists (select 1 from membership m where m.id = new.membership_id and m.organisation_id = of_library and m.role in ('library', 'library_planner')) then
    raise exception 'not of this library' using errcode = '23514', constraint = 'duty_library';
  end if;
  if new.skill <> '' and new.state in ('proposed', 'planned') and not exists (select 1 from library_worker w where w.membership_id = new.membership_id and new.skill = any (w.skills)) then
    raise exception 'without the skill' using errcode = '23514', constraint = 'duty_skill';
  end if;
  new.during := held;
  new.person_id := (select m.person_id from membership m where m.id = new.membership_id);
  return new;
end $$;
create trigger duty_guard before insert or update on duty for each row execute function app.duty_guard();
-- Supervision is the school's: by a school, and by nobody of the library.
create function app.supervisor_guard() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.supervising_school_id is not null and not exists (select 1 from organisation o where o.id = new.supervising_school_id and o.kind = 'school') then
    raise exception 'only a school supervises' using errcode = '23514', constraint = 'slot_supervisor';
  end if;
  if trim(new.supervisor) <> '' and exists (select 1 from membership m join person p on p.id = m.person_id where m.organisation_id = new.library_id and m.ends is null
      and lower(regexp_replace(trim(new.supervisor), '\s+', ' ', 'g')) = lower(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname))) then
    raise exception 'nobody of the library supervises' using errcode = '23514', constraint = 'slot_supervisor';
  end if;
  return new;
end $$;
create trigger supervisor_guard before insert or update of supervising_school_id, supervisor on slot for each row execute function app.supervisor_guard();
-- slot.people follows the duties, in their transaction. A slot that closed for want of people opens when there is somebody.
create function app.count_people(of_slot uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare n staff_need; working integer;
begin
  perform 1 from slot where id = of_slot for update;
  select * into n from staff_need where slot_id = of_slot;
  select count(*) into working from duty where slot_id = of_slot and state = 'planned' and kind = 'work';
  update slot set people = case when n.kept then working end where id = of_slot and people is distinct from case when n.kept then working end;
  if n.closed_by is not null and working > 0 then
    begin
      update slot set state = 'open', reason = '' where id = of_slot and state = 'closed';
      update staff_need set closed_by = null where slot_id = of_slot;
    exception when exclusion_violation or raise_exception then null;
    end;
  end if;
end $$;
create function app.duty_counts() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then perform app.count_people(old.slot_id); else perform app.count_people(new.slot_id); end if;
  return null;
end $$;
create trigger duty_counts after insert or update of state, kind or delete on duty for each row execute function app.duty_counts();
-- Only the duties say how many are on duty.
revoke update (people) on slot from inbeeld_app;
create trigger need_counts after insert or update of kept on staff_need for each row execute function app.duty_counts();

-- '' when somebody can have a duty in this slot, else why not: gone, away, overlap, no, parts, hours. Leaving: duties of theirs that then end.
create function app.staff_blocked(member uuid, of_slot uuid, leaving uuid[]) returns text language plpgsql stable security definer set search_path = public, pg_temp as $$
declare s slot; w library_worker; a question_answer; day date; week date; parts integer; hours numeric;
begin
  select * into s from slot where id = of_slot and library_id = app.at_library();
  day := app.local_day(s.starts);
  week := date_trunc('week', day)::date;
  if s.id is null or not exists (select 1 from membership m where m.id = member and m.organisation_id = s.library_id and m.role in ('library', 'library_planner') and m.starts <= day and (m.ends is null or m.ends >= day)) then return 'gone'; end if;
  if exists (select 1 from staff_away x where x.membership_id = member and x.undone_at is null and day between x.starts and x.ends) then return 'away'; end if;
  if exists (select 1 from duty d where d.membership_id = member and d.state = 'planned' and d.during && s.during and d.id <> all (leaving)) then return 'overlap'; end if;
  select * into w from library_worker where membership_id = member;
  select q.* into a from question_answer q join question_round r on r.id = q.round_id where q.membership_id = member and r.library_id = s.library_id and day between r.starts and r.ends order by r.at desc limit 1;
  if a.would = 'no' then return 'no'; end if;
  select count(distinct (app.local_day(x.starts), app.day_part(x.starts))), sum(extract(epoch from x.ends - x.starts)) / 3600 into parts, hours
    from (select y.starts, y.ends from duty d join slot y on y.id = d.slot_id where d.membership_id = member and d.state = 'planned' and d.kind = 'work' and d.id <> all (leaving)
        and d.during && tstzrange(week::timestamp at time zone 'Europe/Amsterdam', (week + 7)::timestamp at time zone 'Europe/Amsterdam') and app.local_day(y.starts) between week and week + 6
      union all select s.starts, s.ends) x;
  if parts > least(w.parts_per_week, a.parts_per_week) then return 'parts'; end if;
  if hours > w.hours_per_week then return 'hours'; end if;
  return '';
end $$;
-- Told once, until it is read.
create function app.tell_staff(member uuid, what text, link text) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into notice (to_person_id, kind, link) select m.person_id, what, tell_staff.link from membership m where m.id = member and m.organisation_id = app.at_library()
    and not exists (select 1 from notice n where n.to_person_id = m.person_id and n.kind = what and n.link = tell_staff.link and n.seen_at is null)
$$;
create function app.tell_planners(library uuid, what text, link text) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into notice (to_organisation_id, to_role, kind, link) select library, 'library_planner', what, tell_planners.link
    where not exists (select 1 from notice n where n.to_organisation_id = library and n.to_role = 'library_planner' and n.kind = what and n.link = tell_planners.link and n.seen_at is null)
$$;
revoke all on function app.supervisor_guard(), app.count_people(uuid), app.duty_counts(), app.staff_blocked(uuid, uuid, uuid[]), app.tell_staff(uuid, text, text), app.tell_planners(uuid, text, text) from public;
grant execute on function app.staff_blocked(uuid, uuid, uuid[]), app.tell_staff(uuid, text, text) to inbeeld_app;

alter table library_worker enable row level security;
alter table question_round enable row level security;
alter table question_answer enable row level security;
alter table staff_need enable row level security;
alter table roster enable row level security;
alter table staff_away enable row level security;
alter table duty enable row level security;
alter table duty_swap enable row level security;
alter table away_booking enable row level security;
alter table adviser enable row level security;
grant select, insert, update (skills, hours_per_week, parts_per_week, version, by_person, at) on library_worker to inbeeld_app;
grant select, insert, update (closed_at, reminded_at) on question_round to inbeeld_app;
grant select, insert, update (would, can, rather_not, parts_per_week, needs, version, at) on question_answer to inbeeld_app;
grant select, insert, update (people, reserve, skills, kept, version) on staff_need to inbeeld_app;
grant select, insert, update (state, in_force_at) on roster to inbeeld_app;
grant select, insert, update (state, open_since, roster_id, kind, skill) on duty to inbeeld_app;
grant select on staff_away, duty_swap to inbeeld_app;
grant select, insert on adviser to inbeeld_app;
create policy see on library_worker for select to inbeeld_app using (membership_id = (select app.membership()) or (library_id = (select app.organisation()) and (select app.role()) = 'library_planner'));
create policy add on library_worker for insert to inbeeld_app with check (app.plans_at(library_id) and by_person = (select app.person()) and exists (select 1 from membership m where m.id = membership_id and m.organisation_id = library_id and m.role in ('library', 'library_planner')));
create policy change on library_worker for update to inbeeld_app using (app.plans_at(library_id));
create policy see on question_round for select to inbeeld_app using (library_id = (select app.at_library()));
create policy add on question_round for insert to inbeeld_app with check (app.plans_at(library_id) and by_person = (select app.person()));
create policy change on question_round for update to inbeeld_app using (app.plans_at(library_id));
-- An answer is of who gave it: the planner reads, and writes none.
create policy see on question_answer for select to inbeeld_app using (membership_id = (select app.membership()) or exists (select 1 from question_round r where r.id = round_id and app.plans_at(r.library_id)));
create policy add on question_answer for insert to inbeeld_app with check (membership_id = (select app.membership()) and exists (select 1 from question_round r where r.id = round_id and r.library_id = (select app.at_library()) and r.closed_at is null));
create policy change on question_answer for update to inbeeld_app using (membership_id = (select app.membership()) and exists (select 1 from question_round r where r.id = round_id and r.library_id = (select app.at_library()) and r.closed_at is null));
create policy see on staff_need for select to inbeeld_app using (library_id = (select app.at_library()));
create policy add on staff_need for insert to inbeeld_app with check (app.plans_at(library_id) and exists (select 1 from slot s where s.id = slot_id and s.library_id = staff_need.library_id));
create policy change on staff_need for update to inbeeld_app using (app.plans_at(library_id));
create policy see on roster for select to inbeeld_app using (app.plans_at(library_id));
create policy add on roster for insert to inbeeld_app with check (app.plans_at(library_id) and by_person = (select app.person()));
create policy change on roster for update to inbeeld_app using (app.plans_at(library_id));
create policy see on staff_away for select to inbeeld_app using (membership_id = (select app.membership()) or app.plans_at(library_id));
-- The roster in force is known to all who work there; a proposal, and who cannot come, to the planner.
create policy see on duty for select to inbeeld_app using (library_id = (select app.at_library()) and (state not in ('proposed', 'away') or membership_id = (select app.membership()) and state = 'away' or (select app.role()) = 'library_planner'));
create policy add on duty for insert to inbeeld_app with check (app.plans_at(library_id) and by_person = (select app.person()));
create policy change on duty for update to inbeeld_app using (app.plans_at(library_id));
create policy see on duty_swap for select to inbeeld_app using ((select app.membership()) in (from_membership, to_membership) or exists (select 1 from duty d where d.id = duty_id and app.plans_at(d.library_id)));
create policy see on adviser for select to inbeeld_app using (app.plans_at(library_id) or membership_id = (select app.membership()) or ((select app.role()) in ('principal', 'care') and school_id = (select app.organisation())));
create policy add on adviser for insert to inbeeld_app with check (app.plans_at(library_id) and by_person = (select app.person()) and state = 'asked' and agreed_by is null and exists (select 1 from organisation o where o.id = school_id and o.kind = 'school' and o.is_on)
  and exists (select 1 from membership m join library_worker w on w.membership_id = m.id where m.id = adviser.membership_id and m.organisation_id = adviser.library_id and adviser.kind = any (w.skills)));
