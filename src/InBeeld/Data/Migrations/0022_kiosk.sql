-- What a tablet at the door may: pair once, see who is expected now at its own branch, check in and out there. Nobody has entered; the hash of its token says which device asks.

-- The device, when it still may; it is seen now. Not for the application.
create function app.kiosk_device(token bytea, moment timestamptz) returns door_device
language plpgsql security definer set search_path = public, pg_temp as $$
declare d door_device;
begin
  select x.* into d from door_device x join organisation o on o.id = x.library_id and o.is_on where x.token_hash = token and x.revoked_at is null;
  if d.id is not null and (d.last_seen_at is null or d.last_seen_at < moment - interval '1 minute') then
    update door_device x set last_seen_at = moment where x.id = d.id;
  end if;
  return d;
end $$;
-- Exchanges the code, once, for the token of which this is the hash. The device, or null.
create function app.kiosk_pair(code bytea, token bytea, moment timestamptz) returns uuid
language sql security definer set search_path = public, pg_temp as $$
  update door_device d set token_hash = token, paired_at = moment, last_seen_at = moment, code_hash = null, code_until = null
  where d.code_hash = code and d.code_until > moment and d.revoked_at is null and d.token_hash is null returning d.id
$$;
-- Which device asks. No row: a token that nobody knows.
create function app.kiosk_enter(token bytea, moment timestamptz) returns table (device_id uuid, library_id uuid, library_name text, may boolean)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform app.kiosk_device(token, moment);
  return query select d.id, d.library_id, o.name, d.revoked_at is null and o.is_on from door_device d join organisation o on o.id = d.library_id where d.token_hash = token;
end $$;
-- Who is expected or in now: of the slots of this branch that run or begin within half an hour. Of the code the last two digits, to tell two of the same name apart.
create function app.kiosk_day(token bytea, moment timestamptz) returns table (booking_id uuid, slot_id uuid, starts timestamptz, ends timestamptz, supervisor text, given_name text, school_name text, digits text, state text, seat_id uuid, pupil_id uuid)
language plpgsql security definer set search_path = public, pg_temp as $$
declare d door_device := app.kiosk_device(token, moment);
begin
  return query select b.id, s.id, s.starts, s.ends, s.supervisor, coalesce(p.given_name, b.guest), coalesce(o.name, ''), right(b.code, 2), b.state, b.seat_id, b.pupil_id
  from slot s left join booking b on b.slot_id = s.id and b.state <> 'cancelled' left join pupil p on p.id = b.pupil_id left join organisation o on o.id = b.school_id
  where s.library_id = d.library_id and s.state = 'open' and s.starts <= moment + interval '30 minutes' and s.ends > moment
  order by s.starts, coalesce(p.given_name, b.guest), o.name, b.code;
end $$;
-- When the next slot of today begins, that is not among those.
create function app.kiosk_next(token bytea, moment timestamptz) returns timestamptz
language plpgsql security definer set search_path = public, pg_temp as $$
declare d door_device := app.kiosk_device(token, moment);
begin
  return (select min(s.starts) from slot s where s.library_id = d.library_id and s.state = 'open' and s.starts > moment + interval '30 minutes'
    and (s.starts at time zone 'Europe/Amsterdam')::date = (moment at time zone 'Europe/Amsterdam')::date);
end $$;
-- Whose code this is: four digits among those who can come now, or the id of a booking. Null and why: unknown, other_branch (with its name), wait (too many wrong ones).
create function app.kiosk_code(token bytea, typed text, moment timestamptz, out whose uuid, out why text, out branch text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare d door_device := app.kiosk_device(token, moment);
begin
  why := 'unknown';
  if d.id is null then return; end if;
  if d.wrong >= 10 and d.wrong_since > moment - interval '10 minutes' then why := 'wait'; return; end if;
  if typed ~ '^[0-9]{4}$' then
    select b.id into whose from booking b join slot s on s.id = b.slot_id where s.library_id = d.library_id and s.state = 'open' and s.starts <= moment + interval '30 minutes' and s.ends > moment and b.code = typed and b.state <> 'cancelled'
    order by s.starts, b.id limit 1;
  elsif typed ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    select b.id, case when b.library_id <> d.library_id then o.name end into whose, branch from booking b join organisation o on o.id = b.library_id where b.id = typed::uuid;
    if branch is not null then whose := null; why := 'other_branch'; return; end if;
  end if;
  if whose is not null then why := ''; return; end if;
  update door_device x set wrong = case when x.wrong_since > moment - interval '10 minutes' then least(x.wrong + 1, 1000) else 1 end, wrong_since = case when x.wrong_since > moment - interval '10 minutes' then x.wrong_since else moment end where x.id = d.id;
end $$;
-- Checks in and out on behalf of the device, and what to show of it: the name, and the room with its seat, when it is of this branch and of now.
create function app.kiosk_in(token bytea, booking_id uuid, confirmed uuid, moment timestamptz, out result text, out seat uuid)
language plpgsql security definer set search_path = public, pg_temp as $$
declare d door_device := app.kiosk_device(token, moment);
begin
  if d.id is null then result := 'gone'; return; end if;
  select x.result, x.seat into result, seat from app.door_in(d.library_id, d.id, booking_id, confirmed, moment) x;
end $$;
create function app.kiosk_out(token bytea, booking_id uuid, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare d door_device := app.kiosk_device(token, moment);
begin
  if d.id is null then return 'gone'; end if;
  return app.door_out(d.library_id, d.id, booking_id, moment);
end $$;
create function app.kiosk_place(token bytea, booking_id uuid, moment timestamptz) returns table (given_name text, pupil_id uuid, state text, seat_id uuid, seat_label text, starts timestamptz, ends timestamptz, room_name text, width double precision, height double precision, plan text, seats text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare d door_device := app.kiosk_device(token, moment);
begin
  return query select coalesce(p.given_name, b.guest), b.pupil_id, b.state, b.seat_id, t.label, s.starts, s.ends, r.name, r.width::double precision, r.height::double precision, r.plan::text,
    (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'label', x.label, 'x', x.x, 'y', x.y, 'use', x.id = any (c.chosen)) order by length(x.label), x.label), '[]')::text from seat x where x.room_id = r.id and x.removed_at is null)
  from booking b join slot s on s.id = b.slot_id join seat_choice c on c.id = s.choice_id join room r on r.id = b.room_id join seat t on t.id = b.seat_id left join pupil p on p.id = b.pupil_id
  where b.id = kiosk_place.booking_id and b.library_id = d.library_id and (s.starts at time zone 'Europe/Amsterdam')::date = (moment at time zone 'Europe/Amsterdam')::date;
end $$;
revoke all on function app.kiosk_device(bytea, timestamptz), app.kiosk_pair(bytea, bytea, timestamptz), app.kiosk_enter(bytea, timestamptz), app.kiosk_day(bytea, timestamptz), app.kiosk_next(bytea, timestamptz), app.kiosk_code(bytea, text, timestamptz),
  app.kiosk_in(bytea, uuid, uuid, timestamptz), app.kiosk_out(bytea, uuid, timestamptz), app.kiosk_place(bytea, uuid, timestamptz) from public;
grant execute on function app.kiosk_pair(bytea, bytea, timestamptz), app.kiosk_enter(bytea, timestamptz), app.kiosk_day(bytea, timestamptz), app.kiosk_next(bytea, timestamptz), app.kiosk_code(bytea, text, timestamptz),
  app.kiosk_in(bytea, uuid, uuid, timestamptz), app.kiosk_out(bytea, uuid, timestamptz), app.kiosk_place(bytea, uuid, timestamptz) to inbeeld_app;
