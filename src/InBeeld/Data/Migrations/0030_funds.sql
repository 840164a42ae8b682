-- The money of programmes: who pays, for which children, how much it costs and what was agreed, sent and paid. All amounts are whole cents.
-- A child and a family never pay: there is no claim on a family, no invoice, and what no fund pays is for the library to find.

-- The library whose money somebody keeps. A guide knows nothing of money.
create function app.funds_at() returns uuid language sql stable parallel safe as $$ select case when app.role() = 'programme_leader' then app.organisation() end $$;

create table fund (
  id         uuid primary key,
  library_id uuid not null references organisation (id),
  name       text not null check (length(trim(name)) between 1 and 80),
  kind       text not null check (kind in ('subsidy', 'school', 'leergeld', 'upas', 'sponsor', 'municipality', 'own', 'eu')),
  starts     date not null,
  ends       date not null check (ends >= starts and ends <= starts + 3700),
  -- What there is in all.
  ceiling    bigint not null check (ceiling between 0 and 10000000000),
  -- part: any part of the cost; rest: all that others leave, or nothing; fixed: exactly this amount.
  pays       text not null default 'part' check (pays in ('part', 'rest', 'fixed')),
  amount     bigint check (amount between 1 and 10000000000),
  -- What it pays for each; together the most for a child. Null: not counted that way.
  per_pupil  bigint check (per_pupil between 0 and 10000000000),
  per_session bigint check (per_session between 0 and 10000000000),
  per_hour   bigint check (per_hour between 0 and 10000000000),
  most       bigint check (most between 1 and 10000000000),
  least      bigint not null default 0 check (least between 0 and 10000000000),
  -- The lowest is used first.
  preference smallint not null default 100 check (preference between 0 and 1000),
  contact    text not null default '' check (length(contact) <= 200),
  account    text not null default '' check (length(account) <= 1000),
  account_by date,
  state      text not null default 'open' check (state in ('open', 'closed')),
  version    integer not null default 1,
  by_person  uuid not null references person (id),
  at         timestamptz not null,
  check ((pays = 'fixed') = (amount is not null))
);
create index fund_library on fund (library_id, state, preference, id);
-- For which programmes; none: for all of the library.
create table fund_programme (
  fund_id      uuid not null references fund (id) on delete cascade,
  programme_id uuid not null references programme (id),
  primary key (fund_id, programme_id)
);
-- For which children: a rule over what is known, or a question to which belongs what somebody saw. A rule that is taken away keeps its evidence.
create table fund_criterion (
  id         uuid primary key,
  fund_id    uuid not null references fund (id) on delete cascade,
  position   smallint not null,
  kind       text not null check (kind in ('level', 'year', 'age', 'school', 'town', 'question')),
  least      smallint check (least between 0 and 30),
  most       smallint check (most between 0 and 30 and most >= least),
  levels     text[] not null default '{}' check (levels <@ '{primary,secondary,special,mbo}'),
  -- Of school: its id; of town: the code of the municipality of the school.
  value      text not null default '' check (length(value) <= 40),
  question   text not null default '' check (length(question) <= 200),
  removed_at timestamptz,
  check (case kind when 'level' then cardinality(levels) > 0 when 'question' then trim(question) <> '' when 'school' then value <> '' when 'town' then value <> '' else least is not null or most is not null end)
);
create index fund_criterion_fund on fund_criterion (fund_id, position);
-- What somebody saw, and when. Never a copy, an amount of income or a number of a card.
create table fund_evidence (
  criterion_id   uuid not null references fund_criterion (id) on delete cascade,
  participant_id uuid not null references participant (id) on delete cascade,
  holds          boolean not null,
  seen           text not null check (length(trim(seen)) between 1 and 120),
  seen_on        date not null,
  by_person      uuid not null references person (id),
  at             timestamptz not null,
  primary key (criterion_id, participant_id)
);
create index fund_evidence_participant on fund_evidence (participant_id);

-- What taking part costs: in parts, each in a period.
create table programme_price (
  id           uuid primary key,
  programme_id uuid not null references programme (id),
  name         text not null check (length(trim(name)) between 1 and 80),
  kind         text not null check (kind in ('pupil', 'session', 'hour')),
  cents        bigint not null check (cents between 1 and 100000000),
  -- planned: every session the child was in the group for; attended: where it was, and those still to come.
  counts       text not null default 'planned' check (counts in ('planned', 'attended')),
  -- How many sessions or hours are counted for a child without a group.
  expected     smallint not null default 0 check (expected between 0 and 500),
  starts       date not null,
  ends         date not null check (ends >= starts and ends <= starts + 3700),
  removed_at   timestamptz,
  version      integer not null default 1,
  by_person    uuid not null references person (id),
  at           timestamptz not null
);
create index programme_price_programme on programme_price (programme_id) where removed_at is null;

-- What a claim takes of its fund.
create function app.claim_counts(state text, cents bigint, actual bigint) returns bigint language sql immutable parallel safe as $$
  select case state when 'committed' then cents when 'claimed' then cents when 'paid' then actual else 0 end
$$;
create table fund_claim (
  id           uuid primary key,
  fund_id      uuid not null references fund (id),
  enrolment_id uuid not null references enrolment (id),
  library_id   uuid not null references organisation (id),
  -- For who pays, who does not need to know who the child is.
  reference    text not null default upper(substr(replace(gen_random_uuid()::text, '-', ''), 1, 10)),
  cents        bigint not null check (cents between 1 and 10000000000),
  state        text not null default 'committed' check (state in ('committed', 'claimed', 'paid', 'refused', 'dropped')),
  actual       bigint check (actual between 0 and 10000000000),
  reason       text not null default '' check (length(reason) <= 300),
  state_was    text not null default '',
  plan_id      uuid,
  -- Several that were put on paid in one step, to undo them together.
  batch_id     uuid,
  state_by     uuid references person (id),
  state_at     timestamptz not null,
  version      integer not null default 1,
  at           timestamptz not null,
  counts       bigint generated always as (app.claim_counts(state, cents, actual)) stored,
  check ((state = 'paid') = (actual is not null)),
  check (state <> 'refused' or trim(reason) <> '')
);
create unique index fund_claim_once on fund_claim (fund_id, enrolment_id) where state in ('committed', 'claimed', 'paid');
create unique index fund_claim_reference on fund_claim (reference);
create index fund_claim_fund on fund_claim (fund_id, at desc, id desc);
create index fund_claim_enrolment on fund_claim (enrolment_id);
create index fund_claim_plan on fund_claim (plan_id) where plan_id is not null;
create table fund_claim_event (
  id        uuid primary key default uuidv7(),
  claim_id  uuid not null references fund_claim (id) on delete cascade,
  state     text not null,
  cents     bigint not null,
  reason    text not null default '',
  by_person uuid references person (id),
  at        timestamptz not null
);
create index fund_claim_event_claim on fund_claim_event (claim_id, id);

-- A proposal of who pays what, until somebody applies it. Without names.
create table fund_plan (
  id           uuid primary key,
  library_id   uuid not null references organisation (id),
  -- Null: all programmes of the library.
  programme_id uuid references programme (id),
  figures      jsonb not null,
  by_person    uuid not null references person (id),
  at           timestamptz not null,
  applied_at   timestamptz,
  undone_at    timestamptz
);
create index fund_plan_library on fund_plan (library_id, at desc);
create table fund_plan_line (
  plan_id      uuid not null references fund_plan (id) on delete cascade,
  enrolment_id uuid not null references enrolment (id),
  -- Null: what stays uncovered, and why.
  fund_id      uuid references fund (id),
  cents        bigint not null check (cents > 0),
  why          text not null default '',
  funds        uuid[] not null default '{}',
  unique nulls not distinct (plan_id, enrolment_id, fund_id)
);
-- Computing takes seconds: done by whichever node takes it, in the name of the session that asked. One at a time of a library.
create table fund_work (
  library_id   uuid primary key references organisation (id),
  plan_id      uuid not null,
  programme_id uuid references programme (id),
  session_id   uuid not null references session (id) on delete cascade,
  so_far       jsonb,
  stop         text check (stop in ('keep', 'drop')),
  trouble      text,
  asked_at     timestamptz not null default now(),
  beat_at      timestamptz
);
create index fund_work_session on fund_work (session_id);

alter table fund enable row level security;
alter table fund_programme enable row level security;
alter table fund_criterion enable row level security;
alter table fund_evidence enable row level security;
alter table programme_price enable row level security;
alter table fund_claim enable row level security;
alter table fund_claim_event enable row level security;
alter table fund_plan enable row level security;
alter table fund_plan_line enable row level security;
alter table fund_work enable row level security;
grant select, insert, update (name, kind, starts, ends, ceiling, pays, amount, per_pupil, per_session, per_hour, most, least, preference, contact, account, account_by, state, version) on fund to inbeeld_app;
grant select, insert, delete on fund_programme to inbeeld_app;
grant select, insert, update (position, least, most, levels, value, question, removed_at) on fund_criterion to inbeeld_app;
grant select, insert, update (holds, seen, seen_on, by_person, at), delete on fund_evidence to inbeeld_app;
grant select, insert, update (name, kind, cents, counts, expected, starts, ends, removed_at, version) on programme_price to inbeeld_app;
grant select on fund_claim, fund_claim_event to inbeeld_app;
grant select, insert, delete on fund_plan to inbeeld_app;
grant select, insert on fund_plan_line to inbeeld_app;
grant select (library_id, plan_id, programme_id, so_far, stop, trouble, asked_at, beat_at), update (stop) on fund_work to inbeeld_app;
create policy own on fund to inbeeld_app using (library_id = (select app.funds_at())) with check (library_id = (select app.funds_at()));
create policy own on fund_programme to inbeeld_app using (exists (select 1 from fund f where f.id = fund_id)) with check (exists (select 1 from fund f join programme p on p.library_id = f.library_id where f.id = fund_id and p.id = programme_id));
create policy own on fund_criterion to inbeeld_app using (exists (select 1 from fund f where f.id = fund_id));
create policy own on fund_evidence to inbeeld_app using (exists (select 1 from fund_criterion c where c.id = criterion_id))
  with check (by_person = (select app.person()) and exists (select 1 from fund_criterion c where c.id = criterion_id and c.kind = 'question') and exists (select 1 from participant p where p.id = participant_id and p.library_id = (select app.funds_at())));
create policy own on programme_price to inbeeld_app using ((select app.role()) = 'programme_leader' and programme_id = any ((select app.guided())::uuid[]));
create policy own on fund_claim for select to inbeeld_app using (library_id = (select app.funds_at()));
create policy own on fund_claim_event for select to inbeeld_app using (exists (select 1 from fund_claim c where c.id = claim_id));
create policy own on fund_plan to inbeeld_app using (library_id = (select app.funds_at())) with check (library_id = (select app.funds_at()) and by_person = (select app.person()) and applied_at is null);
create policy own on fund_plan_line to inbeeld_app using (exists (select 1 from fund_plan p where p.id = plan_id));
create policy own on fund_work to inbeeld_app using (library_id = (select app.funds_at()));
