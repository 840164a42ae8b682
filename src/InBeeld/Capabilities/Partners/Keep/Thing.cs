using InBeeld.Capabilities.Partners.Model;
using InBeeld.Frames.Forms;
using InBeeld.Kernel;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Partners.Keep;

/// <summary>A kind of record in the network that a leader makes, changes and removes: its form and where it is kept. Names of tables and columns are only ever those written here.</summary>
/// <param name="Name">In the address.</param>
/// <param name="Home">The page where it is seen, when it stands.</param>
internal sealed record Thing(string Name, string Table, string New, string Change, Func<Guid, Sheet, string> Home, Func<Choices, Text, Line[]> Lines)
{
    /// <summary>What holds between fields.</summary>
    public Func<Sheet, DateOnly, Refusal?> Rule { get; init; } = (_, _) => null;

    /// <summary>condition or risk.</summary>
    public string? Kind { get; init; }

    public static Thing? Of(string name) => All.FirstOrDefault(t => t.Name == name);

    private static readonly Choice[] Scale = [new("1", ""), new("2", ""), new("3", "")];

    private static Line Starts(Text text) => new("Starts", text["Vanaf"], "starts", "date") { Type = "date" };

    private static Line Ends(Text text, bool optional = true) => new("Ends", text["Tot en met"], "ends", "date") { Type = "date", Optional = optional };

    private static List<Choice> Levels(Text text) => [.. PartnerWords.Levels.Select(l => new Choice(l, text[PartnerWords.LevelWord(l)]))];

    private static List<Choice> Sizes(Text text) => [.. Scale.Select((c, i) => new Choice(c.Value, text[PartnerWords.ScaleWord(i + 1)]))];

    private static Refusal? InOrder(Sheet s) => s.Day("Ends") < s.Day("Starts") ? new Refusal("Ends", "De laatste dag ligt voor de eerste.") : null;

    private static string OfProgramme(Sheet s) => $"/partners/programmes/{s["Programme"]}";

    private static Line Programme(Choices c, Text text, bool optional = false) => new("Programme", text["Programma"], "programme_id", "uuid") { Choices = c.Programmes, Optional = optional };

    private static Line What(Text text) => new("What", text["Wat?"], "what") { Max = 200 };

    private static Line[] OfPoint(Choices c, Text text) =>
    [
        new("Measure", text["Wat doen we eraan?"], "measure") { Max = 500, Rows = 2, Optional = true },
        new("Role", text["Wie let erop?"], "role_id", "uuid") { Choices = c.Roles, Optional = true },
        new("Look", text["Wanneer kijken we weer?"], "look_on", "date") { Type = "date", Optional = true },
    ];

    public static readonly IReadOnlyList<Thing> All =
    [
        new("organisations", "network_partner", "Nieuwe organisatie", "Wijzig de organisatie", (id, _) => $"/partners/{id}", (c, text) =>
        [
            new("Name", text["Naam"], "name"),
            new("Kind", text["Soort"], "kind") { Choices = [.. PartnerWords.Kinds.Select(k => new Choice(k, text[PartnerWords.KindWord(k)]))] },
            new("Department", text["Afdeling"], "department") { Optional = true, Help = text["Voor een gemeente met meer afdelingen."] },
            new("Known", text["Dezelfde organisatie in InBeeld"], "organisation_id", "uuid") { Choices = c.Known, Optional = true },
            new("Note", text["Opmerking"], "note") { Max = 1000, Rows = 3, Optional = true },
        ]),
        new("people", "network_person", "Nieuwe persoon", "Wijzig de persoon", (id, _) => $"/partners/people/{id}", (c, text) =>
        [
            new("Partner", text["Organisatie"], "partner_id", "uuid") { Choices = c.Partners },
            new("Name", text["Naam"], "name"),
            new("Function", text["Functie"], "function") { Optional = true },
            new("Phone", text["Telefoon van het werk"], "phone") { Type = "tel", Max = 30, Optional = true },
            new("Email", text["E-mail van het werk"], "email") { Type = "email", Max = 200, Optional = true },
        ]),
        new("roles", "network_role", "Wie doet er mee aan een programma?", "Wijzig wie er meedoet", (_, s) => $"/partners/{s["Who"].Split(':')[0]}", (c, text) =>
        [
            new("Who", text["Wie?"], "partner_id", "uuid") { Choices = c.Who, Second = "person_id", Help = text["Is er nog geen persoon? Kies de organisatie."] },
            Programme(c, text),
            new("Level", text["Niveau"], "level") { Choices = Levels(text), Help = text["Strategisch: besluit. Tactisch: regelt. Operationeel: voert uit."] },
            Starts(text),
            Ends(text),
        ]) { Rule = (s, _) => InOrder(s) },
        new("tasks", "network_task", "Nieuwe taak", "Wijzig de taak", (_, _) => "/partners/tasks", (c, text) =>
        [
            What(text),
            new("Role", text["Van wie?"], "role_id", "uuid") { Choices = c.Roles, Help = text["Wie meedoet aan een programma, kan een taak hebben."] },
            new("Due", text["Klaar op"], "due", "date") { Type = "date" },
        ]),
        new("agreements", "network_agreement", "Nieuwe afspraak", "Wijzig de afspraak", (id, _) => $"/partners/agreements/{id}", (c, text) =>
        [
            new("Partner", text["Organisatie"], "partner_id", "uuid") { Choices = c.Partners },
            new("Programme", text["Programma"], "programme_id", "uuid") { Choices = c.Programmes, Optional = true },
            new("Title", text["Waarover?"], "title"),
            new("What", text["Wat is afgesproken?"], "what") { Max = 2000, Rows = 4, Optional = true },
            Starts(text),
            Ends(text, optional: false),
            new("Agreed", text["Eens geworden op"], "agreed_on", "date") { Type = "date", Optional = true },
            new("Them", text["Getekend door de partner op"], "signed_them", "date") { Type = "date", Optional = true },
            new("Us", text["Getekend door ons op"], "signed_us", "date") { Type = "date", Optional = true },
        ])
        {
            Rule = (s, today) => InOrder(s) ?? (s.Day("Ends") > s.Day("Starts")?.AddDays(3660) ? new Refusal("Ends", "Een afspraak loopt hooguit tien jaar.")
                : new[] { "Agreed", "Them", "Us" }.FirstOrDefault(f => s.Day(f) > today) is { } late ? new Refusal(late, "Deze dag is nog niet geweest.")
                : !s.Has("Agreed") && (s.Has("Them") || s.Has("Us")) ? new Refusal("Agreed", "Vul eerst in wanneer jullie het eens werden.") : null),
        },
        new("policies", "network_policy", "Nieuw beleid", "Wijzig het beleid", (_, _) => "/partners/policies", (c, text) =>
        [
            new("Name", text["Naam"], "name"),
            new("Town", text["Gemeente"], "municipality_id", "uuid") { Choices = c.Towns },
            new("Goal", text["Doel"], "goal") { Max = 1000, Rows = 3, Optional = true },
            new("Reference", text["Waar staat het?"], "reference") { Max = 300, Optional = true, Help = text["Adres van het document of het kenmerk."] },
            Starts(text),
            Ends(text),
        ]) { Rule = (s, _) => InOrder(s) },
        new("fits", "network_fit", "Waarbij past het programma?", "Wijzig waarom het past", (_, s) => OfProgramme(s), (c, text) =>
        [
            Programme(c, text),
            new("Policy", text["Beleid"], "policy_id", "uuid") { Choices = c.Policies },
            new("Why", text["Waarom past het?"], "why") { Max = 500, Rows = 2 },
        ]),
        new("conditions", "network_point", "Nieuwe voorwaarde", "Wijzig de voorwaarde", (_, s) => OfProgramme(s), (c, text) =>
        [
            Programme(c, text), What(text),
            new("Met", text["Is eraan voldaan?"], "met", "boolean") { Choices = [new Choice("true", text["Voldaan"]), new Choice("false", text["Nog niet"])] },
            .. OfPoint(c, text),
        ]) { Kind = "condition" },
        new("risks", "network_point", "Nieuw risico", "Wijzig het risico", (_, s) => OfProgramme(s), (c, text) =>
        [
            Programme(c, text), What(text),
            new("Chance", text["Hoe groot is de kans?"], "chance", "smallint") { Choices = Sizes(text) },
            new("Effect", text["Hoe groot is het gevolg?"], "effect", "smallint") { Choices = Sizes(text) },
            .. OfPoint(c, text),
        ]) { Kind = "risk" },
    ];
}
