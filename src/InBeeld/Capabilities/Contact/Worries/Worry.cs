using InBeeld.Capabilities.Contact.Worries;
using InBeeld.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InBeeld.Capabilities.Contact.Worries
{
    /// <summary>How soon somebody should look at a worry. Something else than the state of a child: bars and a day, never mixed.</summary>
    internal static class Urgency
    {
        public static readonly IReadOnlyList<short> All = [3, 2, 1];

        public static string Word(int urgency) => urgency switch { 3 => "Vandaag", 2 => "Deze week", _ => "Kan wachten" };
    }

    /// <summary>A worry about a child that one person hands to the care professional, who takes it, answers and finishes it.</summary>
    internal sealed class Worry
    {
        public const string Open = "open";
        public const string Taken = "taken";
        public const string Done = "done";

        private Worry()
        {
        }

        public Guid Id { get; private init; }
        public Guid PupilId { get; private init; }
        public Guid SchoolId { get; private init; }
        public string Text { get; private init; } = "";
        public short Urgency { get; private init; }
        public Guid ByPerson { get; private init; }
        public DateTimeOffset At { get; private init; }
        public string State { get; private set; } = Open;
        public Guid? TakenBy { get; private set; }
        public DateTimeOffset? TakenAt { get; private set; }
        public DateTimeOffset? DoneAt { get; private set; }
        public string Answer { get; private set; } = "";
        public int Version { get; private set; } = 1;

        public static Outcome<Worry> Flag(Guid id, Guid pupil, Guid school, string text, int urgency, Guid by, DateTimeOffset now)
        {
            var refusals = new List<Refusal>();
            if (string.IsNullOrWhiteSpace(text))
            {
                refusals.Add(new Refusal("Words", "Schrijf op waar je je zorgen over maakt."));
            }
            else if (text.Length > 4000)
            {
                refusals.Add(new Refusal("Words", "Gebruik hooguit {0} tekens.", 4000));
            }

            if (!Worries.Urgency.All.Contains((short)urgency))
            {
                refusals.Add(new Refusal("Urgency", "Kies hoe snel iemand moet kijken."));
            }

            return refusals.Count > 0 ? refusals : new Worry { Id = id, PupilId = pupil, SchoolId = school, Text = text.Trim(), Urgency = (short)urgency, ByPerson = by, At = now };
        }

        /// <summary>Somebody of care takes it up; taking over from a colleague is the same.</summary>
        public void Take(Guid by, DateTimeOffset now) => (State, TakenBy, TakenAt, Version) = (Taken, by, now, Version + 1);

        /// <summary>Back on the pile.</summary>
        public void PutBack() => (State, TakenBy, TakenAt, DoneAt, Version) = (Open, null, null, null, Version + 1);

        /// <summary>Writes what is done, for whoever flagged it; finishing needs at least a word.</summary>
        public Outcome<Worry> Reply(string answer, bool finish, Guid by, DateTimeOffset now)
        {
            if (answer.Length > 4000)
            {
                return new Refusal("Answer", "Gebruik hooguit {0} tekens.", 4000);
            }

            if (string.IsNullOrWhiteSpace(answer))
            {
                return new Refusal("Answer", "Schrijf kort wat je doet of deed.");
            }

            Answer = answer.Trim();
            if (TakenBy is null)
            {
                (TakenBy, TakenAt) = (by, now);
            }

            (State, DoneAt, Version) = (finish ? Done : Taken, finish ? now : null, Version + 1);
            return this;
        }
    }

    internal sealed class WorryMapping : IEntityTypeConfiguration<Worry>
    {
        public void Configure(EntityTypeBuilder<Worry> worry)
        {
            worry.HasKey(w => w.Id);
            worry.Property(w => w.Id).ValueGeneratedNever();
            worry.Property(w => w.Version).IsConcurrencyToken();
        }
    }
}

namespace InBeeld.Data
{
    internal sealed partial class InBeeldDb
    {
        public DbSet<Worry> Worries => Set<Worry>();
    }
}
