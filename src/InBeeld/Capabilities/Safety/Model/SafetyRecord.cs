using InBeeld.Capabilities.Safety.Model;
using InBeeld.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InBeeld.Capabilities.Safety.Model
{
    /// <summary>One time that the meldcode is followed for a child. Whoever is named in it reads it, and nobody else.</summary>
    internal sealed class SafetyRecord
    {
        public const string Open = "open";
        public const string Closed = "closed";

        /// <summary>How long a closed record is kept, unless the organisation decides otherwise.</summary>
        public const int YearsKept = 5;

        private SafetyRecord()
        {
        }

        public Guid Id { get; private init; }
        public Guid PupilId { get; private init; }
        public Guid ByPerson { get; private init; }
        public Guid MembershipId { get; private init; }
        public Guid OrganisationId { get; private init; }
        public string? MunicipalityCode { get; private init; }
        public DateTimeOffset BegunAt { get; private init; }
        public string State { get; private set; } = Open;
        public string Outcome { get; private set; } = "";
        public string Closing { get; private set; } = "";
        public DateTimeOffset? ClosedAt { get; private set; }
        public Guid? ClosedBy { get; private set; }
        public DateOnly? KeepUntil { get; private set; }
        public int Version { get; private set; } = 1;

        public static SafetyRecord Begin(Guid id, Guid pupil, Guid by, Guid membership, Guid organisation, string municipality, DateTimeOffset now) =>
            new() { Id = id, PupilId = pupil, ByPerson = by, MembershipId = membership, OrganisationId = organisation, MunicipalityCode = municipality.Length > 0 ? municipality : null, BegunAt = now };

        /// <summary>Ends with an outcome and a word. All five steps are done, unless the suspicion is gone.</summary>
        public Outcome<SafetyRecord> Close(string outcome, string closing, IReadOnlyCollection<short> done, Guid by, DateTimeOffset now)
        {
            var refusals = new List<Refusal>();
            if (!Meldcode.Endings.Contains(outcome))
            {
                refusals.Add(new Refusal("Outcome", "Kies hoe het afloopt."));
            }
            else if (outcome != "no_signs" && Meldcode.Steps.FirstOrDefault(s => !done.Contains(s)) is > 0 and var missing)
            {
                refusals.Add(new Refusal("Outcome", "Stap {0} is nog niet gedaan. Doe eerst alle vijf de stappen.", missing));
            }

            if (string.IsNullOrWhiteSpace(closing))
            {
                refusals.Add(new Refusal("Closing", "Schrijf kort hoe het verder gaat."));
            }
            else if (closing.Length > 4000)
            {
                refusals.Add(new Refusal("Closing", "Gebruik hooguit {0} tekens.", 4000));
            }

            if (refusals.Count > 0)
            {
                return refusals;
            }

            (State, Outcome, Closing, ClosedAt, ClosedBy, KeepUntil, Version) = (Closed, outcome, closing.Trim(), now, by, Amsterdam.Day(now).AddYears(YearsKept), Version + 1);
            return this;
        }

        /// <summary>What was written at closing stays, until it is closed again.</summary>
        public void Reopen() => (State, ClosedAt, ClosedBy, KeepUntil, Version) = (Open, null, null, null, Version + 1);
    }

    internal sealed class SafetyRecordMapping : IEntityTypeConfiguration<SafetyRecord>
    {
        public void Configure(EntityTypeBuilder<SafetyRecord> record)
        {
            record.HasKey(r => r.Id);
            record.Property(r => r.Id).ValueGeneratedNever();
            record.Property(r => r.Version).IsConcurrencyToken();
        }
    }
}

namespace InBeeld.Data
{
    internal sealed partial class InBeeldDb
    {
        public DbSet<SafetyRecord> SafetyRecords => Set<SafetyRecord>();

        public DbSet<SafetyStep> SafetySteps => Set<SafetyStep>();

        public DbSet<SafetyStepHistory> SafetyStepHistories => Set<SafetyStepHistory>();
    }
}
