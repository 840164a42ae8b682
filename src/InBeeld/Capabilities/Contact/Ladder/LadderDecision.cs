using InBeeld.Capabilities.Contact.Ladder;
using InBeeld.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InBeeld.Capabilities.Contact.Ladder
{
    /// <summary>What somebody decided about a proposed rung; kept with what was proposed and why.</summary>
    internal sealed class LadderDecision
    {
        public const string Taken = "taken";
        public const string Rest = "rest";

        private LadderDecision()
        {
        }

        public Guid Id { get; private init; }
        public Guid PupilId { get; private init; }
        public short Rung { get; private init; }
        public string Kind { get; private init; } = "";
        public int Attempts { get; private init; }
        public int SchoolDays { get; private init; }
        public string Decision { get; private init; } = "";
        public DateOnly? RestUntil { get; private init; }
        public string Note { get; private init; } = "";
        public Guid ByPerson { get; private init; }
        public DateTimeOffset At { get; private init; }
        public short WasRung { get; private init; }
        public DateOnly? WasRest { get; private init; }
        public DateTimeOffset? UndoneAt { get; private set; }

        public static Outcome<LadderDecision> Of(Guid id, Guid pupil, Proposal proposal, LadderFacts facts, string decision, DateOnly? restUntil, string note, Guid by, DateTimeOffset now)
        {
            var today = Amsterdam.Day(now);
            var refusals = new List<Refusal>();
            if (decision is not (Taken or Rest))
            {
                refusals.Add(new Refusal("Decision", "Kies wat je doet met dit voorstel."));
            }

            if (restUntil is null || restUntil <= today || restUntil > today.AddDays(60))
            {
                refusals.Add(new Refusal("RestUntil", "Kies een dag na vandaag, hooguit 60 dagen vooruit."));
            }

            if (note.Length > 4000)
            {
                refusals.Add(new Refusal("Note", "Gebruik hooguit {0} tekens.", 4000));
            }
            else if (decision == Rest && string.IsNullOrWhiteSpace(note))
            {
                refusals.Add(new Refusal("Note", "Schrijf kort op waarom je wacht."));
            }

            return refusals.Count > 0 ? refusals : new LadderDecision
            {
                Id = id,
                PupilId = pupil,
                Rung = proposal.Rung.Number,
                Kind = proposal.Rung.Kind,
                Attempts = proposal.Attempts,
                SchoolDays = proposal.SchoolDays,
                Decision = decision,
                RestUntil = restUntil,
                Note = note.Trim(),
                ByPerson = by,
                At = now,
                WasRung = (short)facts.RungDone,
                WasRest = facts.RestUntil,
            };
        }

        public void Undo(DateTimeOffset now) => UndoneAt = now;
    }

    internal sealed class LadderDecisionMapping : IEntityTypeConfiguration<LadderDecision>
    {
        public void Configure(EntityTypeBuilder<LadderDecision> decision)
        {
            decision.HasKey(d => d.Id);
            decision.Property(d => d.Id).ValueGeneratedNever();
        }
    }
}

namespace InBeeld.Data
{
    internal sealed partial class InBeeldDb
    {
        public DbSet<LadderDecision> LadderDecisions => Set<LadderDecision>();
    }
}
