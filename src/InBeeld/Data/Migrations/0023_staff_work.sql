-- What employees and schools do with the tables of 0023_staff: claim, give up, swap, say that they cannot come, cancel, supervise, agree with an adviser.
-- Each locks the slot first, so that of two who want the last shift one gets it.

-- Claims a shift: one that somebody gave up (of_duty), or one that nobody has. '' when done, else why not: gone, past, closed, taken, skill, or what app.staff_blocked says.
create function app.claim_duty(new_id uuid, of_slot uuid, of_duty uuid, of_kind text, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare s slot; n staff_need; d duty; me uuid := app.membership(); wanted text := ''; why text; mine uuid[];
begin
  select * into s from slot where id = of_slot and library_id = app.at_library() for update;
  if s.id is null or of_kind not in ('work', 'reserve') then return 'gone'; end if;
  if exists (select 1 from duty x where x.id = new_id) then return case when exists (select 1 from duty x where x.id = new_id and x.membership_id = me and x.slot_id = of_slot) then '' else 'gone' end; end if;
  if s.starts <= moment then return 'past'; end if;
  select * into n from staff_need where slot_id = of_slot and kept;
  if n.slot_id is null then return 'gone'; end if;
  if s.state <> 'open' and n.closed_by is null then return 'closed'; end if;
  if of_duty is not null then
    select * into d from duty where id = of_duty and slot_id = of_slot and state = 'planned' and open_since is not null and membership_id <> me;
    if d.id is null then return 'taken'; end if;
    of_kind := d.kind; wanted := d.skill;
  elsif of_kind = 'reserve' then
    if (select count(*) from duty x where x.slot_id = of_slot and x.state = 'planned' and x.kind = 'reserve') >= n.reserve then return 'taken'; end if;
  else
    if (select count(*) from duty x where x.slot_id = of_slot and x.state = 'planned' and x.kind = 'work') >= n.people then return 'taken'; end if;
    -- First what this person has the skill for; then a place that asks none.
    select k into wanted from unnest(n.skills) k where not exists (select 1 from duty x where x.slot_id = of_slot and x.state = 'planned' and x.kind = 'work' and x.skill = k)
      and exists (select 1 from library_worker w where w.membership_id = me and k = any (w.skills)) order by k limit 1;
    if wanted is null and (select count(*) from duty x where x.slot_id = of_slot and x.state = 'planned' and x.kind = 'work' and x.skill = '') >= n.people - cardinality(n.skills) then return 'skill'; end if;
    wanted := coalesce(wanted, '');
  end if;
  if wanted <> '' and not exists (select 1 from library_worker w where w.membership_id = me and wanted = any (w.skills)) then return 'skill'; end if;
  -- Whoever is in reserve then may work instead.
  mine := array(select x.id from duty x where x.slot_id = of_slot and x.membership_id = me and x.state = 'planned' and x.kind = 'reserve' and of_kind = 'work');
  why := app.staff_blocked(me, of_slot, mine);
  if why <> '' then return why; end if;
  update duty set state = 'called' where id = any (mine);
  if d.id is not null then
    update duty set state = 'given_up', open_since = null where id = d.id;
    update duty_swap set state = 'withdrawn', answered_at = moment where state = 'asked' and d.id in (duty_id, for_duty_id);
    perform app.tell_staff(d.membership_id, 'duty-taken', '/shifts');
  end if;
  insert into duty (id, slot_id, library_id, membership_id, during, kind, skill, state, by_person, at) values (new_id, of_slot, s.library_id, me, s.during, of_kind, wanted, 'planned', app.person(), moment);
  -- With more people there may be room for who waits.
  perform app.offer_places(of_slot, moment);
  return '';
exception when exclusion_violation then return 'overlap';
end $$;

-- Gives a shift up, or takes that back. Until another takes it, it stays of this person.
create function app.give_up_duty(of_duty uuid, give boolean, because text, moment timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare d duty;
begin
  update duty x set open_since = case when give then coalesce(x.open_since, moment) end, why = case when give then left(because, 300) else '' end
    where x.id = of_duty and x.membership_id = app.membership() and x.state = 'planned' and lower(x.during) > moment returning * into d;
  if d.id is null then return false; end if;
  if give then perform app.tell_planners(d.library_id, 'duty-open', '/roster?week=' || date_trunc('week', app.local_day(lower(d.during)))::date); end if;
  return true;
end $$;

-- Asks a colleague to swap a shift for one of theirs. '' or why not: gone, mine.
create function app.ask_swap(new_id uuid, of_duty uuid, for_duty uuid, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare a duty; b duty;
begin
  if exists (select 1 from duty_swap x where x.id = new_id) then return ''; end if;
  select * into a from duty where id = of_duty and membership_id = app.membership() and state = 'planned' and lower(during) > moment;
  select * into b from duty where id = for_duty and library_id = app.at_library() and membership_id <> app.membership() and state = 'planned' and lower(during) > moment;
  if a.id is null or b.id is null or a.kind <> b.kind then return 'gone'; end if;
  update duty_swap set state = 'withdrawn', answered_at = moment where duty_id = a.id and state = 'asked';
  insert into duty_swap (id, duty_id, for_duty_id, from_membership, to_membership, at) values (new_id, a.id, b.id, a.membership_id, b.membership_id, moment);
  perform app.tell_staff(b.membership_id, 'swap-asked', '/shifts');
  return '';
end $$;
-- The colleague answers; whoever asked can take it back (no). '' or why not.
create function app.answer_swap(of_swap uuid, yes boolean, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare x duty_swap; a duty; b duty; why text;
begin
  select * into x from duty_swap where id = of_swap and app.membership() in (to_membership, from_membership);
  if x.id is null or (yes and x.to_membership <> app.membership()) then return 'gone'; end if;
  perform 1 from slot where id in (select d.slot_id from duty d where d.id in (x.duty_id, x.for_duty_id)) order by id for update;
  select * into x from duty_swap where id = of_swap;
  if x.state <> 'asked' then return case when x.state = 'accepted' and yes then '' else 'gone' end; end if;
  if not yes then
    update duty_swap set state = case when to_membership = app.membership() then 'declined' else 'withdrawn' end, answered_at = moment where id = of_swap;
    if x.to_membership = app.membership() then perform app.tell_staff(x.from_membership, 'swap-declined', '/shifts'); end if;
    return '';
  end if;
  select * into a from duty where id = x.duty_id;
  select * into b from duty where id = x.for_duty_id;
  if a.state <> 'planned' or b.state <> 'planned' or lower(a.during) <= moment or lower(b.during) <= moment then return 'gone'; end if;
  if (a.skill <> '' and not exists (select 1 from library_worker w where w.membership_id = b.membership_id and a.skill = any (w.skills)))
    or (b.skill <> '' and not exists (select 1 from library_worker w where w.membership_id = a.membership_id and b.skill = any (w.skills))) then return 'skill'; end if;
  -- Both give up the one before they take the other; what that does to the limits of a week is counted then.
  update duty set state = 'swapped', open_since = null where id in (a.id, b.id);
  why := coalesce(nullif(app.staff_blocked(b.membership_id, a.slot_id, '{}'), ''), app.staff_blocked(a.membership_id, b.slot_id, '{}'));
  if why <> '' then
    update duty set state = 'planned' where id in (a.id, b.id);
    return why;
  end if;
  insert into duty (id, slot_id, library_id, membership_id, during, kind, skill, state, by_person, at) values
    (uuidv7(), a.slot_id, a.library_id, b.membership_id, a.during, a.kind, a.skill, 'planned', app.person(), moment), (uuidv7(), b.slot_id, b.library_id, a.membership_id, b.during, b.kind, b.skill, 'planned', app.person(), moment);
  update duty_swap set state = case when id = of_swap then 'accepted' else 'withdrawn' end, answered_at = moment where state = 'asked' and (id = of_swap or duty_id in (a.id, b.id) or for_duty_id in (a.id, b.id));
  perform app.tell_staff(x.from_membership, 'swap-accepted', '/shifts');
  perform app.tell_planners(a.library_id, 'swap-done', '/roster?week=' || date_trunc('week', app.local_day(lower(a.during)))::date);
  return '';
exception when exclusion_violation then return 'overlap';
end $$;

-- The school of a child hears that a place is gone; who may see the child sees which child.
create function app.tell_school(of_booking uuid, what text, other timestamptz) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into notice (to_organisation_id, to_role, kind, pupil_id, link, args)
  select b.school_id, r, what, b.pupil_id, '/children/' || b.pupil_id, jsonb_build_array(o.name, to_char(lower(b.during) at time zone 'Europe/Amsterdam', 'DD-MM HH24.MI'), to_char(other at time zone 'Europe/Amsterdam', 'DD-MM HH24.MI'))
  from booking b join organisation o on o.id = b.library_id cross join unnest(array['teacher', 'care']) r where b.id = of_booking and b.pupil_id is not null
$$;
-- Somebody cannot come on these days. The reserve of each slot is called; where nobody is left the slot closes and everybody is told.
create function app.report_away(new_id uuid, member uuid, first_day date, last_day date, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare d duty; r duty; s slot; b uuid; library uuid := app.at_library(); week text;
begin
  if library is null or (member <> app.membership() and app.role() <> 'library_planner') or not exists (select 1 from membership m where m.id = member and m.organisation_id = library and m.role in ('library', 'library_planner')) then return 'gone'; end if;
  if exists (select 1 from staff_away x where x.id = new_id) then return ''; end if;
  if last_day < first_day or last_day > first_day + 60 or last_day < app.local_day(moment) then return 'days'; end if;
  perform 1 from slot x where x.library_id = library and x.ends > moment and app.local_day(x.starts) between first_day and last_day and exists (select 1 from duty y where y.slot_id = x.id and y.membership_id = member and y.state = 'planned') order by x.id for update;
  insert into staff_away (id, library_id, membership_id, starts, ends, by_person, at) values (new_id, library, member, first_day, last_day, app.person(), moment);
  for d in select x.* from duty x join slot y on y.id = x.slot_id where x.membership_id = member and x.state = 'planned' and y.ends > moment and app.local_day(y.starts) between first_day and last_day order by y.starts, x.id loop
    update duty set state = 'away', open_since = null, away_id = new_id where id = d.id;
    update duty_swap set state = 'withdrawn', answered_at = moment where state = 'asked' and d.id in (duty_id, for_duty_id);
    week := '/roster?week=' || date_trunc('week', app.local_day(lower(d.during)))::date;
    if d.kind = 'work' then
      select x.* into r from duty x left join library_worker w on w.membership_id = x.membership_id where x.slot_id = d.slot_id and x.kind = 'reserve' and x.state = 'planned' and x.membership_id <> member
        and (d.skill = '' or d.skill = any (w.skills)) and app.staff_blocked(x.membership_id, d.slot_id, array[x.id]) = ''
        order by (select count(*) from duty z where z.membership_id = x.membership_id and z.kind = 'work' and z.state = 'planned' and z.during && tstzrange(lower(d.during) - interval '7 days', lower(d.during) + interval '7 days')), x.id limit 1;
      if r.id is not null then
        update duty set state = 'called', open_since = null, away_id = new_id where id = r.id;
        insert into duty (id, slot_id, library_id, membership_id, during, kind, skill, state, away_id, by_person, at) values (uuidv7(), d.slot_id, library, r.membership_id, d.during, 'work', d.skill, 'planned', new_id, app.person(), moment);
        perform app.tell_staff(r.membership_id, 'duty-called', '/shifts');
      end if;
      select * into s from slot where id = d.slot_id;
      if s.people = 0 and s.state = 'open' then
        update slot set state = 'closed', reason = 'Er zijn geen medewerkers', version = version + 1 where id = s.id;
        update staff_need set closed_by = new_id where slot_id = s.id;
        for b in select x.id from booking x where x.slot_id = s.id and x.state = 'booked' loop
          update booking set state = 'cancelled', ended_why = 'Er zijn geen medewerkers', ended_by = 'library', out_at = moment, version = version + 1 where id = b;
          insert into away_booking (away_id, booking_id) values (new_id, b);
          perform app.tell_school(b, 'place-lost', null);
        end loop;
        update booking_wait set ended_at = moment, ended_why = 'closed' where slot_id = s.id and ended_at is null;
        perform app.tell_planners(library, 'slot-nobody', week);
      end if;
    end if;
    perform app.tell_planners(library, 'staff-away', week);
  end loop;
  return '';
end $$;
-- Can come after all: own shifts come back where they are still free, called reserves go back, what closed opens and its bookings return where their seat is free.
create function app.undo_away(of_away uuid, moment timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare a staff_away; d duty; b uuid; slots uuid[];
begin
  select * into a from staff_away where id = of_away and library_id = app.at_library() and undone_at is null and (membership_id = app.membership() or app.role() = 'library_planner') for update;
  if a.id is null then return false; end if;
  perform 1 from slot x where x.ends > moment and exists (select 1 from duty y where y.slot_id = x.id and y.away_id = a.id) order by x.id for update;
  update staff_away set undone_at = moment where id = a.id;
  slots := array(select x.slot_id from duty x where x.away_id = a.id and x.membership_id = a.membership_id and upper(x.during) > moment);
  for d in select x.* from duty x where x.away_id = a.id and upper(x.during) > moment and (x.state = 'planned' or x.state = 'called') and x.membership_id <> a.membership_id order by (x.state = 'called'), x.id loop
    if d.state = 'planned' then
      update duty set state = 'removed' where id = d.id;
      perform app.tell_staff(d.membership_id, 'duty-called-off', '/shifts');
    elsif not exists (select 1 from duty y where y.slot_id = d.slot_id and y.membership_id = d.membership_id and y.state = 'planned') then
      update duty set state = 'planned', away_id = null where id = d.id;
    end if;
  end loop;
  for d in select x.* from duty x where x.away_id = a.id and upper(x.during) > moment and x.state = 'away' and x.membership_id = a.membership_id order by x.id loop
    if app.staff_blocked(a.membership_id, d.slot_id, '{}') = '' and (select count(*) from duty y where y.slot_id = d.slot_id and y.kind = d.kind and y.state = 'planned') < (select case d.kind when 'work' then n.people else n.reserve end from staff_need n where n.slot_id = d.slot_id) then
      update duty set state = 'planned', away_id = null where id = d.id;
    end if;
  end loop;
  for b in select distinct on (k.at, k.id) k.id from away_booking x join booking k on k.id = x.booking_id join slot s on s.id = k.slot_id where s.id = any (slots) and k.state = 'cancelled' and s.state = 'open' and s.starts > moment and s.taken < s.places order by k.at, k.id loop
    begin
      update booking k set state = 'booked', ended_why = '', ended_by = '', out_at = null, version = k.version + 1 from slot s where k.id = b and s.id = k.slot_id and s.taken < s.places;
      if found then perform app.tell_school(b, 'place-back', null); end if;
      delete from away_booking where booking_id = b;
    exception when exclusion_violation then null;
    end;
  end loop;
  perform app.tell_planners(a.library_id, 'staff-back', '/roster?week=' || date_trunc('week', a.starts)::date);
  return true;
end $$;
-- Cancels bookings of a slot that has more than it can have, each with another time that was found for it; the schools are told. How many.
create function app.cancel_over(of_slot uuid, bookings uuid[], others timestamptz[], because text, moment timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare s slot; i integer; n integer := 0;
begin
  select * into s from slot where id = of_slot and app.plans_at(library_id) for update;
  if s.id is null or coalesce(trim(because), '') = '' then return 0; end if;
  for i in 1..coalesce(cardinality(bookings), 0) loop
    -- Never more than stands above what the slot can have.
    exit when (select taken - places from slot where id = of_slot) <= 0;
    update booking set state = 'cancelled', ended_why = left(because, 300), ended_by = 'library', out_at = moment, version = version + 1 where id = bookings[i] and slot_id = of_slot and state = 'booked';
    if found then
      n := n + 1;
      perform app.tell_school(bookings[i], case when others[i] is null then 'place-lost' else 'place-lost-other' end, others[i]);
    end if;
  end loop;
  return n;
end $$;

-- The school agrees with an adviser, or not; either side ends it. '' or why not: gone, why.
create function app.answer_adviser(of_adviser uuid, answer text, because text, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare a adviser; at_school boolean;
begin
  select * into a from adviser where id = of_adviser and ((app.role() in ('principal', 'care') and school_id = app.organisation()) or app.plans_at(library_id)) for update;
  at_school := app.role() in ('principal', 'care');
  if a.id is null or answer not in ('agreed', 'declined', 'ended') or (answer <> 'ended' and not at_school) then return 'gone'; end if;
  if a.state = answer then return ''; end if;
  if (answer = 'ended' and a.state not in ('asked', 'agreed')) or (answer <> 'ended' and a.state <> 'asked') then return 'gone'; end if;
  if answer <> 'agreed' and coalesce(trim(because), '') = '' then return 'why'; end if;
  update adviser set state = answer, why = case when answer = 'agreed' then '' else left(trim(because), 300) end, agreed_by = case when answer = 'agreed' then app.person() else agreed_by end, agreed_at = case when answer = 'agreed' then moment else agreed_at end where id = a.id;
  if at_school then perform app.tell_planners(a.library_id, 'adviser-' || answer, '/advisers');
  else insert into notice (to_organisation_id, to_role, kind, link) select a.school_id, r, 'adviser-ended', '/advisers/school' from unnest(array['principal', 'care']) r; end if;
  return '';
end $$;
revoke all on function app.claim_duty(uuid, uuid, uuid, text, timestamptz), app.give_up_duty(uuid, boolean, text, timestamptz), app.ask_swap(uuid, uuid, uuid, timestamptz), app.answer_swap(uuid, boolean, timestamptz), app.tell_school(uuid, text, timestamptz),
  app.report_away(uuid, uuid, date, date, timestamptz), app.undo_away(uuid, timestamptz), app.cancel_over(uuid, uuid[], timestamptz[], text, timestamptz), app.answer_adviser(uuid, text, text, timestamptz) from public;
grant execute on function app.claim_duty(uuid, uuid, uuid, text, timestamptz), app.give_up_duty(uuid, boolean, text, timestamptz), app.ask_swap(uuid, uuid, uuid, timestamptz), app.answer_swap(uuid, boolean, timestamptz),
  app.report_away(uuid, uuid, date, date, timestamptz), app.undo_away(uuid, timestamptz), app.cancel_over(uuid, uuid[], timestamptz[], text, timestamptz), app.answer_adviser(uuid, text, text, timestamptz) to inbeeld_app;
