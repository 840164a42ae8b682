using InBeeld.Kernel.Names;

namespace InBeeld.Kernel.Access;

/// <summary>Who asks, in this request: filled by the first statement of the transaction (app.enter), empty before sign-in.</summary>
public sealed class CurrentUser
{
    public Guid? SessionId { get; set; }

    public Guid PersonId { get; private set; }

    public PersonName Name { get; private set; }

    public string Language { get; private set; } = "nl";

    public Guid? MembershipId { get; private set; }

    public string Role { get; private set; } = "";

    public Guid OrganisationId { get; private set; }

    public string OrganisationKind { get; private set; } = "";

    public string OrganisationName { get; private set; } = "";

    public string MunicipalityCode { get; private set; } = "";

    public string HolidayRegion { get; private set; } = "";

    /// <summary>Signed in with a second factor or passkey (or a demo persona).</summary>
    public bool Strong { get; private set; }

    /// <summary>Signed in with a password only, where this installation asks for more before anything about children is shown.</summary>
    public bool SecondFactorFirst { get; private set; }

    public int Memberships { get; private set; }

    public int Notices { get; private set; }

    /// <summary>A teacher's groups of today.</summary>
    public IReadOnlyList<Guid> Groups { get; private set; } = [];

    public bool SignedIn => PersonId != Guid.Empty;

    public bool Is(params string[] roles) => roles.Contains(Role);

    public void Become(Entered who)
    {
        PersonId = who.PersonId;
        Name = new PersonName(who.GivenName, who.Prefix, who.Surname);
        Language = who.Language;
        MembershipId = who.MembershipId;
        Role = who.Role;
        OrganisationId = who.OrganisationId ?? Guid.Empty;
        OrganisationKind = who.OrganisationKind ?? "";
        OrganisationName = who.OrganisationName ?? "";
        MunicipalityCode = who.MunicipalityCode ?? "";
        HolidayRegion = who.HolidayRegion ?? "";
        Strong = who.Strong;
        SecondFactorFirst = who.SecondFactorFirst;
        Memberships = who.Memberships;
        Notices = who.Notices;
        Groups = who.Groups ?? [];
    }
}

/// <summary>The row that app.enter answers.</summary>
public sealed class Entered
{
    public Guid PersonId { get; set; }
    public string GivenName { get; set; } = "";
    public string Prefix { get; set; } = "";
    public string Surname { get; set; } = "";
    public string Language { get; set; } = "nl";
    public Guid? MembershipId { get; set; }
    public string Role { get; set; } = "";
    public Guid? OrganisationId { get; set; }
    public string? OrganisationKind { get; set; }
    public string? OrganisationName { get; set; }
    public string? MunicipalityCode { get; set; }
    public string? HolidayRegion { get; set; }
    public bool Strong { get; set; }
    public bool SecondFactorFirst { get; set; }
    public int Memberships { get; set; }
    public int Notices { get; set; }
    public Guid[]? Groups { get; set; }
}
