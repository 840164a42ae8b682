using InBeeld.Capabilities.Pupils.Model;
using InBeeld.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InBeeld.Capabilities.Pupils.Model
{
    /// <summary>What the care professional fills in about somebody who already helps the family.</summary>
    internal sealed record ToldOfHelper(string Organisation, string Name = "", string Task = "", string Phone = "", string Email = "", string Note = "");

    /// <summary>Somebody of another organisation who already helps this family. Seen by the care professional only; ended, never deleted.</summary>
    internal sealed class Helper
    {
        private Helper()
        {
        }

        public Guid Id { get; private init; }
        public Guid PupilId { get; private init; }
        public string Organisation { get; private set; } = "";
        public string Name { get; private set; } = "";
        public string Task { get; private set; } = "";
        public string Phone { get; private set; } = "";
        public string Email { get; private set; } = "";
        public string Note { get; private set; } = "";
        public DateOnly Starts { get; private init; }
        public DateOnly? Ends { get; private set; }
        public int Version { get; private set; } = 1;

        public ToldOfHelper Told => new(Organisation, Name, Task, Phone, Email, Note);

        public static Outcome<Helper> Add(Guid id, Guid pupil, ToldOfHelper told, DateOnly today)
        {
            var refusals = Check(told);
            if (refusals.Count > 0)
            {
                return refusals;
            }

            var helper = new Helper { Id = id, PupilId = pupil, Starts = today };
            helper.Take(told);
            return helper;
        }

        public Outcome<Helper> Change(ToldOfHelper told)
        {
            var refusals = Check(told);
            if (refusals.Count > 0)
            {
                return refusals;
            }

            Take(told);
            Version++;
            return this;
        }

        public void End(DateOnly today) => (Ends, Version) = (today, Version + 1);

        public void GoOn() => (Ends, Version) = (null, Version + 1);

        private static List<Refusal> Check(ToldOfHelper told)
        {
            var refusals = new List<Refusal>();
            if (string.IsNullOrWhiteSpace(told.Organisation))
            {
                refusals.Add(new Refusal("Organisation", "Vul in welke organisatie helpt."));
            }

            foreach (var (field, value, most) in new[] { ("Organisation", told.Organisation, 120), ("Name", told.Name, 120), ("Task", told.Task, 200), ("Phone", told.Phone, 40), ("Email", told.Email, 254), ("Note", told.Note, 1000) })
            {
                if (value.Length > most)
                {
                    refusals.Add(new Refusal(field, "Gebruik hooguit {0} tekens.", most));
                }
            }

            return refusals;
        }

        private void Take(ToldOfHelper told) => (Organisation, Name, Task, Phone, Email, Note) =
            (told.Organisation.Trim(), told.Name.Trim(), told.Task.Trim(), told.Phone.Trim(), told.Email.Trim(), told.Note.Trim());
    }

    internal sealed class HelperMapping : IEntityTypeConfiguration<Helper>
    {
        public void Configure(EntityTypeBuilder<Helper> helper)
        {
            helper.HasKey(h => h.Id);
            helper.Property(h => h.Id).ValueGeneratedNever();
            helper.Property(h => h.Version).IsConcurrencyToken();
            helper.Ignore(h => h.Told);
        }
    }
}

namespace InBeeld.Data
{
    internal sealed partial class InBeeldDb
    {
        public DbSet<Helper> Helpers => Set<Helper>();
    }
}
