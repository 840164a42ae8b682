-- When other seats are in use in a slot (another distance, another room plan), who sat elsewhere gets another seat of the slot; who cannot is cancelled and the school is told.

-- For slots of one's own library that are not over: of each booking whose seat is no longer in use, what was done about it: moved, other (there is a place in another slot
-- on the same day or in the same week), waiting. A child that is there now stays. What the library learns is what app.booked_children tells.
create function app.reseat(slots uuid[], why text, moment timestamptz)
returns table (booking_id uuid, slot_id uuid, pupil_id uuid, given_name text, school_name text, was text, outcome text, becomes text, other_slot uuid, other_starts timestamptz, other_room text)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  s slot; b booking; c seat_choice; o slot; seat uuid; active integer; lost uuid[] := '{}'; proposed jsonb := '{}'; library_name text; day date; told uuid;
begin
  if app.role() is distinct from 'library_planner' then raise exception 'not allowed' using errcode = '42501'; end if;
  select x.name into library_name from organisation x where x.id = app.organisation();
  for s in select x.* from slot x where x.id = any (slots) and x.library_id = app.organisation() and x.ends > moment order by x.starts, x.id for update loop
    select * into c from seat_choice x where x.id = s.choice_id;
    active := (select count(*) from booking x join public.seat e on e.id = x.seat_id where x.slot_id = s.id and (x.state = 'in' or (x.state = 'booked' and x.seat_id = any (c.chosen) and e.removed_at is null)));
    for b in select x.* from booking x join public.seat e on e.id = x.seat_id where x.slot_id = s.id and x.state = 'booked' and (x.seat_id <> all (c.chosen) or e.removed_at is not null)
      order by ('accessible' = any (x.needs)) desc, cardinality(x.needs) desc, x.at, x.id loop
      seat := case when active < s.seats then app.free_seat(s.id, b.needs) end;
      if seat is null then
        update booking set state = 'cancelled', ended_why = left(why, 300), out_at = moment, version = version + 1 where id = b.id;
        lost := lost || b.id;
        continue;
      end if;
      update booking set seat_id = seat, version = version + 1 where id = b.id;
      active := active + 1;
      booking_id := b.id; slot_id := s.id; pupil_id := b.pupil_id; outcome := 'moved'; other_slot := null; other_starts := null; other_room := '';
      select coalesce(p.given_name, b.guest), coalesce(g.name, ''), e.label into given_name, school_name, was
        from public.seat e left join pupil p on p.id = b.pupil_id left join organisation g on g.id = b.school_id where e.id = b.seat_id;
      select e.label into becomes from public.seat e where e.id = seat;
      return next;
    end loop;
  end loop;

  -- What is proposed could be booked: so it is booked, by the same function as everybody books with, one after the other, and all of that taken back. What was proposed to one child is then not proposed
  -- to another, and the number agreed with the municipality, the most of a school, offers to who waits and the kinds of seats all count.
  begin
    for b in select x.* from unnest(lost) with ordinality l (id, n) join booking x on x.id = l.id where x.pupil_id is not null order by l.n loop
      select * into s from slot x where x.id = b.slot_id;
      for o in select x.* from slot x where x.library_id = s.library_id and x.id <> s.id and x.state = 'open' and x.starts > moment and x.places > x.taken
        and date_trunc('week', x.starts at time zone 'Europe/Amsterdam') = date_trunc('week', s.starts at time zone 'Europe/Amsterdam')
        order by (x.starts at time zone 'Europe/Amsterdam')::date <> (s.starts at time zone 'Europe/Amsterdam')::date, abs(extract(epoch from x.starts - s.starts)), x.id loop
        if app.book_for(uuidv7(), o.id, b.pupil_id, b.needs, null, null, null, moment) = '' then
          proposed := proposed || jsonb_build_object(b.id, o.id);
          exit;
        end if;
      end loop;
    end loop;
    raise exception 'only tried' using errcode = 'P0002';
  exception when no_data_found then null;
  end;

  for b in select x.* from unnest(lost) with ordinality l (id, n) join booking x on x.id = l.id order by l.n loop
    select * into s from slot x where x.id = b.slot_id;
    day := (s.starts at time zone 'Europe/Amsterdam')::date;
    booking_id := b.id; slot_id := s.id; pupil_id := b.pupil_id; becomes := ''; outcome := 'waiting'; other_slot := null; other_starts := null; other_room := ''; o := null;
    select coalesce(p.given_name, b.guest), coalesce(g.name, ''), e.label into given_name, school_name, was
      from public.seat e left join pupil p on p.id = b.pupil_id left join organisation g on g.id = b.school_id where e.id = b.seat_id;
    if b.pupil_id is not null then
      if proposed ? (b.id::text) then
        select x.* into o from slot x where x.id = (proposed ->> (b.id::text))::uuid;
        outcome := 'other'; other_slot := o.id; other_starts := o.starts;
        select r.name into other_room from room r where r.id = o.room_id;
      else
        insert into booking_wait (id, slot_id, pupil_id, school_id, municipality_id, needs, by_person, at)
          values (uuidv7(), s.id, b.pupil_id, b.school_id, b.municipality_id, b.needs, coalesce(b.by_person, app.person()), b.at) on conflict (slot_id, pupil_id) where ended_at is null do nothing;
      end if;
      -- Whoever booked, when still working there; else care of the school.
      select m.person_id into told from membership m join organisation g on g.id = m.organisation_id and g.kind <> 'library' where m.person_id = b.by_person and (m.ends is null or m.ends >= day) limit 1;
      perform app.tell(told, case when told is null then b.school_id end, case when told is null then 'care' end, 'seat-' || outcome, b.pupil_id, '/bookings/' || b.id, jsonb_build_array(library_name, s.starts, o.starts));
    end if;
    return next;
  end loop;
end $$;
revoke all on function app.reseat(uuid[], text, timestamptz) from public;
grant execute on function app.reseat(uuid[], text, timestamptz) to inbeeld_app;
