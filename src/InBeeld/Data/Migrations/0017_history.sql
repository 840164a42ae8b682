-- A child that changed schools: the new school asks the school before what it knows, that school agrees or refuses, and what goes along is a copy of little
-- (docs/adr/0014). Nothing is written here by the application itself: asking, giving, refusing and taking back are functions that check who does it.

create table history_request (
  id             uuid primary key,
  -- The child at the school that asks.
  pupil_id       uuid not null references pupil (id),
  school_id      uuid not null references organisation (id),
  from_school_id uuid not null references organisation (id),
  ground         text not null check (ground in ('parents', 'law')),
  ground_words   text not null default '' check (length(ground_words) <= 500),
  -- As asked: what the school before compares with. Emptied a month after the question is no longer open.
  given_name     text not null,
  prefix         text not null default '',
  surname        text not null default '',
  birth_date     date,
  search_key     text not null default '',
  asked_by       uuid not null references membership (id),
  asked_at       timestamptz not null default now(),
  -- Lapsed is not kept: app.history_state.
  state          text not null default 'asked' check (state in ('asked', 'given', 'refused', 'withdrawn')),
  refused_why    text not null default '' check (refused_why in ('', 'unknown', 'parents', 'not_needed', 'call')),
  -- Whom the school before gave it of. Not for the application.
  from_pupil_id  uuid references pupil (id),
  answered_by    uuid references membership (id),
  answered_at    timestamptz,
  taken_back_at  timestamptz,
  check ((state = 'refused') = (refused_why <> ''))
);
create index history_request_pupil on history_request (pupil_id);
create index history_request_school on history_request (school_id, asked_at desc, id desc);
create index history_request_from on history_request (from_school_id, asked_at desc, id desc);
create index pupil_left on pupil (school_id, birth_date, search_key) where left_on is not null;

-- What went along, and nothing else: {"channels":[{"channel","attempts","reached"}],"best","languages","interpreter","needs","lastReached"}.
create table history_facts (
  request_id     uuid primary key references history_request (id),
  pupil_id       uuid not null references pupil (id),
  school_id      uuid not null references organisation (id),
  from_school_id uuid not null references organisation (id),
  facts          jsonb not null,
  given_at       timestamptz not null default now(),
  keep_until     date not null
);
create index history_facts_pupil on history_facts (pupil_id);
create index history_facts_keep on history_facts (keep_until);

-- A question that nobody answers for thirty days lapses; computed when read.
create function app.history_state(state text, asked timestamptz) returns text language sql stable parallel safe as $$
  select case when state = 'asked' and asked <= now() - interval '30 days' then 'lapsed' else state end
$$;
-- Who asks and answers: the care professional, asked of the membership itself beside the frame.
create function app.history_care() returns boolean
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
  select exists (select 1 from membership m join organisation o on o.id = m.organisation_id and o.kind = 'school' and o.is_on
    where m.id = app.membership() and m.person_id = app.person() and m.organisation_id = app.organisation() and m.role = 'care' and app.role() = 'care'
      and m.starts <= (now() at time zone 'Europe/Amsterdam')::date and (m.ends is null or m.ends >= (now() at time zone 'Europe/Amsterdam')::date))
$$;
revoke all on function app.history_care() from public;
grant execute on function app.history_care() to inbeeld_app;

-- What would go along of a child. Never notes, worries, cases, signals, who called, or the restricted needs. Called by the functions below only.
create function app.history_of(child uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  with moments as (
    select m.channel, m.reached <> 'nobody' as reached, extract(hour from m.at at time zone 'Europe/Amsterdam') as hour
    from contact_moment m where m.pupil_id = child and m.withdrawn_at is null and m.day > (now() at time zone 'Europe/Amsterdam')::date - interval '12 months'),
  channels as (select channel, count(*) as attempts, count(*) filter (where reached) as reached from moments group by channel),
  parts as (select case when hour < 12 then 'morning' when hour < 17 then 'afternoon' else 'evening' end as part, count(*) as times
    from moments where reached and channel in ('phone', 'message', 'video', 'door') group by 1),
  persons as (select c.language, c.needs_interpreter, c.position, c.id from pupil p join contact_person c on c.family_id = p.family_id and c.removed_at is null where p.id = child)
  select jsonb_build_object(
    'channels', coalesce((select jsonb_agg(jsonb_build_object('channel', channel, 'attempts', attempts, 'reached', reached) order by reached desc, attempts desc, channel) from channels), '[]'),
    -- Known when there are at least three, and more than half in one part of the day.
    'best', (select part from parts where times * 2 > (select sum(times) from parts) and (select sum(times) from parts) >= 3),
    'languages', coalesce((select jsonb_agg(x.language order by x.first, x.language) from (select language, min(position) as first from persons group by language) x), '[]'),
    'interpreter', coalesce((select bool_or(needs_interpreter) from persons), false),
    'needs', coalesce((select jsonb_agg(n.kind order by n.kind) from need n where n.pupil_id = child and n.ended_on is null
      and n.kind in ('no_device', 'no_connection', 'no_quiet_place', 'little_help', 'parents_no_dutch', 'motivation')), '[]'),
    'lastReached', (select max(m.day) from contact_moment m where m.pupil_id = child and m.withdrawn_at is null and m.reached <> 'nobody'))
$$;
revoke all on function app.history_of(uuid) from public;

-- The new school asks. Answers: done, again (the same form), or why not.
create function app.ask_history(request uuid, child uuid, earlier uuid, the_ground text, words text) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare c pupil; today date := (now() at time zone 'Europe/Amsterdam')::date;
begin
  -- One at a time per child, so that the limits hold and a double tap is one.
  perform pg_advisory_xact_lock(hashtextextended('history:' || child, 0));
  select * into c from pupil p where p.id = child and p.school_id = app.organisation() and p.left_on is null;
  if not app.history_care() or c.id is null or not app.may(child, 4) then return 'denied'; end if;
  if exists (select 1 from history_request r where r.id = request) then
    return case when exists (select 1 from history_request r where r.id = request and r.pupil_id = child and r.school_id = app.organisation()) then 'again' else 'denied' end;
  end if;
  if coalesce(c.joined_on, (c.created_at at time zone 'Europe/Amsterdam')::date) < today - interval '1 year' then return 'long'; end if;
  if c.birth_date is null then return 'born'; end if;
  if not exists (select 1 from organisation o where o.id = earlier and o.kind = 'school' and o.is_on and o.id <> app.organisation()) then return 'school'; end if;
  if exists (select 1 from history_request r where r.pupil_id = child and r.from_school_id = earlier and app.history_state(r.state, r.asked_at) = 'asked')
    or exists (select 1 from history_facts f where f.pupil_id = child and f.from_school_id = earlier and f.keep_until >= today) then return 'open'; end if;
  -- Each question tells another school the name of a child.
  if (select count(*) from history_request r where r.pupil_id = child and app.history_state(r.state, r.asked_at) = 'asked') >= 3 then return 'many'; end if;
  insert into history_request (id, pupil_id, school_id, from_school_id, ground, ground_words, given_name, prefix, surname, birth_date, search_key, asked_by)
    values (request, child, app.organisation(), earlier, the_ground, words, c.given_name, c.prefix, c.surname, c.birth_date, c.search_key, app.membership());
  perform app.tell(null, earlier, 'care', 'history-asked', null, '/history', jsonb_build_array((select name from organisation where id = app.organisation())));
  return 'done';
end $$;
revoke all on function app.ask_history(uuid, uuid, uuid, text, text) from public;
grant execute on function app.ask_history(uuid, uuid, uuid, text, text) to inbeeld_app;

-- The name as asked: for the care professional of the school before, while the question is open and as long as an answer can be taken back.
create function app.history_child(request uuid) returns table (given_name text, prefix text, surname text, birth_date date)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.given_name, r.prefix, r.surname, r.birth_date from history_request r
  where r.id = request and r.from_school_id = app.organisation() and app.history_care()
    and (app.history_state(r.state, r.asked_at) = 'asked' or (r.state = 'given' and r.answered_at > now() - interval '1 day'))
$$;
revoke all on function app.history_child(uuid) from public;
grant execute on function app.history_child(uuid) to inbeeld_app;

-- The children that left this school in the last two years with that name as it sounds and that birth date, and what would go along of each; only while the question is open.
create function app.history_candidates(request uuid) returns table (pupil_id uuid, given_name text, prefix text, surname text, birth_date date, group_name text, left_on date, facts text)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.given_name, p.prefix, p.surname, p.birth_date, g.name, p.left_on, app.history_of(p.id)::text
  from history_request r join pupil p on p.school_id = r.from_school_id and p.birth_date = r.birth_date and p.search_key = r.search_key and p.id <> r.pupil_id
    left join school_group g on g.id = p.group_id
  where r.id = request and r.from_school_id = app.organisation() and app.history_care() and app.history_state(r.state, r.asked_at) = 'asked' and r.search_key <> ''
    and p.left_on between (now() at time zone 'Europe/Amsterdam')::date - interval '2 years' and (now() at time zone 'Europe/Amsterdam')::date
  order by p.left_on desc, p.id limit 10
$$;
revoke all on function app.history_candidates(uuid) from public;
grant execute on function app.history_candidates(uuid) to inbeeld_app;

-- The school before gives what it saw, and only exactly that. Answers: done, or why not.
create function app.give_history(request uuid, child uuid, seen text) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare r history_request; c record; today date := (now() at time zone 'Europe/Amsterdam')::date;
begin
  select * into r from history_request h where h.id = request for update;
  if r.id is null or r.from_school_id <> app.organisation() or not app.history_care() then return 'denied'; end if;
  if app.history_state(r.state, r.asked_at) <> 'asked' then return 'answered'; end if;
  select * into c from app.history_candidates(request) x where x.pupil_id = child;
  if c.pupil_id is null then return 'child'; end if;
  if encode(sha256(convert_to(c.facts, 'UTF8')), 'hex') is distinct from seen then return 'changed'; end if;
  -- Until the end of the school year, 31 July.
  insert into history_facts (request_id, pupil_id, school_id, from_school_id, facts, keep_until)
    values (request, r.pupil_id, r.school_id, r.from_school_id, c.facts::jsonb, make_date(extract(year from today)::integer + case when extract(month from today) >= 8 then 1 else 0 end, 7, 31));
  update history_request h set state = 'given', from_pupil_id = child, answered_by = app.membership(), answered_at = now(), taken_back_at = null where h.id = request;
  perform app.tell(null, r.school_id, 'care', 'history-given', r.pupil_id, '/children/' || r.pupil_id, jsonb_build_array((select name from organisation where id = app.organisation())));
  return 'done';
end $$;
revoke all on function app.give_history(uuid, uuid, text) from public;
grant execute on function app.give_history(uuid, uuid, text) to inbeeld_app;

-- Refused or taken back (within a day; then the question is open again) by the school before; withdrawn by the school that asked. What was given goes.
create function app.end_history(request uuid, what text, why text) returns table (outcome text, pupils uuid[])
language plpgsql security definer set search_path = public, pg_temp as $$
declare r history_request; now_is text;
begin
  select * into r from history_request h where h.id = request for update;
  if r.id is null or not app.history_care() or app.organisation() <> (case when what = 'withdraw' then r.school_id else r.from_school_id end) then
    return query select 'denied', '{}'::uuid[];
    return;
  end if;
  now_is := app.history_state(r.state, r.asked_at);
  if (what = 'refuse' and now_is <> 'asked') or (what = 'withdraw' and now_is not in ('asked', 'given'))
    or (what = 'take back' and (now_is <> 'given' or r.answered_at <= now() - interval '1 day')) or what not in ('refuse', 'withdraw', 'take back') then
    return query select 'answered', '{}'::uuid[];
    return;
  end if;
  delete from history_facts f where f.request_id = request;
  update history_request h set state = case what when 'refuse' then 'refused' when 'withdraw' then 'withdrawn' else 'asked' end, refused_why = case what when 'refuse' then why else '' end,
    from_pupil_id = null, answered_by = case what when 'refuse' then app.membership() end, answered_at = case when what = 'take back' then null else now() end,
    taken_back_at = case when what = 'take back' then now() else h.taken_back_at end where h.id = request;
  if what <> 'withdraw' then
    perform app.tell(null, r.school_id, 'care', case what when 'refuse' then 'history-refused' else 'history-back' end, r.pupil_id, '/history', jsonb_build_array((select name from organisation where id = app.organisation())));
  end if;
  return query select 'done', array_remove(array[r.pupil_id, case when what = 'take back' then r.from_pupil_id end], null);
end $$;
revoke all on function app.end_history(uuid, text, text) from public;
grant execute on function app.end_history(uuid, text, text) to inbeeld_app;

-- What went along is out of sight after the school year (policy), and gone at the next round; so is the name as asked, a month after the question ended.
create function app.clean_history() returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare gone integer;
begin
  update history_request r set given_name = '', prefix = '', surname = '', birth_date = null, search_key = '', ground_words = '', from_pupil_id = null
    where r.birth_date is not null and app.history_state(r.state, r.asked_at) <> 'asked' and coalesce(r.answered_at, r.asked_at + interval '30 days') < now() - interval '30 days';
  delete from history_facts f where f.keep_until < (now() at time zone 'Europe/Amsterdam')::date;
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke all on function app.clean_history() from public;

alter table history_request enable row level security;
alter table history_facts enable row level security;
-- Not the name as asked, and not of whom it was given: the functions above tell those to whom they concern.
grant select (id, pupil_id, school_id, from_school_id, ground, ground_words, asked_by, asked_at, state, refused_why, answered_at, taken_back_at) on history_request to inbeeld_app;
grant select on history_facts to inbeeld_app;
create policy both_schools on history_request for select to inbeeld_app using ((select app.role()) in ('care', 'principal') and (school_id = (select app.organisation()) or from_school_id = (select app.organisation())));
create policy new_school on history_facts for select to inbeeld_app using (
  school_id = (select app.organisation()) and keep_until >= (now() at time zone 'Europe/Amsterdam')::date
  and exists (select 1 from involvement i where i.pupil_id = history_facts.pupil_id and i.scope_id = any ((select app.scopes(4))::uuid[]) and i.facets & 4 <> 0 and i.starts <= now() and (i.ends is null or i.ends > now())));
