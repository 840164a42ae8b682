using InBeeld.Capabilities.Triage.Model;
using InBeeld.Frames.Routes;
using InBeeld.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InBeeld.Capabilities.Triage.Model
{
    /// <summary>A version of the rules of a municipality: written as a draft, set to hold from a day on, and from then on never changed.</summary>
    internal sealed class TriageTable
    {
        public const string Draft = "draft";
        public const string Live = "live";

        private TriageTable()
        {
        }

        public Guid Id { get; private init; }
        public Guid MunicipalityId { get; private init; }
        public int Number { get; private init; }
        public string State { get; private set; } = Draft;
        public DateOnly? ValidFrom { get; private set; }
        public DateOnly? ValidUntil { get; private set; }
        public string Rows { get; private set; } = "[]";
        /// <summary>The row that was removed last, to be put back; at most one.</summary>
        public string Removed { get; private set; } = "[]";
        public int RemovedPlace { get; private set; }
        public string Note { get; private set; } = "";
        public Guid ByPerson { get; private set; }
        public DateTimeOffset At { get; private set; }
        public int Version { get; private set; } = 1;

        public DecisionTable Rules => DecisionTable.Read(Rows);

        public static TriageTable CopyOf(DecisionTable rules, Guid municipality, int number, Guid by, DateTimeOffset now) =>
            new() { Id = Guid.CreateVersion7(), MunicipalityId = municipality, Number = number, Rows = rules.Write(), ByPerson = by, At = now };

        /// <summary>Puts a row in the place of the one with its id, or at the end.</summary>
        public Outcome<TriageTable> Put(TriageRow row, Guid by, DateTimeOffset now)
        {
            var rows = Rules.Rows.ToList();
            var at = rows.FindIndex(r => r.Id == row.Id);
            if (at < 0 && rows.Count >= DecisionTable.MostRows)
            {
                return Refusal.Of("Er passen hooguit {0} regels in een versie.", DecisionTable.MostRows);
            }

            if (RefusalsOf(row) is { Count: > 0 } refusals)
            {
                return refusals;
            }

            if (at < 0)
            {
                rows.Add(row);
            }
            else
            {
                rows[at] = row;
            }

            return Become(rows, by, now);
        }

        public Outcome<TriageTable> Remove(Guid row, Guid by, DateTimeOffset now)
        {
            var rows = Rules.Rows.ToList();
            var at = rows.FindIndex(r => r.Id == row);
            var outcome = Become([.. rows.Where(r => r.Id != row)], by, now);
            if (outcome.Ok && at >= 0)
            {
                (Removed, RemovedPlace) = (DecisionTable.Write([rows[at]]), at);
            }

            return outcome;
        }

        /// <summary>Puts back the row that was removed last, in its place. A double tap is once.</summary>
        public Outcome<TriageTable> PutBack(Guid row, Guid by, DateTimeOffset now)
        {
            var rows = Rules.Rows.ToList();
            if (State == Draft && rows.Exists(r => r.Id == row))
            {
                return this;
            }

            if (DecisionTable.Read(Removed).Rows.FirstOrDefault(r => r.Id == row) is not { } gone)
            {
                return Refusal.Of("Deze regel kun je niet meer terugzetten.");
            }

            rows.Insert(Math.Min(RemovedPlace, rows.Count), gone);
            return Become(rows, by, now);
        }

        /// <summary>One place up or down; at the end it stays.</summary>
        public Outcome<TriageTable> Move(Guid row, bool up, Guid by, DateTimeOffset now)
        {
            var rows = Rules.Rows.ToList();
            var at = rows.FindIndex(r => r.Id == row);
            var to = up ? at - 1 : at + 1;
            if (at >= 0 && to >= 0 && to < rows.Count)
            {
                (rows[at], rows[to]) = (rows[to], rows[at]);
            }

            return Become(rows, by, now);
        }

        /// <summary>Holds from this day on. Only rules that are complete and without contradiction can.</summary>
        public Outcome<TriageTable> Set(DateOnly from, DateOnly today, string note, Guid by, DateTimeOffset now)
        {
            var refusals = new List<Refusal>();
            if (State != Draft)
            {
                refusals.Add(AlreadySet);
            }

            if (TableCheck.Of(Rules).Count > 0)
            {
                refusals.Add(Refusal.Of("De regels kloppen nog niet. Kijk bij de voorbeelden hieronder."));
            }

            if (from < today || from > today.AddYears(1))
            {
                refusals.Add(new Refusal("From", "Kies vandaag of een latere dag, hooguit een jaar vooruit."));
            }

            if (note.Length > 500)
            {
                refusals.Add(new Refusal("Note", "Gebruik hooguit {0} tekens.", 500));
            }

            if (refusals.Count > 0)
            {
                return refusals;
            }

            (State, ValidFrom, Note, ByPerson, At, Version) = (Live, from, note.Trim(), by, now, Version + 1);
            return this;
        }

        /// <summary>A version that has not begun yet becomes a draft again.</summary>
        public Outcome<TriageTable> TakeBack(DateOnly today)
        {
            if (State != Live || ValidFrom <= today)
            {
                return Refusal.Of("Deze versie is al ingegaan. Schrijf een nieuwe versie.");
            }

            (State, ValidFrom, ValidUntil, Version) = (Draft, null, null, Version + 1);
            return this;
        }

        private static readonly Refusal AlreadySet = Refusal.Of("Deze versie is al ingegaan. Schrijf een nieuwe versie.");

        private Outcome<TriageTable> Become(IReadOnlyList<TriageRow> rows, Guid by, DateTimeOffset now)
        {
            if (State != Draft)
            {
                return AlreadySet;
            }

            (Rows, ByPerson, At, Version) = (DecisionTable.Write(rows), by, now, Version + 1);
            return this;
        }

        private static List<Refusal> RefusalsOf(TriageRow row)
        {
            var refusals = new List<Refusal>();
            if (row.When.Any(w => FactList.Find(w.Key) is not { } fact || w.Value.Count == 0 || w.Value.Except(fact.Values).Any()))
            {
                refusals.Add(Refusal.Of("Een voorwaarde is niet begrepen. Kies opnieuw."));
            }

            if (row.Routes.Concat(row.Not).Except(RouteKinds.All).Any())
            {
                refusals.Add(Refusal.Of("Een route is niet begrepen. Kies opnieuw."));
            }

            if (row.Routes.Intersect(row.Not).Any())
            {
                refusals.Add(new Refusal("Not", "Een route kan niet tegelijk voorgesteld en uitgesloten worden."));
            }

            if (string.IsNullOrWhiteSpace(row.Reason))
            {
                refusals.Add(new Refusal("Reason", "Schrijf op waarom. Dit staat bij het voorstel."));
            }
            else if (row.Reason.Length > DecisionTable.LongestReason)
            {
                refusals.Add(new Refusal("Reason", "Gebruik hooguit {0} tekens.", DecisionTable.LongestReason));
            }

            return refusals;
        }
    }

    internal sealed class TriageTableMapping : IEntityTypeConfiguration<TriageTable>
    {
        public void Configure(EntityTypeBuilder<TriageTable> table)
        {
            table.HasKey(t => t.Id);
            table.Property(t => t.Id).ValueGeneratedNever();
            table.Property(t => t.Rows).HasColumnType("jsonb");
            table.Property(t => t.Removed).HasColumnType("jsonb");
            table.Property(t => t.Version).IsConcurrencyToken();
            table.Ignore(t => t.Rules);
        }
    }
}

namespace InBeeld.Data
{
    internal sealed partial class InBeeldDb
    {
        public DbSet<TriageTable> TriageTables => Set<TriageTable>();
    }
}
