using System.Text.RegularExpressions;
using InBeeld.Capabilities.Pupils.Model;
using InBeeld.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InBeeld.Capabilities.Pupils.Model
{
    /// <summary>What somebody fills in about a person of the family.</summary>
    internal sealed record ToldOfPerson(string Name, string Relation = "", string Phone = "", string Email = "", string Language = "nl", bool NeedsInterpreter = false, bool MayBeCalled = true, string Note = "");

    /// <summary>Somebody of the family whom the school can reach: with the language they speak, and whether they may be called.</summary>
    internal sealed partial class ContactPerson
    {
        private ContactPerson()
        {
        }

        public Guid Id { get; private init; }
        public Guid FamilyId { get; private init; }
        public string Name { get; private set; } = "";
        public string Relation { get; private set; } = "";
        public string Phone { get; private set; } = "";
        public string Email { get; private set; } = "";
        public string Language { get; private set; } = "nl";
        public bool NeedsInterpreter { get; private set; }
        public bool MayBeCalled { get; private set; } = true;
        public string Note { get; private set; } = "";
        public short Position { get; private init; }
        public int Version { get; private set; } = 1;
        public DateTimeOffset? RemovedAt { get; private set; }

        public ToldOfPerson Told => new(Name, Relation, Phone, Email, Language, NeedsInterpreter, MayBeCalled, Note);

        public static Outcome<ContactPerson> Add(Guid id, Guid family, int position, ToldOfPerson told)
        {
            var refusals = Check(told);
            if (refusals.Count > 0)
            {
                return refusals;
            }

            var person = new ContactPerson { Id = id, FamilyId = family, Position = (short)position };
            person.Take(told);
            return person;
        }

        public Outcome<ContactPerson> Change(ToldOfPerson told)
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

        /// <summary>Kept, so that it can be put back.</summary>
        public void Remove(DateTimeOffset now) => (RemovedAt, Version) = (now, Version + 1);

        public void PutBack() => (RemovedAt, Version) = (null, Version + 1);

        private static List<Refusal> Check(ToldOfPerson told)
        {
            var refusals = new List<Refusal>();
            if (string.IsNullOrWhiteSpace(told.Name) || told.Name.Length > 120)
            {
                refusals.Add(new Refusal("Name", "Vul in hoe deze persoon heet."));
            }

            if (told.Relation.Length > 60)
            {
                refusals.Add(new Refusal("Relation", "Gebruik hooguit {0} tekens.", 60));
            }

            if (told.Phone.Trim() is { Length: > 0 } phone && (!PhoneCharacters().IsMatch(phone) || phone.Count(char.IsAsciiDigit) is < 6 or > 20))
            {
                refusals.Add(new Refusal("Phone", "Vul een telefoonnummer in, bijvoorbeeld 06 12345678."));
            }

            if (told.Email.Trim() is { Length: > 0 } email && (email.Length > 254 || !EmailShape().IsMatch(email)))
            {
                refusals.Add(new Refusal("Email", "Vul een e-mailadres in, bijvoorbeeld naam@voorbeeld.nl."));
            }

            if (!LanguageShape().IsMatch(told.Language))
            {
                refusals.Add(new Refusal("Language", "Kies een taal uit de lijst."));
            }

            if (told.Note.Length > 1000)
            {
                refusals.Add(new Refusal("Note", "Gebruik hooguit {0} tekens.", 1000));
            }

            return refusals;
        }

        private void Take(ToldOfPerson told) => (Name, Relation, Phone, Email, Language, NeedsInterpreter, MayBeCalled, Note) =
            (told.Name.Trim(), told.Relation.Trim(), told.Phone.Trim(), told.Email.Trim(), told.Language, told.NeedsInterpreter, told.MayBeCalled, told.Note.Trim());

        [GeneratedRegex(@"^[0-9+()\-. /]+$")]
        private static partial Regex PhoneCharacters();

        [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
        private static partial Regex EmailShape();

        [GeneratedRegex("^[a-z]{2,3}$")]
        private static partial Regex LanguageShape();
    }

    internal sealed class ContactPersonMapping : IEntityTypeConfiguration<ContactPerson>
    {
        public void Configure(EntityTypeBuilder<ContactPerson> person)
        {
            person.HasKey(p => p.Id);
            person.Property(p => p.Id).ValueGeneratedNever();
            person.Property(p => p.Version).IsConcurrencyToken();
            person.Ignore(p => p.Told);
        }
    }
}

namespace InBeeld.Data
{
    internal sealed partial class InBeeldDb
    {
        public DbSet<ContactPerson> ContactPersons => Set<ContactPerson>();
    }
}
