using System.Text.Json;
using InBeeld.Capabilities.Triage.Contract;
using InBeeld.Capabilities.Triage.Model;
using InBeeld.Capabilities.Triage.Propose;
using InBeeld.Frames.Routes;
using InBeeld.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InBeeld.Capabilities.Triage.Propose
{
    /// <summary>A proposal as it was, kept with a decision.</summary>
    internal sealed record KeptProposal(string Route, IReadOnlyList<RouteReason> Reasons);

    /// <summary>What somebody decided for a child, with what was known, proposed and free then; without what only the facet care may know.</summary>
    internal sealed class TriageDecision
    {
        private TriageDecision()
        {
        }

        public Guid Id { get; private init; }
        public Guid PupilId { get; private init; }
        public Guid OrganisationId { get; private init; }
        public Guid? TableId { get; private init; }
        public int TableNumber { get; private init; }
        public string Facts { get; private init; } = "{}";
        public string Proposed { get; private init; } = "[]";
        public string Capacity { get; private init; } = "{}";
        public string[] Chosen { get; private init; } = [];

        /// <summary>Null when that stands with what only the facet care may know.</summary>
        public bool? Deviates { get; private init; }
        public string Why { get; private init; } = "";
        public Guid ByPerson { get; private init; }
        public DateTimeOffset At { get; private init; }
        public DateTimeOffset? UndoneAt { get; private set; }

        /// <returns>The decision, and the part for the facet care when it was taken with that facet.</returns>
        public static Outcome<(TriageDecision Decision, TriageDecisionCare? Care)> Of(Guid id, Guid pupil, Guid organisation, ProposalOfChild proposal, IEnumerable<string> chosen, string why, Guid by, DateTimeOffset now)
        {
            var routes = chosen.Distinct().ToList();
            var refusals = new List<Refusal>();
            if (routes.Except(RouteKinds.All).Any())
            {
                refusals.Add(new Refusal("Chosen", "Een route is niet begrepen. Kies opnieuw."));
            }

            var deviates = !routes.ToHashSet().SetEquals(proposal.Routes.Select(r => r.Route));
            if (deviates && string.IsNullOrWhiteSpace(why))
            {
                refusals.Add(new Refusal("Why", "Je kiest iets anders dan het voorstel. Schrijf kort op waarom."));
            }
            else if (why.Length > 1000)
            {
                refusals.Add(new Refusal("Why", "Gebruik hooguit {0} tekens.", 1000));
            }

            if (refusals.Count > 0)
            {
                return refusals;
            }

            var care = proposal.WithCare;
            var decision = new TriageDecision
            {
                Id = id,
                PupilId = pupil,
                OrganisationId = organisation,
                TableId = proposal.Table,
                TableNumber = proposal.Number,
                Facts = JsonSerializer.Serialize(FactList.All.Where(f => !f.Restricted).ToDictionary(f => f.Code, f => proposal.Facts[f.Code])),
                Proposed = Keep(proposal.WithoutRestricted),
                Capacity = JsonSerializer.Serialize(proposal.Capacity, JsonSerializerOptions.Web),
                Chosen = [.. RouteKinds.All.Where(routes.Contains)],
                Deviates = care ? null : deviates,
                Why = care ? "" : why.Trim(),
                ByPerson = by,
                At = now,
            };
            return (decision, care ? TriageDecisionCare.Of(decision, proposal, deviates, why.Trim()) : null);
        }

        public static string Keep(IEnumerable<RouteProposal> routes) => JsonSerializer.Serialize(routes.Select(r => new KeptProposal(r.Route, r.Reasons)), JsonSerializerOptions.Web);

        public bool MayUndo(Guid who, DateTimeOffset now) => ByPerson == who && UndoneAt is null && now < At.AddDays(1);

        public void Undo(DateTimeOffset now) => UndoneAt = now;
    }

    /// <summary>What of a decision only the facet care may know: the restricted facts, what was proposed with them, and why it was deviated from.</summary>
    internal sealed class TriageDecisionCare
    {
        private TriageDecisionCare()
        {
        }

        public Guid DecisionId { get; private init; }
        public Guid PupilId { get; private init; }
        public string Facts { get; private init; } = "{}";
        public string Proposed { get; private init; } = "[]";
        public bool Deviates { get; private init; }
        public string Why { get; private init; } = "";

        public static TriageDecisionCare Of(TriageDecision decision, ProposalOfChild proposal, bool deviates, string why) => new()
        {
            DecisionId = decision.Id,
            PupilId = decision.PupilId,
            Facts = JsonSerializer.Serialize(FactList.All.Where(f => f.Restricted).ToDictionary(f => f.Code, f => proposal.Facts[f.Code])),
            Proposed = TriageDecision.Keep(proposal.Routes),
            Deviates = deviates,
            Why = why,
        };
    }

    internal sealed class TriageDecisionMapping : IEntityTypeConfiguration<TriageDecision>
    {
        public void Configure(EntityTypeBuilder<TriageDecision> decision)
        {
            decision.HasKey(d => d.Id);
            decision.Property(d => d.Id).ValueGeneratedNever();
            decision.Property(d => d.Facts).HasColumnType("jsonb");
            decision.Property(d => d.Proposed).HasColumnType("jsonb");
            decision.Property(d => d.Capacity).HasColumnType("jsonb");
        }
    }

    internal sealed class TriageDecisionCareMapping : IEntityTypeConfiguration<TriageDecisionCare>
    {
        public void Configure(EntityTypeBuilder<TriageDecisionCare> care)
        {
            care.HasKey(c => c.DecisionId);
            care.Property(c => c.DecisionId).ValueGeneratedNever();
            care.Property(c => c.Facts).HasColumnType("jsonb");
            care.Property(c => c.Proposed).HasColumnType("jsonb");
            // The decision is written first.
            care.HasOne<TriageDecision>().WithOne().HasForeignKey<TriageDecisionCare>(c => c.DecisionId);
        }
    }
}

namespace InBeeld.Data
{
    internal sealed partial class InBeeldDb
    {
        public DbSet<TriageDecision> TriageDecisions => Set<TriageDecision>();

        public DbSet<TriageDecisionCare> TriageDecisionCares => Set<TriageDecisionCare>();
    }
}
