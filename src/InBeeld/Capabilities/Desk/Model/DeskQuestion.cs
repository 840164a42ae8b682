using InBeeld.Capabilities.Desk.Model;
using InBeeld.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InBeeld.Capabilities.Desk.Model
{
    /// <summary>A question to the desk: new, taken, answered, closed. The asker reacts once, and then it is taken again.</summary>
    internal sealed class DeskQuestion
    {
        public const string New = "new";
        public const string Taken = "taken";
        public const string Answered = "answered";
        public const string Closed = "closed";

        public const int MostWords = 4000;

        public static readonly IReadOnlyList<string> States = [New, Taken, Answered, Closed];

        private DeskQuestion()
        {
        }

        public Guid Id { get; private init; }
        public string MunicipalityCode { get; private init; } = "";
        public Guid SubjectId { get; private set; }
        public Guid OrganisationId { get; private init; }
        public Guid ByPerson { get; private init; }
        public string ByRole { get; private init; } = "";
        public string Words { get; private init; } = "";
        public DateTimeOffset AskedAt { get; private init; }
        public string State { get; private set; } = New;
        public Guid? HandlerMembershipId { get; private set; }
        public Guid? HandlerTeamId { get; private set; }
        public Guid? TakenBy { get; private set; }
        public DateOnly DueOn { get; private set; }
        public DateTimeOffset? FirstAnsweredAt { get; private set; }
        public DateTimeOffset? AnsweredAt { get; private set; }
        public Guid? StandardId { get; private set; }
        public bool Reacted { get; private set; }
        public DateTimeOffset? ClosedAt { get; private set; }
        public int Version { get; private set; } = 1;

        public static string StateWord(string state) => state switch { New => "Nieuw", Taken => "Opgepakt", Answered => "Beantwoord", _ => "Afgerond" };

        public static DeskQuestion Ask(Guid id, string municipality, Guid subject, Guid? handler, Guid? team, Guid organisation, Guid by, string role, string words, int answerDays, DateTimeOffset now) => new()
        {
            Id = id, MunicipalityCode = municipality, SubjectId = subject, HandlerMembershipId = handler, HandlerTeamId = team, OrganisationId = organisation, ByPerson = by, ByRole = role,
            Words = words.Trim(), AskedAt = now, DueOn = WorkingDays.After(Amsterdam.Day(now), answerDays),
        };

        /// <summary>Somebody takes it up; taking over from a colleague is the same.</summary>
        public void Take(Guid by) => (State, TakenBy, Version) = (Taken, by, Version + 1);

        /// <summary>To another subject, and with it to another person or team.</summary>
        public void Move(Guid subject, Guid? handler, Guid? team) => (SubjectId, HandlerMembershipId, HandlerTeamId, Version) = (subject, handler, team, Version + 1);

        public Outcome<DeskQuestion> Answer(string words, Guid? standard, Guid by, DateTimeOffset now)
        {
            if (State is Answered or Closed)
            {
                return Refusal.Of("Deze vraag is al beantwoord.");
            }

            if (Wrong(words) is { } refusal)
            {
                return refusal;
            }

            (State, TakenBy, AnsweredAt, FirstAnsweredAt, StandardId, Version) = (Answered, TakenBy ?? by, now, FirstAnsweredAt ?? now, standard ?? StandardId, Version + 1);
            return this;
        }

        /// <summary>The asker reacts, once: the question is open again, with the same time for an answer.</summary>
        public Outcome<DeskQuestion> React(string words, int answerDays, DateTimeOffset now)
        {
            if (State != Answered || Reacted)
            {
                return Refusal.Of("Je kunt niet nog een keer reageren. Stel een nieuwe vraag.");
            }

            if (Wrong(words) is { } refusal)
            {
                return refusal;
            }

            (State, Reacted, DueOn, Version) = (TakenBy is null ? New : Taken, true, WorkingDays.After(Amsterdam.Day(now), answerDays), Version + 1);
            return this;
        }

        public void Close(DateTimeOffset now) => (State, ClosedAt, Version) = (Closed, now, Version + 1);

        public static Refusal? Wrong(string words) => string.IsNullOrWhiteSpace(words) ? new Refusal("Words", "Schrijf eerst iets op.") : words.Length > MostWords ? new Refusal("Words", "Gebruik hooguit {0} tekens.", MostWords) : null;
    }

    /// <summary>An answer or reaction that was given; never changed.</summary>
    internal sealed class DeskReply
    {
        public Guid Id { get; init; }
        public Guid QuestionId { get; init; }
        public string Kind { get; init; } = "";
        public string Words { get; init; } = "";
        public Guid ByPerson { get; init; }
        public DateTimeOffset At { get; init; }
    }

    internal sealed class DeskQuestionMapping : IEntityTypeConfiguration<DeskQuestion>
    {
        public void Configure(EntityTypeBuilder<DeskQuestion> question)
        {
            question.HasKey(q => q.Id);
            question.Property(q => q.Id).ValueGeneratedNever();
            question.Property(q => q.Version).IsConcurrencyToken();
        }
    }

    internal sealed class DeskReplyMapping : IEntityTypeConfiguration<DeskReply>
    {
        public void Configure(EntityTypeBuilder<DeskReply> reply)
        {
            reply.HasKey(r => r.Id);
            reply.Property(r => r.Id).ValueGeneratedNever();
        }
    }
}

namespace InBeeld.Data
{
    internal sealed partial class InBeeldDb
    {
        public DbSet<DeskQuestion> DeskQuestions => Set<DeskQuestion>();

        public DbSet<DeskReply> DeskReplies => Set<DeskReply>();
    }
}
