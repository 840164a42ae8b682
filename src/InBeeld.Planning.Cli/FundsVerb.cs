using System.Text.Json;
using System.Text.Json.Nodes;
using InBeeld.Planning.Funds;

namespace InBeeld.Planning.Cli;

/// <summary>plan funds FILE. The fields stand in docs/planning-funds.md; fields that are not known are ignored.</summary>
internal static class FundsVerb
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Solve(string text, CancellationToken cancel)
    {
        using var document = JsonDocument.Parse(text);
        var root = new RosterField(document.RootElement, "the problem");
        var (problem, limits) = (Problem(root), new Limits(root.Number("timeLimitSeconds", 60)));
        try
        {
            return Written(problem, FundPlanner.Solve(problem, limits, null, cancel)).ToJsonString(Indented);
        }
        catch (ArgumentException e)
        {
            throw new UnreadableException(e.Message);
        }
    }

    public static FundProblem Problem(RosterField root)
    {
        var funds = root.List("funds", true).Select(Fund).ToList();
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var f = 0; f < funds.Count; f++)
            known.TryAdd(funds[f].Id, f);
        int Known(string pupil, string fund) => known.TryGetValue(fund, out var f) ? f : throw new UnreadableException($"pupil \"{pupil}\": there is no fund \"{fund}\"");
        return new(
            [.. root.List("pupils", true).Select(p => (Id: p.Text("id"), Field: p)).Select(p => new FundPupil(
                p.Id,
                p.Field.Whole("cost", null, 0),
                [.. p.Field.List("funds").Select(s => new FundShare(Known(p.Id, s.Text("fund")), s.WholeOrNull("most")))]))],
            funds);
    }

    private static Fund Fund(RosterField f) => new(
        f.Text("id"),
        f.Whole("left", null, 0),
        f.WholeOrNull("mostPerPupil"),
        f.TextOrNull("pays") switch
        {
            null or "part" => Pays.Part,
            "rest" => Pays.Rest,
            "fixed" => Pays.Fixed,
            _ => throw new UnreadableException($"fund \"{f.Text("id")}\": pays must be \"part\", \"rest\" or \"fixed\""),
        },
        f.Whole("amount", 0, 0),
        f.Whole("least", 0, 0),
        f.Whole("preference", 0, 0));

    private static JsonObject Written(FundProblem problem, FundAnswer a) => new()
    {
        ["claims"] = new JsonArray([.. a.Claims.Select(c => new JsonObject
        {
            ["pupil"] = problem.Pupils[c.Pupil].Id,
            ["fund"] = problem.Funds[c.Fund].Id,
            ["cents"] = c.Cents,
        })]),
        ["uncovered"] = new JsonArray([.. a.NotPaid.Select(n => Uncovered(problem, n))]),
        ["funds"] = new JsonArray([.. problem.Funds.Select((f, i) => OneFund(f, a.Claims.Where(c => c.Fund == i).ToList()))]),
        ["objective"] = Worth(a.Worth),
        ["bound"] = Worth(a.Bound),
        ["proven"] = a.Proven,
        ["provenGoals"] = a.ProvenGoals,
        ["firstComeFirstServed"] = Worth(a.FirstCome),
        ["nodes"] = a.Nodes,
        ["seconds"] = Math.Round(a.Seconds, 3),
    };

    private static JsonObject OneFund(Fund fund, List<FundClaim> claims)
    {
        var paid = claims.Sum(c => c.Cents);
        return new() { ["fund"] = fund.Id, ["claims"] = claims.Count, ["cents"] = paid, ["left"] = fund.Left - paid };
    }

    private static JsonObject Worth(FundWorth w) => new() { ["uncovered"] = w.Uncovered, ["claims"] = w.Claims, ["preference"] = w.Preference };

    private static JsonObject Uncovered(FundProblem problem, NotPaid n)
    {
        var (code, explanation) = n.Why switch
        {
            WhyNotPaid.NoFund => ("no-fund", "No fund may pay for this pupil."),
            WhyNotPaid.NothingFits => ("nothing-fits", "Funds may pay, but nothing is left in them or their rules fit no claim for this pupil."),
            WhyNotPaid.AtTheMost => ("at-the-most", "Every fund that may pay does, the most it pays for one pupil."),
            WhyNotPaid.Empty when n.Funds.Count == 1 => ("empty", "The only fund that can be reached is empty."),
            WhyNotPaid.Empty => ("empty", $"All {n.Funds.Count} funds that can be reached are empty, also when other pupils are paid by another fund."),
            WhyNotPaid.Rules => ("rules", "Money is left, but by the rules of these funds it cannot be used to leave less uncovered."),
            _ => ("not-found", "No better mix was found; that there is none is not proven."),
        };
        return new()
        {
            ["pupil"] = problem.Pupils[n.Pupil].Id,
            ["cents"] = n.Cents,
            ["reason"] = code,
            ["explanation"] = explanation,
            ["funds"] = new JsonArray([.. n.Funds.Select(f => (JsonNode)problem.Funds[f].Id)]),
        };
    }
}
