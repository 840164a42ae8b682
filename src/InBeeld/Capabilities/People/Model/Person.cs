using InBeeld.Kernel.Names;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InBeeld.Capabilities.People.Model;

/// <summary>Somebody with an account. Parents and pupils come with their own page; these are people who work with children.</summary>
internal sealed class Person : IdentityUser<Guid>
{
    public Person() => Id = Guid.CreateVersion7();

    public string GivenName { get; set; } = "";
    public string Prefix { get; set; } = "";
    public string Surname { get; set; } = "";
    public string Language { get; set; } = "nl";
    public bool IsDemo { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }

    public PersonName Name => new(GivenName, Prefix, Surname);
}

internal sealed class PersonMapping : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> person) => person.Ignore(p => p.Name);
}
