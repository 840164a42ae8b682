-- When other seats are in use in a slot (another distance, another room plan), who sat elsewhere gets another seat of the slot; who cannot is cancelled and the school is told.

-- For slots of one's own library that are not over: of each booking whose seat is no longer in use, what was done about it: moved, other (there is a place in another slot
-- on the same day or in the same week), waiting. A child that is there now stays. What the library learns is what app.booked_children tells.
create function app.reseat(slots uuid[], why text, moment timestamptz)
returns table (booking_id uuid, slot_id uuid, pupil_id uuid, given_name text, school_name text, was text, outcome text, becomes text, other_slot uuid, other_starts timestamptz, other_room text)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  s slot; b booking; c seat_choice; o slot; seat uuid; active integer; proposed uuid[] := '{}'; library_name text; day date; told uuid;
begin
  if app.role() is distinct from 'library_planner' then raise exception 'not allowed' using errcode = '42501'; end if;
  select x.name into library_name from organisation x where x.id = app.organisation();
  for s in select x.* from slot x where x.id = any (slots) and x.library_id = app.organisation() and x.ends > moment order by x.starts, x.id for update loop
    select * into c from seat_choice x where x.id = s.choice_id;
    day := (s.starts at time zone 'Europe/Amsterdam')::date;
    active := (select count(*) from booking x join public.seat e on e.id = x.seat_id where x.slot_id = s.id and (x.state = 'in' or (x.state = 'booked' and x.seat_id = any (c.chosen) and e.removed_at is null)));
    for b in select x.* from booking x join public.seat e on e.id = x.seat_id where x.slot_id = s.id and x.state = 'booked' and (x.seat_id <> all (c.chosen) or e.removed_at is not null)
      order by ('accessible' = any (x.needs)) desc, cardinality(x.needs) desc, x.at, x.id loop
      booking_id := b.id; slot_id := s.id; pupil_id := b.pupil_id; becomes := ''; other_slot := null; other_starts := null; other_room := '';
      select coalesce(p.given_name, b.guest), coalesce(g.name, ''), e.label into given_name, school_name, was
        from public.seat e left join pupil p on p.id = b.pupil_id left join organisation g on g.id = b.school_id where e.id = b.seat_id;
      seat := case when active < s.seats then app.free_seat(s.id, b.needs) end;
      if seat is not null then
        update booking set seat_id = seat, version = version + 1 where id = b.id;
        active := active + 1; outcome := 'moved';
        select e.label into becomes from public.seat e where e.id = seat;
        return next; continue;
      end if;
      update booking set state = 'cancelled', ended_why = left(why, 300), out_at = moment, version = version + 1 where id = b.id;
      o := null;
      if b.pupil_id is not null then
        select x.* into o from slot x where x.library_id = s.library_id and x.id <> s.id and x.state = 'open' and x.starts > moment and (x.municipality_id is null or x.municipality_id = b.municipality_id)
          and date_trunc('week', x.starts at time zone 'Europe/Amsterdam') = date_trunc('week', s.starts at time zone 'Europe/Amsterdam')
          and x.places > x.taken + cardinality(array_positions(proposed, x.id)) + (select count(*) from booking_wait w where w.slot_id = x.id and w.ended_at is null and w.offered_until > moment)
          and (x.most_per_school is null or x.most_per_school > (select count(*) from booking y where y.slot_id = x.id and y.school_id = b.school_id and y.state in ('booked', 'in')))
          and not exists (select 1 from booking y where y.pupil_id = b.pupil_id and y.state in ('booked', 'in') and y.during && x.during)
          and app.free_seat(x.id, b.needs) is not null
          order by (x.starts at time zone 'Europe/Amsterdam')::date <> day, abs(extract(epoch from x.starts - s.starts)), x.id limit 1;
        if o.id is not null then
          proposed := proposed || o.id; outcome := 'other'; other_slot := o.id; other_starts := o.starts;
          select r.name into other_room from room r where r.id = o.room_id;
        else
          outcome := 'waiting';
          insert into booking_wait (id, slot_id, pupil_id, school_id, municipality_id, needs, by_person, at)
            values (uuidv7(), s.id, b.pupil_id, b.school_id, b.municipality_id, b.needs, coalesce(b.by_person, app.person()), b.at) on conflict (slot_id, pupil_id) where ended_at is null do nothing;
        end if;
        -- Whoever booked, when still working there; else care of the school.
        select m.person_id into told from membership m join organisation g on g.id = m.organisation_id and g.kind <> 'library' where m.person_id = b.by_person and (m.ends is null or m.ends >= day) limit 1;
        perform app.tell(told, case when told is null then b.school_id end, case when told is null then 'care' end, 'seat-' || outcome, b.pupil_id, '/bookings/' || b.id, jsonb_build_array(library_name, s.starts, o.starts));
      else
        outcome := 'waiting';
      end if;
      return next;
    end loop;
  end loop;
end $$;
revoke all on function app.reseat(uuid[], text, timestamptz) from public;
grant execute on function app.reseat(uuid[], text, timestamptz) to inbeeld_app;
