-- What is counted and done with money. Money is taken under locks, always in this order: funds by id, enrolments by id, claims. So two who spend the last of a fund
-- at once cannot both, and nobody waits for ever. The trigger holds for whatever way a claim is written; the functions say beforehand why not.

-- The times a child was, or will be, in a group.
create function app.times_of(list uuid[]) returns table (enrolment_id uuid, day date, minutes integer, held boolean, was_there boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  -- A session is looked at once, not once for each child in it.
  with m as materialized (select g.enrolment_id, g.group_id, g.joined_on, g.left_on from group_member g where g.enrolment_id = any (list)),
  s as materialized (select x.id, x.group_id, x.state = 'held' as held, (lower(x.during) at time zone 'Europe/Amsterdam')::date as day, (extract(epoch from upper(x.during) - lower(x.during)) / 60)::integer as minutes
    from programme_session x where x.state <> 'cancelled' and x.group_id in (select m.group_id from m)),
  a as materialized (select x.session_id, x.enrolment_id from attendance x where x.enrolment_id = any (list) and x.state in ('present', 'late'))
  select m.enrolment_id, s.day, s.minutes, s.held, a.session_id is not null from m join s on s.group_id = m.group_id left join a on a.session_id = s.id and a.enrolment_id = m.enrolment_id
  where s.day >= m.joined_on and (m.left_on is null or s.day <= m.left_on)
$$;
-- What taking part costs, line by line. Units: 1, sessions, or minutes. A child without a group is counted for what is expected, unless it stopped.
create function app.costs_of(list uuid[]) returns table (enrolment_id uuid, price_id uuid, units integer, guess boolean, cents bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  -- What is paid once for each child follows from no session.
  with t as materialized (select * from app.times_of(array(select x.id from enrolment x where x.id = any (list) and exists (select 1 from programme_price p where p.programme_id = x.programme_id and p.removed_at is null and p.kind <> 'pupil')))),
  e as (select x.id, x.programme_id, x.state, r.id is not null as grouped, daterange(coalesce(x.placed_on, (x.at at time zone 'Europe/Amsterdam')::date), greatest(coalesce(x.ended_on, g.ends), coalesce(x.placed_on, (x.at at time zone 'Europe/Amsterdam')::date)), '[]') as takes
    from enrolment x join programme g on g.id = x.programme_id left join (select distinct t.enrolment_id as id from t) r on r.id = x.id where x.id = any (list) and x.state <> 'declined' and (x.placed_on is not null or x.state not in ('dropped', 'withdrawn', 'done'))),
  n as (select e.id, p.id as price, count(*)::integer as times, sum(t.minutes)::integer as minutes from e join programme_price p on p.programme_id = e.programme_id and p.removed_at is null and p.kind <> 'pupil'
    join t on t.enrolment_id = e.id and t.day between p.starts and p.ends and (p.counts = 'planned' or not t.held or t.was_there) group by 1, 2)
  select e.id, p.id, u.units, p.kind <> 'pupil' and not e.grouped, case p.kind when 'hour' then round(p.cents * u.units / 60.0)::bigint else p.cents * u.units end
  from e join programme_price p on p.programme_id = e.programme_id and p.removed_at is null and daterange(p.starts, p.ends, '[]') && e.takes left join n on n.id = e.id and n.price = p.id
    cross join lateral (select case when p.kind = 'pupil' then 1 when e.grouped then coalesce(case p.kind when 'hour' then n.minutes else n.times end, 0) when e.state in ('dropped', 'withdrawn') then 0 when p.kind = 'hour' then p.expected * 60 else p.expected end as units) u
$$;
-- For who keeps the money of the library.
create function app.enrolment_costs(list uuid[]) returns table (enrolment_id uuid, price_id uuid, units integer, guess boolean, cents bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.* from app.costs_of(array(select e.id from enrolment e where e.id = any (list) and e.library_id = app.funds_at())) c
$$;
-- Which funds may pay for which child, the most each, and why not yet. What is not known is not yet: who pays asks for certainty.
create function app.fund_options(list uuid[], moment timestamptz) returns table (enrolment_id uuid, fund_id uuid, most bigint, not_yet jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  with today as (select (moment at time zone 'Europe/Amsterdam')::date as day),
  e as materialized (select x.id, x.programme_id, p.id as participant, p.born, coalesce(nullif(p.level, ''), o.level, '') as level, p.year_group, p.school_id, o.municipality_code as town, x.state,
      daterange(coalesce(x.placed_on, t.day), greatest(coalesce(x.ended_on, g.ends), coalesce(x.placed_on, t.day)), '[]') as takes
    from today t, enrolment x join participant p on p.id = x.participant_id join programme g on g.id = x.programme_id left join organisation o on o.id = p.school_id where x.id = any (list) and x.library_id = app.funds_at()),
  t as materialized (select * from app.times_of(array(select e.id from e))),
  guess as (select e.programme_id, coalesce(max(p.expected) filter (where p.kind = 'session'), 0) as times, coalesce(max(p.expected) filter (where p.kind = 'hour'), 0) as hours
    from (select distinct programme_id from e) e left join programme_price p on p.programme_id = e.programme_id and p.removed_at is null group by 1),
  f as materialized (select x.*, x.ceiling - coalesce((select sum(c.counts) from fund_claim c where c.fund_id = x.id), 0) as money, coalesce(x.per_pupil, x.per_session, x.per_hour) is not null as tariff,
      exists (select 1 from fund_programme k where k.fund_id = x.id) as chosen from fund x where x.library_id = app.funds_at()),
  n as (select e.id, f.id as fund, count(*) as times, sum(t.minutes) as minutes from e join t on t.enrolment_id = e.id join f on f.tariff and t.day between f.starts and f.ends group by 1, 2)
  select e.id, f.id, least(f.most, case when f.tariff then coalesce(f.per_pupil, 0) + coalesce(f.per_session, 0) * case when g.id is not null then coalesce(n.times, 0) when e.state in ('dropped', 'withdrawn') then 0 else guess.times end
      + round(coalesce(f.per_hour, 0) * case when g.id is not null then coalesce(n.minutes, 0) when e.state in ('dropped', 'withdrawn') then 0 else guess.hours * 60 end / 60.0)::bigint end),
    (case when f.state = 'closed' then '[{"why": "closed"}]' else '[]' end)::jsonb || (case when not daterange(f.starts, f.ends, '[]') && e.takes then '[{"why": "period"}]' else '[]' end)::jsonb
      || (case when f.chosen and not exists (select 1 from fund_programme k where k.fund_id = f.id and k.programme_id = e.programme_id) then '[{"why": "programme"}]' else '[]' end)::jsonb
      || (case when f.money <= 0 then '[{"why": "empty"}]' else '[]' end)::jsonb || coalesce(r.why, '[]')
  from e cross join f join guess on guess.programme_id = e.programme_id left join n on n.id = e.id and n.fund = f.id left join (select distinct t.enrolment_id as id from t) g on g.id = e.id
    left join lateral (select jsonb_agg(jsonb_build_object('why', case when c.kind = 'question' and v.holds is false then 'no' when x.known then c.kind else 'unknown' end, 'criterion', c.id) order by c.position, c.id) as why
      from fund_criterion c left join fund_evidence v on c.kind = 'question' and v.criterion_id = c.id and v.participant_id = e.participant
        cross join lateral (select case c.kind when 'level' then e.level <> '' when 'year' then e.year_group is not null when 'age' then e.born is not null when 'school' then e.school_id is not null when 'town' then e.town is not null else true end as known,
          extract(year from age((moment at time zone 'Europe/Amsterdam')::date, e.born))::integer as years) x
      where c.fund_id = f.id and c.removed_at is null and not coalesce(case c.kind when 'level' then e.level = any (c.levels) when 'year' then e.year_group between coalesce(c.least, 0) and coalesce(c.most, 99)
        when 'age' then x.years between coalesce(c.least, 0) and coalesce(c.most, 99) when 'school' then e.school_id::text = c.value when 'town' then e.town = c.value else v.holds end, false)) r on true
$$;

-- Never more than a fund has, never more than taking part costs: whoever writes a claim takes the locks.
create function app.fund_claim_guard() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare takes bigint := app.claim_counts(new.state, new.cents, new.actual); has bigint; costs bigint;
begin
  if takes = 0 or tg_op = 'UPDATE' and takes <= old.counts and new.fund_id = old.fund_id and new.enrolment_id = old.enrolment_id then return new; end if;
  select f.ceiling into has from fund f where f.id = new.fund_id and f.library_id = new.library_id for update;
  perform 1 from enrolment e where e.id = new.enrolment_id and e.library_id = new.library_id for update;
  if has is null or not found then raise exception 'the fund, the enrolment and the claim are not of one library' using errcode = 'check_violation'; end if;
  if takes + coalesce((select sum(c.counts) from fund_claim c where c.fund_id = new.fund_id and c.id <> new.id), 0) > has then raise exception 'more than the fund has' using errcode = 'IB031'; end if;
  select coalesce(sum(k.cents), 0) into costs from app.costs_of(array[new.enrolment_id]) k;
  if takes + coalesce((select sum(c.counts) from fund_claim c where c.enrolment_id = new.enrolment_id and c.id <> new.id), 0) > costs then raise exception 'more than it costs' using errcode = 'IB032'; end if;
  return new;
end $$;
create trigger fund_claim_guard before insert or update on fund_claim for each row execute function app.fund_claim_guard();
create function app.fund_claim_noted() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' or new.state <> old.state or new.counts <> old.counts then
    insert into fund_claim_event (claim_id, state, cents, reason, by_person, at) values (new.id, new.state, coalesce(new.actual, new.cents), new.reason, app.person(), new.state_at);
  end if;
  return null;
end $$;
create trigger fund_claim_noted after insert or update on fund_claim for each row execute function app.fund_claim_noted();
-- Not below what was promised already.
create function app.fund_guard() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.ceiling < old.ceiling and new.ceiling < coalesce((select sum(c.counts) from fund_claim c where c.fund_id = new.id), 0) then raise exception 'more was promised' using errcode = 'IB031'; end if;
  return new;
end $$;
create trigger fund_guard before update on fund for each row execute function app.fund_guard();
-- Who stops: what was sent or paid stays, what was only promised comes free.
create function app.enrolment_frees() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.state in ('dropped', 'withdrawn', 'declined') and old.state <> new.state then
    update fund_claim c set state = 'dropped', state_was = c.state, reason = 'Deelname gestopt', state_by = app.person(), state_at = new.state_at, version = c.version + 1 where c.enrolment_id = new.id and c.state = 'committed';
  end if;
  return null;
end $$;
create trigger enrolment_frees after update on enrolment for each row execute function app.enrolment_frees();

-- Promises money of a fund for a child. Answers why not, or ''.
create function app.commit_claim(new_id uuid, fund uuid, enrolment uuid, amount bigint, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare f fund; e enrolment; o record; others bigint;
begin
  select x.* into f from fund x where x.id = commit_claim.fund and x.library_id = app.funds_at() for update;
  select x.* into e from enrolment x where x.id = commit_claim.enrolment and x.library_id = app.funds_at() for update;
  if f.id is null or e.id is null then return 'gone'; end if;
  if exists (select 1 from fund_claim c where c.id = new_id) then return ''; end if;
  if exists (select 1 from fund_claim c where c.fund_id = f.id and c.enrolment_id = e.id and c.counts > 0) then return 'already'; end if;
  select x.* into o from app.fund_options(array[e.id], moment) x where x.fund_id = f.id;
  if o.not_yet <> '[]' then return case when o.not_yet @> '[{"why": "empty"}]' then 'ceiling' else 'not-yet' end; end if;
  select coalesce(sum(c.counts), 0) into others from fund_claim c where c.enrolment_id = e.id;
  if amount < f.least or amount > o.most or f.pays = 'fixed' and amount <> f.amount or f.pays = 'rest' and amount + others <> (select coalesce(sum(k.cents), 0) from app.costs_of(array[e.id]) k) then return 'rule'; end if;
  insert into fund_claim (id, fund_id, enrolment_id, library_id, cents, state_by, state_at, at) values (new_id, f.id, e.id, f.library_id, amount, app.person(), moment, moment);
  return '';
exception when sqlstate 'IB031' then return 'ceiling'; when sqlstate 'IB032' then return 'cost'; when unique_violation then return 'already';
end $$;
-- A claim is sent, paid, refused or given up; the last step is undone within a day when the money is still there.
create function app.move_claim(claim uuid, known integer, target text, amount bigint, why text, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare c fund_claim;
begin
  select * into c from fund_claim x where x.id = move_claim.claim and x.library_id = app.funds_at();
  if c.id is null then return 'gone'; end if;
  perform 1 from fund f where f.id = c.fund_id for update;
  perform 1 from enrolment e where e.id = c.enrolment_id for update;
  select * into c from fund_claim x where x.id = c.id for update;
  if c.version <> known then return case when c.state = target and c.state_by = app.person() then '' else 'changed' end; end if;
  if not (case c.state when 'committed' then target in ('claimed', 'dropped') when 'claimed' then target in ('paid', 'refused', 'dropped') else false end or target = c.state_was and c.state_at > moment - interval '1 day' and c.reason <> 'Deelname gestopt') then return 'not-now'; end if;
  update fund_claim x set state = target, state_was = c.state, batch_id = null, actual = case when target = 'paid' then amount end, reason = coalesce(why, ''), state_by = app.person(), state_at = moment, version = x.version + 1 where x.id = c.id;
  return '';
exception when sqlstate 'IB031' then return 'ceiling'; when sqlstate 'IB032' then return 'cost'; when unique_violation then return 'already';
end $$;
-- Everything that was promised of a fund was sent to who pays; back: what was sent at that moment is promised again.
create function app.send_claims(fund uuid, back timestamptz, moment timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare hit integer;
begin
  perform 1 from fund f where f.id = send_claims.fund and f.library_id = app.funds_at() for update;
  if not found then return 0; end if;
  perform 1 from enrolment e where e.id in (select c.enrolment_id from fund_claim c where c.fund_id = send_claims.fund and c.state in ('committed', 'claimed')) order by e.id for update;
  update fund_claim c set state = case when back is null then 'claimed' else 'committed' end, state_was = c.state, reason = '', state_by = app.person(), state_at = moment, version = c.version + 1
    where c.fund_id = send_claims.fund and case when back is null then c.state = 'committed' else c.state = 'claimed' and c.state_was = 'committed' and c.state_at = back and back > moment - interval '1 day' end;
  get diagnostics hit = row_count;
  return hit;
end $$;
-- Claims of a fund that were sent: the chosen ones, or (null) all of a programme that were sent in these days.
create function app.sent_claims(fund uuid, chosen uuid[], programme uuid, first date, last date) returns setof uuid language sql stable set search_path = public, pg_temp as $$
  select c.id from fund_claim c join enrolment e on e.id = c.enrolment_id cross join lateral (select (c.state_at at time zone 'Europe/Amsterdam')::date as day) d where c.fund_id = sent_claims.fund and c.state = 'claimed'
    and (chosen is null or c.id = any (chosen)) and (programme is null or e.programme_id = programme) and (first is null or d.day >= first) and (last is null or d.day <= last)
$$;
-- What was sent was paid as it was sent, many in one step: what somebody saw the sum of, or nothing. Answers why not, or ''; again when it was done before.
create function app.pay_claims(fund uuid, batch uuid, chosen uuid[], programme uuid, first date, last date, seen integer, seen_cents bigint, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare list uuid[]; cents bigint;
begin
  perform 1 from fund f where f.id = pay_claims.fund and f.library_id = app.funds_at() for update;
  if not found or batch is null then return 'gone'; end if;
  -- The second tap of a double one.
  if exists (select 1 from fund_claim c where c.fund_id = pay_claims.fund and c.batch_id = batch) then return 'again'; end if;
  select array_agg(c.id), sum(c.cents) into list, cents from fund_claim c where c.id in (select app.sent_claims(pay_claims.fund, chosen, programme, first, last));
  if list is null or cardinality(list) <> seen or pay_claims.seen_cents <> cents then return 'changed'; end if;
  perform 1 from enrolment e where e.id in (select c.enrolment_id from fund_claim c where c.id = any (list)) order by e.id for update;
  update fund_claim c set state = 'paid', state_was = c.state, actual = c.cents, batch_id = batch, reason = '', state_by = app.person(), state_at = moment, version = c.version + 1 where c.id = any (list);
  return '';
end $$;
-- Undone within a day, for what nobody changed since.
create function app.unpay_claims(fund uuid, batch uuid, moment timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare hit integer;
begin
  perform 1 from fund f where f.id = unpay_claims.fund and f.library_id = app.funds_at() for update;
  if not found then return 0; end if;
  perform 1 from enrolment e where e.id in (select c.enrolment_id from fund_claim c where c.fund_id = unpay_claims.fund and c.batch_id = batch) order by e.id for update;
  update fund_claim c set state = 'claimed', state_was = c.state, actual = null, batch_id = null, state_by = app.person(), state_at = moment, version = c.version + 1
    where c.fund_id = unpay_claims.fund and c.batch_id = batch and c.state = 'paid' and c.state_at > moment - interval '1 day';
  get diagnostics hit = row_count;
  return hit;
end $$;
revoke all on function app.times_of(uuid[]), app.costs_of(uuid[]), app.enrolment_costs(uuid[]), app.fund_options(uuid[], timestamptz), app.fund_claim_guard(), app.fund_claim_noted(), app.fund_guard(), app.enrolment_frees(), app.commit_claim(uuid, uuid, uuid, bigint, timestamptz),
  app.move_claim(uuid, integer, text, bigint, text, timestamptz), app.send_claims(uuid, timestamptz, timestamptz), app.sent_claims(uuid, uuid[], uuid, date, date), app.pay_claims(uuid, uuid, uuid[], uuid, date, date, integer, bigint, timestamptz), app.unpay_claims(uuid, uuid, timestamptz) from public;
grant execute on function app.enrolment_costs(uuid[]), app.fund_options(uuid[], timestamptz), app.commit_claim(uuid, uuid, uuid, bigint, timestamptz), app.move_claim(uuid, integer, text, bigint, text, timestamptz), app.send_claims(uuid, timestamptz, timestamptz),
  app.sent_claims(uuid, uuid[], uuid, date, date), app.pay_claims(uuid, uuid, uuid[], uuid, date, date, integer, bigint, timestamptz), app.unpay_claims(uuid, uuid, timestamptz) to inbeeld_app;
