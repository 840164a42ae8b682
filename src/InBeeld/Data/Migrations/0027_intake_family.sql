-- A child or parent signs up on a page that anybody can open. What is answered never says whether a child is known: the library finds out who is who.

-- How often a programme was signed up for in a day, in all and from one address. The address itself is not kept, only a digest of it with the day.
create table programme_sign_up (
  programme_id uuid not null references programme (id) on delete cascade,
  day          date not null,
  -- Empty: of all addresses together.
  address      bytea not null,
  times        integer not null default 1,
  primary key (programme_id, day, address)
);
alter table programme_sign_up enable row level security;

-- A programme that children and parents can sign up for themselves, by the last part of its address.
create function app.programme_to_join(part text, moment timestamptz) returns table (id uuid, name text, library text, about text, location text, starts date, ends date, is_full boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.name, o.name, p.about, p.location, p.starts, p.ends, app.programme_taken(p.id, moment) >= p.places from programme p join organisation o on o.id = p.library_id
  where p.slug = part and p.by_family and p.state = 'open' and p.ends >= (moment at time zone 'Europe/Amsterdam')::date
$$;
create function app.criteria_to_join(part text, moment timestamptz) returns setof programme_criterion
language sql stable security definer set search_path = public, pg_temp as $$
  select c.* from app.programme_to_join(part, moment) j join programme_criterion c on c.programme_id = j.id order by c.position, c.id
$$;
-- Signs a child up; somebody who does so for their work says for which organisation. Answers '' (also when it was signed up before), 'closed', or 'busy' when there were too many today.
create function app.join_programme(enrolment_id uuid, part text, who text, given_name text, prefix text, surname text, born date, school text, year_group integer, contact text, phone text, email text, language text, wish text, said_yes uuid[], key text, for_work text, from_address bytea,
  moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare g programme; today date := (moment at time zone 'Europe/Amsterdam')::date; child uuid := uuidv7(); mine bytea := sha256(from_address || convert_to(today::text, 'UTF8'));
begin
  select p.* into g from app.programme_to_join(part, moment) j join programme p on p.id = j.id for update of p;
  if g.id is null then return 'closed'; end if;
  -- The second tap of a double one.
  if exists (select 1 from enrolment e where e.id = join_programme.enrolment_id) then return ''; end if;
  delete from programme_sign_up s where s.programme_id = g.id and s.day < today;
  if exists (select 1 from programme_sign_up s where s.programme_id = g.id and s.day = today and (s.address = '' and s.times >= 50 or s.address = mine and s.times >= 10)) then return 'busy'; end if;
  insert into programme_sign_up as s (programme_id, day, address) values (g.id, today, ''), (g.id, today, mine) on conflict (programme_id, day, address) do update set times = s.times + 1;
  if exists (select 1 from participant p join enrolment e on e.participant_id = p.id where p.library_id = g.library_id and p.pupil_id is null and p.merged_into is null and p.sort_key = key and p.born = join_programme.born
    and e.programme_id = g.id and e.state in ('referred', 'intake', 'waiting', 'offered', 'placed')) then return ''; end if;
  insert into participant (id, library_id, given_name, prefix, surname, born, school_name, year_group, contact_name, contact_phone, contact_email, contact_language, sort_key, at)
    values (child, g.library_id, join_programme.given_name, join_programme.prefix, join_programme.surname, join_programme.born, school, join_programme.year_group, contact, phone, email, language, key, moment);
  insert into enrolment (id, programme_id, library_id, participant_id, source, source_name, wish, said_yes, state_at, at) values (join_programme.enrolment_id, g.id, g.library_id, child, case when who in ('pupil', 'third') then who else 'parent' end,
    case who when 'third' then left(for_work, 120) else '' end, join_programme.wish,
    array(select c.id from programme_criterion c where c.programme_id = g.id and c.kind = 'question' and c.id = any (join_programme.said_yes)), moment, moment);
  perform app.tell_of_referral(g.id);
  return '';
end $$;
revoke all on function app.programme_to_join(text, timestamptz), app.criteria_to_join(text, timestamptz), app.join_programme(uuid, text, text, text, text, text, date, text, integer, text, text, text, text, text, uuid[], text, text, bytea, timestamptz) from public;
grant execute on function app.programme_to_join(text, timestamptz), app.criteria_to_join(text, timestamptz), app.join_programme(uuid, text, text, text, text, text, date, text, integer, text, text, text, text, text, uuid[], text, text, bytea, timestamptz) to inbeeld_app;

-- Somebody of another organisation, with an own sign-in, brings a child it works with. Whether the library knew the child is not answered: a leader makes two that are one into one.
-- Answers '' (also for the second tap), 'closed', or 'already' when they brought this child themselves.
create function app.bring_child(enrolment_id uuid, programme uuid, given_name text, prefix text, surname text, born date, school text, year_group integer, contact text, phone text, email text, language text, wish text, said_yes uuid[], key text, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare g programme; o organisation; child uuid := uuidv7();
begin
  if app.role() <> 'partner' then return 'closed'; end if;
  select * into g from programme x where x.id = bring_child.programme and x.library_id = any (app.near_libraries()) for update;
  if g.id is null or g.state <> 'open' or g.ends < (moment at time zone 'Europe/Amsterdam')::date then return 'closed'; end if;
  if exists (select 1 from enrolment e where e.id = bring_child.enrolment_id) then return ''; end if;
  select * into o from organisation x where x.id = app.organisation();
  if exists (select 1 from enrolment e join participant p on p.id = e.participant_id where e.programme_id = g.id and e.referred_by = app.person() and e.referred_org = o.id and p.sort_key = key and p.born = bring_child.born
    and e.state in ('referred', 'intake', 'waiting', 'offered', 'placed')) then return 'already'; end if;
  insert into participant (id, library_id, given_name, prefix, surname, born, school_name, year_group, contact_name, contact_phone, contact_email, contact_language, sort_key, at)
    values (child, g.library_id, bring_child.given_name, bring_child.prefix, bring_child.surname, bring_child.born, school, bring_child.year_group, contact, phone, email, language, key, moment);
  insert into enrolment (id, programme_id, library_id, participant_id, source, source_name, referred_by, referred_org, wish, said_yes, state_by, state_at, at)
    values (bring_child.enrolment_id, g.id, g.library_id, child, 'third', left(o.name, 120), app.person(), o.id, bring_child.wish,
      array(select c.id from programme_criterion c where c.programme_id = g.id and c.kind = 'question' and c.id = any (bring_child.said_yes)), app.person(), moment, moment);
  perform app.tell_of_referral(g.id);
  return '';
end $$;
revoke all on function app.bring_child(uuid, uuid, text, text, text, date, text, integer, text, text, text, text, text, uuid[], text, timestamptz) from public;
grant execute on function app.bring_child(uuid, uuid, text, text, text, date, text, integer, text, text, text, text, text, uuid[], text, timestamptz) to inbeeld_app;
