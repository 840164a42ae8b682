using System.Text.Json;
using InBeeld.Capabilities.Contact.History;
using InBeeld.Capabilities.Contact.Ladder;
using InBeeld.Capabilities.Contact.Model;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Contact.PupilCard;

/// <summary>The card of one child. A coordinator sees it only while emergency access lasts: the database decides, the page asks no more than the role.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal, Role.Coordinator)]
internal sealed class PupilCardModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Pupil { get; set; }

    /// <summary>The next page of what happened: only what lies before this moment.</summary>
    [BindProperty(SupportsGet = true)]
    public DateTimeOffset? Before { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid BeforeId { get; set; }

    public CardRow Card { get; private set; } = new();
    public List<CardLine> Lines { get; private set; } = [];
    public bool More { get; private set; }
    public DateOnly Today { get; private set; }
    public string State { get; private set; } = "none";
    public Norm Norm { get; private set; } = Norm.Defaults[0];
    public Proposal? Proposal { get; private set; }
    public bool MayDecide { get; private set; }
    public List<Tip> TipsNow { get; private set; } = [];
    public List<CardNeed> Needs { get; private set; } = [];
    public List<CardPerson> Persons { get; private set; } = [];
    public List<CardSibling> Siblings { get; private set; } = [];
    public List<CardHelper> Helpers { get; private set; } = [];
    public List<CardWorry> Worries { get; private set; } = [];
    public List<GivenHistory> History { get; private set; } = [];

    public PersonName Name => new(Card.GivenName, Card.Prefix, Card.Surname);

    /// <summary>Emergency access is for looking: changing is for the people of the school.</summary>
    public bool MayChange => Card.SchoolId == user.OrganisationId && Card.MayContact && user.Is(Role.Teacher, Role.Care, Role.Principal);

    public bool IsCare => Card.MayCare;

    public bool MayAskHistory => MayChange && user.Is(Role.Care) && Card.JoinedOn >= Today.AddYears(-1);

    public CardPerson? FirstToCall => Persons.FirstOrDefault(p => p.MayBeCalled && p.Phone.Length > 0);

    public bool Known => Card.NotReachedSince is not null;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await CardRow.OfAsync(frame, Pupil, ct) is not { } card)
        {
            return NotFound();
        }

        (Card, Today) = (card, clock.Today());
        Needs = Read<CardNeed>(card.Needs);
        Persons = Read<CardPerson>(card.Persons);
        Siblings = Read<CardSibling>(card.Siblings);
        Helpers = Read<CardHelper>(card.Helpers);
        Worries = Read<CardWorry>(card.Worries);
        History = Read<GivenHistory>(card.History);
        Norm = Norm.For(card.Level, Read<Norm>(card.Norms));
        State = Known ? new Standing(card.DueFrom, card.LateFrom, card.OutFrom).On(Today, card.AbsentUntil) : "none";
        Proposal = card.ProposalOn(Today, LadderSql.ReadRungs(card.Rungs), LadderSql.ReadOff(card.Off));
        MayDecide = Proposal is not null && MayChange && DecideLadder.MayDecide(user.Role, Proposal.Rung.Kind);
        TipsNow = State is "in" or "none" && Proposal is null ? [] : [.. Tips.For([.. Needs.Select(n => n.Kind)], [.. Persons.Select(p => p.Language).Where(l => l != "nl").Distinct().Select(HomeLanguages.Word)], card.Attempts, Proposal?.Rung.Kind)];
        Lines = await CardLine.OfAsync(frame, Pupil, user.PersonId, Before is { } at ? (at, BeforeId) : null, ct);
        More = Lines.Count > CardLine.PageSize;
        Lines = [.. Lines.Take(CardLine.PageSize)];
        var facets = Facets.Identity | (card.MayContact ? Facets.Contact : 0) | (card.MayNeeds ? Facets.Needs : 0) | (card.MayCare ? Facets.Care : 0);
        journal.Read("open card", [Pupil], facets, card.Reasons);
        ViewData["Title"] = Title();
        ViewData["Menu"] = user.Role switch { Role.Teacher => "/my-class", Role.Coordinator => "/emergency-access", _ => "/school" };
        return Page();
    }

    /// <summary>The answer in one sentence: "Noor Vlinderman: niet bereikt sinds 6 nov".</summary>
    public string Title()
    {
        var name = Name.Full;
        if (!Known)
        {
            return name;
        }

        if (State == "none")
        {
            return text["{0}: {1} tot en met {2}", name, text[AbsenceReasons.Word(Card.AbsentWhy)].ToLower(System.Globalization.CultureInfo.CurrentCulture), Show.Day(Card.AbsentUntil!.Value, Today)];
        }

        if (Card.LastReachedDay is not { } last)
        {
            return text["{0}: nog niet gesproken", name];
        }

        return State switch
        {
            "in" => text["{0}: gesproken op {1}", name, Show.Day(last, Today)],
            "due" when Card.Attempts == 0 => text["{0}: deze week aan de beurt", name],
            _ => text["{0}: niet bereikt sinds {1}", name, Show.ShortDay(last, Today)],
        };
    }

    public int? Age()
    {
        if (Card.BirthDate is not { } born)
        {
            return null;
        }

        var years = Today.Year - born.Year;
        return born.AddYears(years) > Today ? years - 1 : years;
    }

    public string NormWords() => Norm.Weeks == 1 ? text["{0} × per week", Norm.Times] : text["{0} × per {1} weken", Norm.Times, Norm.Weeks];

    public string LogAddress => Card.GroupId is { } group ? $"/groups/{group}?log={Pupil}#c-{Pupil}" : "/search";

    private static List<T> Read<T>(string json) => JsonSerializer.Deserialize<List<T>>(json, JsonSerializerOptions.Web)!;
}
