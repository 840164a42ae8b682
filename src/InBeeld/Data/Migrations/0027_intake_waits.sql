-- The waiting list of a programme. A place that comes free is offered at once to who waits longest, for five days; what is not taken goes to the next, and who let it
-- pass waits on at the end. Who is put on the list while there are free places is left there: that was a decision of whoever leads the programme.

-- Offers one free place to who waits longest. Answers whether somebody was offered one.
create function app.offer_programme_place(programme uuid, moment timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare g programme; e enrolment; child uuid;
begin
  select * into g from programme where id = offer_programme_place.programme for update;
  if g.id is null or g.state = 'draft' or g.ends < (moment at time zone 'Europe/Amsterdam')::date or app.programme_taken(g.id, moment) >= g.places then return false; end if;
  select * into e from enrolment x where x.programme_id = g.id and x.state = 'waiting' order by x.waiting_since, x.id limit 1 for update;
  if e.id is null then return false; end if;
  update enrolment x set state = 'offered', state_was = 'waiting', offered_until = moment + interval '5 days', reason = '', state_by = null, state_at = moment, version = x.version + 1 where x.id = e.id;
  insert into notice (to_organisation_id, to_role, kind, link, args) values (g.library_id, 'programme_leader', 'programme-offered', '/programmes/people/' || e.id, jsonb_build_array(g.name));
  select p.pupil_id into child from participant p where p.id = e.participant_id;
  -- Who brought the child hears it too, as long as school may know.
  if e.referred_by is not null and e.school_sees and child is not null then
    insert into notice (to_person_id, to_organisation_id, kind, pupil_id, link, args) values (e.referred_by, e.referred_org, 'programme-place', child, '/children/' || child || '/programmes', jsonb_build_array(g.name));
  end if;
  return true;
end $$;
-- Offers that ran out, by a clock; each programme is locked while it is dealt with. Answers how many places were offered.
create function app.pass_programme_offers_on(moment timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare one record; given integer := 0;
begin
  for one in select e.id, e.programme_id from enrolment e where e.state = 'offered' and e.offered_until <= moment order by e.programme_id, e.offered_until, e.id loop
    perform 1 from programme g where g.id = one.programme_id for update;
    update enrolment x set state = 'waiting', state_was = 'offered', waiting_since = moment, offered_until = null, state_by = null, state_at = moment, version = x.version + 1 where x.id = one.id and x.state = 'offered' and x.offered_until <= moment;
    if found and app.offer_programme_place(one.programme_id, moment) then given := given + 1; end if;
  end loop;
  return given;
end $$;
-- Somebody who took part or was offered a place does not any more: the next.
create function app.place_came_free() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if old.state in ('placed', 'offered') and new.state in ('done', 'dropped', 'declined', 'withdrawn') then
    perform app.offer_programme_place(new.programme_id, new.state_at);
  end if;
  return null;
end $$;
create trigger place_came_free after update on enrolment for each row execute function app.place_came_free();
create function app.places_were_added() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  for i in 1 .. least(new.places - old.places, 500) loop
    exit when not app.offer_programme_place(new.id, clock_timestamp());
  end loop;
  return null;
end $$;
create trigger places_were_added after update on programme for each row when (new.places > old.places) execute function app.places_were_added();

-- The how manieth on the list, and the day on which there is likely a place: when at least three came free in the last ninety days, at that pace, within the programme.
-- For who carries the programme out, and for a school about its own child.
create function app.waiting_place(enrolment uuid, moment timestamptz) returns table (place integer, expected date)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare e enrolment; g programme; freed integer; today date := (moment at time zone 'Europe/Amsterdam')::date;
begin
  select x.* into e from enrolment x join participant p on p.id = x.participant_id where x.id = waiting_place.enrolment and x.state = 'waiting'
    and (x.programme_id = any (app.guided()) or x.school_sees and app.role() in ('teacher', 'care', 'principal', 'office') and app.may(p.pupil_id, 1));
  if e.id is null then return; end if;
  select * into g from programme where id = e.programme_id;
  select count(*)::integer into place from enrolment x where x.programme_id = e.programme_id and x.state = 'waiting' and (x.waiting_since, x.id) <= (e.waiting_since, e.id);
  select count(*) into freed from enrolment x where x.programme_id = e.programme_id and x.placed_on is not null and x.ended_on > today - 90 and x.ended_on <= today;
  expected := case when freed >= 3 then today + ceil(place * 90.0 / freed)::integer end;
  if expected > g.ends then expected := null; end if;
  return next;
end $$;

-- Moves an enrolment on, by who carries the programme out, or back within a day. Places are counted under a lock on the programme: two who place at once
-- for the last one, one of them hears 'full'. What an offer that came of this very step holds is taken back when the step is undone; who gives an offer back
-- waits on at the end of the list. Answers why not, or ''.
create function app.move_enrolment(enrolment uuid, known integer, target text, why text, instead uuid, until timestamptz, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare e enrolment; g programme; today date := (moment at time zone 'Europe/Amsterdam')::date;
begin
  select * into e from enrolment where id = move_enrolment.enrolment and programme_id = any (app.guided());
  if e.id is null then return 'gone'; end if;
  select * into g from programme where id = e.programme_id for update;
  select * into e from enrolment where id = e.id for update;
  if e.version <> known then return case when e.state = target and e.state_by = app.person() then '' else 'changed' end; end if;
  if not (case e.state when 'referred' then target in ('intake', 'waiting', 'placed', 'declined', 'withdrawn') when 'intake' then target in ('referred', 'waiting', 'placed', 'declined', 'withdrawn')
    when 'waiting' then target in ('intake', 'offered', 'placed', 'declined', 'withdrawn') when 'offered' then target in ('waiting', 'placed', 'declined', 'withdrawn')
    when 'placed' then target in ('done', 'dropped', 'withdrawn', 'waiting') else target = e.state_was and e.state_at > moment - interval '1 day' end) then return 'not-now'; end if;
  if target = 'placed' and e.state not in ('placed', 'offered') and app.programme_taken(g.id, moment) >= g.places and e.state in ('done', 'dropped', 'withdrawn') then
    update enrolment x set state = 'waiting', state_was = 'offered', offered_until = null, state_by = app.person(), state_at = moment, version = x.version + 1
      where x.id = (select y.id from enrolment y where y.programme_id = g.id and y.state = 'offered' and y.state_at >= e.state_at order by y.state_at desc, y.id desc limit 1);
  end if;
  if target in ('placed', 'offered') and not (e.state = 'placed' or e.state = 'offered' and e.offered_until > moment) and app.programme_taken(g.id, moment) >= g.places then return 'full'; end if;
  update enrolment x set state = target, state_was = e.state, reason = coalesce(why, ''), alternative_id = case when target = 'declined' then instead end, state_by = app.person(), state_at = moment, version = x.version + 1,
    waiting_since = case when target = 'waiting' and e.state in ('offered', 'placed') then moment when target in ('waiting', 'offered') then coalesce(x.waiting_since, moment) end, offered_until = case when target = 'offered' then coalesce(until, moment + interval '5 days') end,
    placed_on = case when target = 'placed' then coalesce(x.placed_on, today) when target in ('done', 'dropped', 'withdrawn') then x.placed_on end,
    ended_on = case when target in ('done', 'dropped', 'declined', 'withdrawn') then today end
  where x.id = e.id;
  if e.state in ('placed', 'offered') and target = 'waiting' then perform app.offer_programme_place(g.id, moment); end if;
  return '';
end $$;
revoke all on function app.offer_programme_place(uuid, timestamptz), app.pass_programme_offers_on(timestamptz), app.place_came_free(), app.places_were_added(), app.waiting_place(uuid, timestamptz), app.move_enrolment(uuid, integer, text, text, uuid, timestamptz, timestamptz) from public;
grant execute on function app.waiting_place(uuid, timestamptz), app.move_enrolment(uuid, integer, text, text, uuid, timestamptz, timestamptz) to inbeeld_app;
