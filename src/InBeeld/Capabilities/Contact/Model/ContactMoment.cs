using System.Text.Json;
using InBeeld.Capabilities.Contact.Model;
using InBeeld.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InBeeld.Capabilities.Contact.Model
{
    /// <summary>What somebody fills in about a contact; the same for a new one and a correction.</summary>
    internal sealed record Told(string Channel, string Reached, DateOnly Day, TimeOnly? Time = null, string Language = "", string Through = "", string Went = "", string Note = "");

    /// <summary>One moment in which somebody was reached, or was tried to reach. Never deleted: corrected with its history kept, or withdrawn with a reason.</summary>
    internal sealed class ContactMoment
    {
        /// <summary>A contact can be written down afterwards, within this many days.</summary>
        public const int DaysBack = 60;

        private ContactMoment()
        {
        }

        public Guid Id { get; private init; }
        public Guid PupilId { get; private init; }
        public Guid SchoolId { get; private init; }
        public Guid? GroupId { get; private init; }
        public DateOnly Day { get; private set; }
        public DateTimeOffset At { get; private set; }
        public string Channel { get; private set; } = "";
        public string Reached { get; private set; } = "";
        public string Language { get; private set; } = "";
        public string Through { get; private set; } = "";
        public string Went { get; private set; } = "";
        public string Note { get; private set; } = "";
        public Guid ByPerson { get; private init; }
        public Guid OrganisationId { get; private init; }
        public Guid? SharedId { get; private init; }
        public int Version { get; private set; } = 1;
        public DateTimeOffset CreatedAt { get; private init; }
        public DateTimeOffset? CorrectedAt { get; private set; }
        public DateTimeOffset? WithdrawnAt { get; private set; }
        public Guid? WithdrawnBy { get; private set; }
        public string WithdrawnWhy { get; private set; } = "";

        public static Outcome<ContactMoment> Log(Guid id, Guid pupil, Guid school, Guid? group, Told told, Guid by, Guid organisation, Guid? shared, DateTimeOffset now)
        {
            var moment = new ContactMoment { Id = id, PupilId = pupil, SchoolId = school, GroupId = group, ByPerson = by, OrganisationId = organisation, SharedId = shared, CreatedAt = now };
            var refusals = Check(told, now);
            if (refusals.Count > 0)
            {
                return refusals;
            }

            moment.Take(told, now);
            return moment;
        }

        /// <summary>The same moment, told better. Gives the version before, to keep.</summary>
        public Outcome<ContactMomentHistory> Correct(Told told, Guid by, DateTimeOffset now)
        {
            if (WithdrawnAt is not null)
            {
                return Refusal.Of("Dit contact is ingetrokken en kan niet meer veranderen.");
            }

            var refusals = Check(told, now);
            if (refusals.Count > 0)
            {
                return refusals;
            }

            var before = ContactMomentHistory.Of(this, by, now);
            Take(told, now);
            CorrectedAt = now;
            Version++;
            return before;
        }

        public Outcome<ContactMomentHistory> Withdraw(string why, Guid by, DateTimeOffset now)
        {
            if (WithdrawnAt is not null)
            {
                return Refusal.Of("Dit contact is al ingetrokken.");
            }

            if (string.IsNullOrWhiteSpace(why) || why.Length > 500)
            {
                return new Refusal("Why", "Schrijf kort op waarom je dit intrekt.");
            }

            var before = ContactMomentHistory.Of(this, by, now);
            (WithdrawnAt, WithdrawnBy, WithdrawnWhy) = (now, by, why.Trim());
            Version++;
            return before;
        }

        private static List<Refusal> Check(Told told, DateTimeOffset now)
        {
            var today = Amsterdam.Day(now);
            var refusals = new List<Refusal>();
            if (!Channels.All.Contains(told.Channel))
            {
                refusals.Add(new Refusal("Channel", "Kies hoe je contact had."));
            }

            if (!Model.Reached.All.Contains(told.Reached))
            {
                refusals.Add(new Refusal("Reached", "Kies wie je hebt gesproken."));
            }

            if (told.Day > today)
            {
                refusals.Add(new Refusal("Day", "Deze dag moet nog komen. Kies vandaag of eerder."));
            }
            else if (told.Day < today.AddDays(-DaysBack))
            {
                refusals.Add(new Refusal("Day", "Je kunt tot {0} dagen terug invullen.", DaysBack));
            }
            else if (told.Time is { } time && Amsterdam.At(told.Day, time) > now)
            {
                refusals.Add(new Refusal("Time", "Dit tijdstip moet nog komen."));
            }

            if (!Model.Went.All.Contains(told.Went))
            {
                refusals.Add(new Refusal("Went", "Kies hoe het ging."));
            }

            if (told.Note.Length > 4000)
            {
                refusals.Add(new Refusal("Note", "De notitie is te lang: hooguit {0} tekens.", 4000));
            }

            if (told.Language.Length > 40 || told.Through.Length > 200)
            {
                refusals.Add(new Refusal("Through", "Taal of tolk is te lang."));
            }

            return refusals;
        }

        private void Take(Told told, DateTimeOffset now)
        {
            Day = told.Day;
            // Without a time: now when it is today, else noon; on a day that is past, order within the day says nothing.
            At = told.Time is { } time ? Amsterdam.At(told.Day, time) : told.Day == Amsterdam.Day(now) ? now : Amsterdam.At(told.Day, new TimeOnly(12, 0));
            (Channel, Reached, Language, Through, Went, Note) = (told.Channel, told.Reached, told.Language.Trim(), told.Through.Trim(), told.Went, told.Note.Trim());
        }
    }

    /// <summary>A version of a moment that was replaced: what it said, by whom it was replaced.</summary>
    internal sealed class ContactMomentHistory
    {
        private ContactMomentHistory()
        {
        }

        public Guid Id { get; private init; }
        public Guid MomentId { get; private init; }
        public Guid PupilId { get; private init; }
        public string Was { get; private init; } = "{}";
        public DateTimeOffset ReplacedAt { get; private init; }
        public Guid ReplacedBy { get; private init; }

        public static ContactMomentHistory Of(ContactMoment moment, Guid by, DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7(),
            MomentId = moment.Id,
            PupilId = moment.PupilId,
            Was = JsonSerializer.Serialize(new { moment.Day, moment.At, moment.Channel, moment.Reached, moment.Language, moment.Through, moment.Went, moment.Note, moment.Version }, JsonSerializerOptions.Web),
            ReplacedAt = now,
            ReplacedBy = by,
        };
    }

    internal sealed class ContactMomentMapping : IEntityTypeConfiguration<ContactMoment>, IEntityTypeConfiguration<ContactMomentHistory>
    {
        public void Configure(EntityTypeBuilder<ContactMoment> moment)
        {
            moment.HasKey(m => m.Id);
            moment.Property(m => m.Id).ValueGeneratedNever();
            moment.Property(m => m.Version).IsConcurrencyToken();
        }

        public void Configure(EntityTypeBuilder<ContactMomentHistory> history)
        {
            history.HasKey(h => h.Id);
            history.Property(h => h.Id).ValueGeneratedNever();
            history.Property(h => h.Was).HasColumnType("jsonb");
        }
    }
}

namespace InBeeld.Data
{
    internal sealed partial class InBeeldDb
    {
        public DbSet<ContactMoment> ContactMoments => Set<ContactMoment>();

        public DbSet<ContactMomentHistory> ContactMomentHistories => Set<ContactMomentHistory>();
    }
}
