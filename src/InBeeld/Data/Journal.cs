using System.Diagnostics;
using System.Text.Json;
using InBeeld.Kernel.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InBeeld.Data;

/// <summary>One line of the access journal: who, on behalf of which organisation, did what, with which children, which facets, why.</summary>
internal sealed class JournalEntry
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public DateTimeOffset At { get; init; }
    public Guid? PersonId { get; init; }
    public Guid? OrganisationId { get; init; }
    public string Role { get; init; } = "";
    public string Kind { get; init; } = "";
    public string UseCase { get; init; } = "";
    public Guid[] Pupils { get; init; } = [];
    public Facets Facets { get; init; }
    public string Reason { get; init; } = "";
    public string Details { get; init; } = "{}";
    public string Trace { get; init; } = "";
}

internal sealed class JournalEntryMapping : IEntityTypeConfiguration<JournalEntry>
{
    public void Configure(EntityTypeBuilder<JournalEntry> entry)
    {
        entry.HasKey(e => e.Id);
        entry.Property(e => e.Id).ValueGeneratedNever();
        entry.Property(e => e.Facets).HasConversion<int>();
        entry.Property(e => e.Details).HasColumnType("jsonb");
    }
}

/// <summary>Adds lines to the journal; they are written by the same SaveChanges, in the same transaction, as what they tell about.</summary>
internal sealed class Journal(InBeeldDb db, CurrentUser user, TimeProvider clock)
{
    /// <summary>For which organisation, when nobody signed in: that of a device.</summary>
    public Guid? OnBehalfOf { get; set; }

    /// <summary>Personal data of these children was shown.</summary>
    public void Read(string useCase, IEnumerable<Guid> pupils, Facets facets, string reason = "", object? details = null) => Add("read", useCase, pupils, facets, reason, details);

    /// <summary>Something about these children (or none: settings, people) was changed.</summary>
    public void Write(string useCase, IEnumerable<Guid> pupils, Facets facets, string reason = "", object? details = null) => Add("write", useCase, pupils, facets, reason, details);

    /// <summary>Something was asked that this person may not see or do.</summary>
    public void Refused(string useCase, IEnumerable<Guid> pupils, string reason, object? details = null) => Add("refused", useCase, pupils, Facets.None, reason, details);

    /// <summary>Done by the command line, in nobody's name.</summary>
    public void System(string useCase, IEnumerable<Guid> pupils, Facets facets, string reason = "", object? details = null) => Add("system", useCase, pupils, facets, reason, details);

    private void Add(string kind, string useCase, IEnumerable<Guid> pupils, Facets facets, string reason, object? details) => db.Add(new JournalEntry
    {
        At = clock.GetUtcNow(),
        PersonId = user.SignedIn ? user.PersonId : null,
        OrganisationId = user.OrganisationId == Guid.Empty ? OnBehalfOf : user.OrganisationId,
        Role = user.Role,
        Kind = kind,
        UseCase = useCase,
        Pupils = [.. pupils],
        Facets = facets,
        Reason = reason,
        Details = details is null ? "{}" : JsonSerializer.Serialize(details, JsonSerializerOptions.Web),
        Trace = Activity.Current?.TraceId.ToString() ?? "",
    });
}
