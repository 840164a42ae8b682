-- Computing an allocation takes seconds: done by whichever node takes it, in the name of the session that asked. One at a time of an allocation.
create table allocation_work (
  allocation_id uuid primary key references allocation (id),
  -- The id the try will have.
  run_id     uuid not null,
  session_id uuid not null references session (id) on delete cascade,
  settings   jsonb not null,
  -- How far it is and what the best so far gives, in numbers.
  so_far     jsonb,
  -- keep: with the best so far; drop: nothing of it.
  stop       text check (stop in ('keep', 'drop')),
  -- Why nothing came of it, until somebody computes again.
  trouble    text,
  asked_at   timestamptz not null default now(),
  beat_at    timestamptz
);
create index allocation_work_session on allocation_work (session_id);

alter table allocation_work enable row level security;
grant select (allocation_id, run_id, settings, so_far, stop, trouble, asked_at, beat_at), update (stop) on allocation_work to inbeeld_app;
create policy allocate on allocation_work to inbeeld_app using (app.allocates(allocation_id));

-- A node that computes tells so every second. After a quarter of a minute of silence it is gone: nothing comes of what it had taken.
create function app.allocation_silent(beat_at timestamptz) returns boolean language sql stable as $$ select coalesce(beat_at < now() - interval '15 seconds', false) $$;
-- Asks for a computation in the name of this session; the same asked twice is asked once. False when another one is going on.
create function app.ask_allocation_work(run uuid, the_allocation uuid, the_session uuid, the_settings jsonb) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not app.allocates(the_allocation) or not exists (select 1 from session where id = the_session and person_id = app.person()) then raise exception 'not allowed' using errcode = '42501'; end if;
  if exists (select 1 from allocation_run where id = run) then return true; end if;
  delete from allocation_work w where w.allocation_id = the_allocation and (w.trouble is not null or app.allocation_silent(w.beat_at));
  insert into allocation_work (allocation_id, run_id, session_id, settings) values (the_allocation, run, the_session, the_settings) on conflict (allocation_id) do nothing;
  return exists (select 1 from allocation_work where allocation_id = the_allocation and run_id = run);
end $$;
create function app.take_allocation_work() returns table (allocation_id uuid, run_id uuid, session_id uuid, settings text)
language sql security definer set search_path = public, pg_temp as $$
  update allocation_work w set beat_at = now()
  where w.allocation_id = (select x.allocation_id from allocation_work x where x.beat_at is null and x.trouble is null order by x.asked_at limit 1 for update skip locked)
  returning w.allocation_id, w.run_id, w.session_id, w.settings::text
$$;
-- Still busy, and so far. How to go on: go, keep, or drop (also when nobody waits for it any more).
create function app.beat_allocation_work(run uuid, how_far jsonb) returns text
language sql security definer set search_path = public, pg_temp as $$
  with beat as (update allocation_work w set beat_at = now(), so_far = coalesce(how_far, w.so_far) where w.run_id = run and w.trouble is null returning coalesce(w.stop, 'go') as go_on)
  select coalesce((select go_on from beat), 'drop')
$$;
-- Over: with a try (why is null; false when somebody asked to drop it just before), or with the reason why there is none.
create function app.end_allocation_work(run uuid, why text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if why is null then delete from allocation_work w where w.run_id = run and w.trouble is null and w.stop is distinct from 'drop';
  else update allocation_work w set trouble = why where w.run_id = run and w.trouble is null; end if;
  return found;
end $$;
revoke all on function app.allocation_silent(timestamptz), app.ask_allocation_work(uuid, uuid, uuid, jsonb), app.take_allocation_work(), app.beat_allocation_work(uuid, jsonb), app.end_allocation_work(uuid, text) from public;
grant execute on function app.allocation_silent(timestamptz), app.ask_allocation_work(uuid, uuid, uuid, jsonb), app.take_allocation_work(), app.beat_allocation_work(uuid, jsonb), app.end_allocation_work(uuid, text) to inbeeld_app;
