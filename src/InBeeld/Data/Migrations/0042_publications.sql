-- What was told to everybody of closed waves: the ledger of publications. Figures of the country, its provinces and libraries as they may be shown; numbers about libraries and school locations, no child.
-- What is published stays written here, also when it is withdrawn: whoever has it keeps it, and what comes later has to be safe beside it.

create table publication (
  id           uuid primary key,
  wave_id      uuid not null references wave (id),
  institute_id uuid not null references organisation (id),
  kind         text not null check (kind in ('open-data', 'infographics')),
  -- Of the same wave and kind: 1, 2, ... after corrections.
  edition      smallint not null check (edition between 1 and 999),
  -- The smallest places in it.
  level        text not null check (level in ('country', 'province', 'library')),
  -- What was hidden: least, leastRespondents, dominance, rounding.
  policy       jsonb not null check (jsonb_typeof(policy) = 'object' and length(policy::text) <= 1000),
  -- The indicators with their words, as they were declared.
  indicators   jsonb not null check (length(indicators::text) <= 2000000),
  shown        integer not null check (shown >= 0),
  hidden       integer not null check (hidden >= 0),
  -- Over all figures in their order.
  sha256       text not null check (length(sha256) = 64),
  -- Null: on the command line, in nobody's name.
  by_person    uuid references person (id),
  at           timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid references person (id),
  why          text not null default '' check (length(why) <= 500),
  unique (wave_id, kind, edition),
  check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null or trim(why) <> ''))
);
create index publication_institute on publication (institute_id, at desc, id);
create table publication_figure (
  publication_id uuid not null references publication (id),
  unit_id        uuid not null references wave_unit (id),
  indicator      text not null check (length(indicator) between 1 and 100),
  -- Why it is not shown; empty: it is. Everybody is told "nothing" or "hidden", never which of the two reasons to hide.
  why            text not null check (why in ('', 'nothing', 'too-few', 'protected')),
  shown          text not null check (length(shown) <= 100),
  exact          text check (length(exact) <= 20000),
  k              text check (length(k) <= 20000),
  n              text check (length(n) <= 20000),
  unknown        bigint,
  primary key (publication_id, indicator, unit_id),
  check (why = '' or exact is null and k is null and shown = '')
);
create index publication_figure_unit on publication_figure (unit_id);
-- Every cell that was told or hidden, per table behind the indicators: what an attacker has.
create table publication_cells (
  publication_id uuid not null references publication (id),
  table_key      text not null check (length(table_key) = 32),
  cells          jsonb not null check (jsonb_typeof(cells) = 'array' and length(cells::text) <= 4000000),
  primary key (publication_id, table_key)
);

-- Nothing of it changes, but that it is withdrawn.
create function app.freeze_publication() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' or tg_table_name <> 'publication' or old.withdrawn_at is not null or (to_jsonb(new) - '{withdrawn_at,withdrawn_by,why}'::text[]) <> (to_jsonb(old) - '{withdrawn_at,withdrawn_by,why}'::text[]) then
    raise exception 'what was published does not change' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger publication_frozen before update or delete on publication for each row execute function app.freeze_publication();
create trigger publication_figure_frozen before update or delete on publication_figure for each row execute function app.freeze_publication();
create trigger publication_cells_frozen before update or delete on publication_cells for each row execute function app.freeze_publication();

-- Writes what was decided about a wave, beside as many publications of it as were known when it was decided (null: that is not asked). The answer: '', 'open', 'changed' (another came in between), 'same'
-- (nothing is new), 'kept' (this very one is there already) or 'gone'.
create function app.put_publication(wave uuid, new_id uuid, by uuid, kind text, known integer, head jsonb, figures jsonb, tables jsonb, moment timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare w wave; before publication;
begin
  select * into w from wave x where x.id = put_publication.wave for update;
  if w.id is null then return 'gone'; end if;
  if exists (select 1 from publication p where p.id = new_id and p.wave_id = w.id) then return 'kept'; end if;
  if w.state <> 'closed' then return 'open'; end if;
  if (select count(*) from publication p where p.wave_id = w.id) <> known then return 'changed'; end if;
  select * into before from publication p where p.wave_id = w.id and p.kind = put_publication.kind order by p.edition desc limit 1;
  if before.sha256 = head ->> 'sha256' and before.withdrawn_at is null then return 'same'; end if;
  insert into publication (id, wave_id, institute_id, kind, edition, level, policy, indicators, shown, hidden, sha256, by_person, at)
    values (new_id, w.id, w.institute_id, put_publication.kind, coalesce(before.edition, 0) + 1, head ->> 'level', head -> 'policy', head -> 'indicators', (head ->> 'shown')::integer, (head ->> 'hidden')::integer, head ->> 'sha256', by, moment);
  insert into publication_figure (publication_id, unit_id, indicator, why, shown, exact, k, n, unknown)
    select new_id, u.id, x.indicator, x.why, x.shown, x.exact, x.k, x.n, x.unknown from jsonb_to_recordset(figures) as x (unit uuid, indicator text, why text, shown text, exact text, k text, n text, unknown bigint) join wave_unit u on u.id = x.unit and u.wave_id = w.id;
  insert into publication_cells (publication_id, table_key, cells) select new_id, x.key, x.cells from jsonb_to_recordset(tables) as x (key text, cells jsonb);
  return '';
end $$;
-- The same in the name of a researcher of the institute, and of nobody else.
create function app.keep_publication(new_id uuid, wave uuid, kind text, known integer, head jsonb, figures jsonb, tables jsonb, moment timestamptz) returns text language sql security definer set search_path = public, pg_temp as $$
  select case when keep_publication.wave = any (app.researched_waves()) then app.put_publication(keep_publication.wave, new_id, app.person(), keep_publication.kind, coalesce(known, -1), head, figures, tables, moment) else 'gone' end
$$;
-- Takes it off the page for everybody. What was told stays told.
create function app.withdraw_publication(publication uuid, reason text, moment timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if trim(reason) = '' then return 'why'; end if;
  update publication p set withdrawn_at = moment, withdrawn_by = app.person(), why = reason where p.id = withdraw_publication.publication and p.kind = 'open-data' and p.withdrawn_at is null and p.wave_id = any (app.researched_waves());
  return case when found then '' else 'gone' end;
end $$;
-- For everybody: open data that was not withdrawn; of each wave all editions, the newest first.
create function app.open_data(one uuid) returns table (id uuid, wave_id uuid, wave text, school_year smallint, number smallint, institute text, edition smallint, newest boolean, level text, policy jsonb, indicators jsonb, shown integer, hidden integer, sha256 text, at timestamptz, title_nl text, title_en text)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.wave_id, w.name, w.school_year, w.number, o.name, p.edition, not exists (select 1 from publication x where x.wave_id = p.wave_id and x.kind = p.kind and x.edition > p.edition and x.withdrawn_at is null), p.level, p.policy,
    case when one is not null then p.indicators end, p.shown, p.hidden, p.sha256, p.at, w.definition::jsonb -> 'title' ->> 'nl', w.definition::jsonb -> 'title' ->> 'en'
  from publication p join wave w on w.id = p.wave_id join organisation o on o.id = p.institute_id
  where p.kind = 'open-data' and p.withdrawn_at is null and (one is null or p.id = one) order by w.school_year desc, w.id, p.edition desc limit 500
$$;
create function app.open_data_figures(one uuid) returns table (indicator text, level text, code text, place text, hidden boolean, why text, shown text, exact text, k text, n text, unknown bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select f.indicator, u.level, u.code, u.name, f.why in ('too-few', 'protected'), case when f.why = 'nothing' then f.why else '' end, f.shown, f.exact, f.k, f.n, f.unknown
  from publication p join publication_figure f on f.publication_id = p.id join wave_unit u on u.id = f.unit_id
  where p.id = one and p.kind = 'open-data' and p.withdrawn_at is null order by f.indicator, case u.level when 'country' then 0 when 'province' then 1 else 2 end, u.sort_key, u.id
$$;
do $$ declare f text; t text; begin
  for f in select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'app'::regnamespace and p.proname in ('keep_publication', 'withdraw_publication', 'open_data', 'open_data_figures') loop
    execute 'revoke all on function ' || f || ' from public';
    execute 'grant execute on function ' || f || ' to inbeeld_app';
  end loop;
  foreach t in array array['publication', 'publication_figure', 'publication_cells'] loop
    execute format('alter table %I enable row level security', t);
    execute format('grant select on %I to inbeeld_app', t);
  end loop;
end $$;
revoke all on function app.freeze_publication() from public;
revoke all on function app.put_publication(uuid, uuid, uuid, text, integer, jsonb, jsonb, jsonb, timestamptz) from public;
create policy researcher on publication for select to inbeeld_app using (wave_id = any ((select app.researched_waves())::uuid[]));
create policy researcher on publication_figure for select to inbeeld_app using (exists (select 1 from publication p where p.id = publication_id and p.wave_id = any ((select app.researched_waves())::uuid[])));
create policy researcher on publication_cells for select to inbeeld_app using (exists (select 1 from publication p where p.id = publication_id and p.wave_id = any ((select app.researched_waves())::uuid[])));
