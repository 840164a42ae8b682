-- A proposal of who pays what: asked, computed, applied as a whole or for chosen children. Nothing is promised by it until then.

-- A node that computes tells so every second. After a quarter of a minute of silence it is gone: nothing comes of what it had taken.
create function app.fund_silent(beat_at timestamptz) returns boolean language sql stable as $$ select coalesce(beat_at < now() - interval '15 seconds', false) $$;
-- The same asked twice is asked once. False when another one is going on.
create function app.ask_fund_work(plan uuid, programme uuid, the_session uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare mine uuid := app.funds_at();
begin
  if mine is null or not exists (select 1 from session s where s.id = the_session and s.person_id = app.person()) or programme is not null and not programme = any (app.guided()) then raise exception 'not allowed' using errcode = '42501'; end if;
  if exists (select 1 from fund_plan p where p.id = plan) then return true; end if;
  delete from fund_work w where w.library_id = mine and (w.trouble is not null or app.fund_silent(w.beat_at));
  insert into fund_work (library_id, plan_id, programme_id, session_id) values (mine, plan, programme, the_session) on conflict (library_id) do nothing;
  return exists (select 1 from fund_work w where w.library_id = mine and w.plan_id = plan);
end $$;
create function app.take_fund_work() returns table (library_id uuid, plan_id uuid, programme_id uuid, session_id uuid)
language sql security definer set search_path = public, pg_temp as $$
  update fund_work w set beat_at = now() where w.library_id = (select x.library_id from fund_work x where x.beat_at is null and x.trouble is null order by x.asked_at limit 1 for update skip locked) returning w.library_id, w.plan_id, w.programme_id, w.session_id
$$;
-- How to go on: go, keep, or drop (also when nobody waits for it any more).
create function app.beat_fund_work(plan uuid, how_far jsonb) returns text
language sql security definer set search_path = public, pg_temp as $$
  with beat as (update fund_work w set beat_at = now(), so_far = coalesce(how_far, w.so_far) where w.plan_id = plan and w.trouble is null returning coalesce(w.stop, 'go') as go_on)
  select coalesce((select go_on from beat), 'drop')
$$;
create function app.end_fund_work(plan uuid, why text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if why is null then delete from fund_work w where w.plan_id = plan and w.trouble is null and w.stop is distinct from 'drop';
  else update fund_work w set trouble = why where w.plan_id = plan and w.trouble is null; end if;
  return found;
end $$;
-- Applies a proposal, for all (null) or the chosen children. Where the money, the cost or the rules changed since, nothing is applied and each that does not fit any more is named.
create function app.apply_fund_plan(plan uuid, chosen uuid[], moment timestamptz) returns table (enrolment_id uuid, fund_id uuid, why text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare p fund_plan; mine uuid := app.funds_at();
begin
  select x.* into p from fund_plan x where x.id = plan and x.library_id = mine for update;
  if p.id is null then return query select null::uuid, null::uuid, 'gone'; return; end if;
  -- The second tap of a double one.
  if p.applied_at is not null and p.undone_at is null then return; end if;
  perform 1 from fund f where f.id in (select l.fund_id from fund_plan_line l where l.plan_id = p.id) order by f.id for update;
  perform 1 from enrolment e where e.id in (select l.enrolment_id from fund_plan_line l where l.plan_id = p.id) order by e.id for update;
  return query
    with l as materialized (select x.* from fund_plan_line x where x.plan_id = p.id and x.fund_id is not null and (chosen is null or x.enrolment_id = any (chosen))),
    o as materialized (select x.* from app.fund_options(array(select distinct l.enrolment_id from l), moment) x),
    k as materialized (select x.enrolment_id as id, sum(x.cents) as cents from app.costs_of(array(select distinct l.enrolment_id from l)) x group by 1),
    was as (select c.enrolment_id as id, sum(c.counts) as cents from fund_claim c where c.enrolment_id in (select l.enrolment_id from l) group by 1),
    by_child as (select l.enrolment_id as id, sum(l.cents) + coalesce(max(was.cents), 0) as cents from l left join was on was.id = l.enrolment_id group by 1),
    by_fund as (select l.fund_id as id, sum(l.cents) + coalesce((select sum(c.counts) from fund_claim c where c.fund_id = l.fund_id), 0) as cents from l group by 1)
    select l.enrolment_id, l.fund_id, x.why from l join fund f on f.id = l.fund_id left join o on o.enrolment_id = l.enrolment_id and o.fund_id = l.fund_id left join k on k.id = l.enrolment_id join by_child b on b.id = l.enrolment_id join by_fund y on y.id = l.fund_id
      cross join lateral (select case when exists (select 1 from fund_claim c where c.fund_id = l.fund_id and c.enrolment_id = l.enrolment_id and c.counts > 0) then 'already' when y.cents > f.ceiling then 'ceiling' when b.cents > coalesce(k.cents, 0) then 'cost'
        when o.not_yet <> '[]' then 'not-yet' when l.cents < f.least or l.cents > o.most or f.pays = 'fixed' and l.cents <> f.amount or f.pays = 'rest' and b.cents <> k.cents then 'rule' else '' end as why) x
    where x.why <> '';
  if found then return; end if;
  insert into fund_claim (id, fund_id, enrolment_id, library_id, cents, plan_id, state_by, state_at, at)
    select uuidv7(), l.fund_id, l.enrolment_id, mine, l.cents, p.id, app.person(), moment, moment from fund_plan_line l where l.plan_id = p.id and l.fund_id is not null and (chosen is null or l.enrolment_id = any (chosen)) order by l.fund_id, l.enrolment_id;
  update fund_plan x set applied_at = moment, undone_at = null where x.id = p.id;
end $$;
-- What was promised by a proposal and not sent since comes free again.
create function app.undo_fund_plan(plan uuid, moment timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare hit integer := 0;
begin
  perform 1 from fund_plan x where x.id = plan and x.library_id = app.funds_at() and x.applied_at is not null for update;
  if not found then return 0; end if;
  perform 1 from enrolment e where e.id in (select c.enrolment_id from fund_claim c where c.plan_id = plan) order by e.id for update;
  update fund_claim c set state = 'dropped', state_was = c.state, reason = 'Voorstel teruggedraaid', state_by = app.person(), state_at = moment, version = c.version + 1 where c.plan_id = plan and c.state = 'committed';
  get diagnostics hit = row_count;
  update fund_plan x set undone_at = moment where x.id = plan;
  return hit;
end $$;

-- Two participants become one: what was promised for the enrolment that closes goes to the one that stays, and what was seen goes along. False, and nothing is done, when
-- a fund would pay twice or more would be paid than it costs: that is for a person to decide. Asked by app.merge_participants, before it takes locks of its own on enrolments.
create function app.merge_claims(gone uuid, kept uuid) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare one record; steps text[] := '{referred,intake,waiting,offered,placed}';
begin
  perform 1 from fund f where f.id in (select c.fund_id from fund_claim c join enrolment e on e.id = c.enrolment_id where e.participant_id in (gone, kept)) order by f.id for update;
  perform 1 from enrolment e where e.participant_id in (gone, kept) order by e.id for update;
  for i in 1 .. 2 loop
    for one in select case when array_position(steps, x.state) > array_position(steps, y.state) then y.id else x.id end as loser, case when array_position(steps, x.state) > array_position(steps, y.state) then x.id else y.id end as winner
      from enrolment x join enrolment y on y.programme_id = x.programme_id and y.participant_id = kept and y.state = any (steps) where x.participant_id = gone and x.state = any (steps) loop
      if i = 1 then
        if exists (select 1 from fund_claim a join fund_claim b on b.fund_id = a.fund_id and b.enrolment_id = one.winner and b.counts > 0 where a.enrolment_id = one.loser and a.counts > 0)
          or exists (select 1 from fund_claim a where a.enrolment_id = one.loser and a.counts > 0)
          and (select sum(c.counts) from fund_claim c where c.enrolment_id in (one.loser, one.winner)) > (select coalesce(sum(k.cents), 0) from app.costs_of(array[one.winner]) k) then return false; end if;
      else
        update fund_claim c set enrolment_id = one.winner, version = c.version + 1 where c.enrolment_id = one.loser;
      end if;
    end loop;
  end loop;
  perform app.move_evidence(gone, kept);
  return true;
end $$;
create function app.move_evidence(gone uuid, kept uuid) returns void language sql security definer set search_path = public, pg_temp as $$
  delete from fund_evidence v where v.participant_id = gone and exists (select 1 from fund_evidence k where k.participant_id = kept and k.criterion_id = v.criterion_id);
  update fund_evidence v set participant_id = kept where v.participant_id = gone
$$;
revoke all on function app.fund_silent(timestamptz), app.ask_fund_work(uuid, uuid, uuid), app.take_fund_work(), app.beat_fund_work(uuid, jsonb), app.end_fund_work(uuid, text), app.apply_fund_plan(uuid, uuid[], timestamptz), app.undo_fund_plan(uuid, timestamptz),
  app.merge_claims(uuid, uuid), app.move_evidence(uuid, uuid) from public;
grant execute on function app.fund_silent(timestamptz), app.ask_fund_work(uuid, uuid, uuid), app.take_fund_work(), app.beat_fund_work(uuid, jsonb), app.end_fund_work(uuid, text), app.apply_fund_plan(uuid, uuid[], timestamptz), app.undo_fund_plan(uuid, timestamptz) to inbeeld_app;
