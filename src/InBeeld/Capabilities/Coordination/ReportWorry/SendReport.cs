using InBeeld.Capabilities.Contact.Contract;
using InBeeld.Capabilities.Coordination.Feedback;
using InBeeld.Capabilities.Coordination.Signalling;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Coordination.ReportWorry;

/// <summary>Passes on what somebody without an account reports. Answers the receipt by which that person asks how far it is.</summary>
internal sealed class SendReport(Frame frame, Journal journal, TellIntake tell, ReportLimits limits, TimeProvider clock)
{
    private sealed class Answer
    {
        public string? Receipt { get; set; }
        public string Problem { get; set; } = "";
        public bool Made { get; set; }
    }

    public async Task<Outcome<string>> RunAsync(ReportFields report, NamedChild child, Town town, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var calendar = await TownCalendar.OfAsync(frame, town.Code, ct);
        var answer = await frame.OneAsync<Answer>("""
            select receipt, problem, made from app.report_signal(@Id, @town, @Given, @Prefix, @Surname, @BirthDate, @key, @SchoolName, @Address, @Phone,
              @ReporterName, @ReporterContact, @ReporterRelation, @Reason, @Words, @FamilyKnows, @by, @now, @PerDay)
            """, new
        {
            report.Id, town = town.Id, child.Name.Given, child.Name.Prefix, child.Name.Surname, child.BirthDate, key = SearchKey.Of(child.Name.Full), SchoolName = Said(child.SchoolName), Address = Said(child.Address), Phone = Said(child.Phone),
            ReporterName = Said(report.ReporterName), ReporterContact = Said(report.ReporterContact), ReporterRelation = Said(report.ReporterRelation), report.Reason, Words = Said(report.Words), report.FamilyKnows,
            by = DecideBy.Of(2, now, calendar), now, limits.PerDay,
        }, ct);
        if (answer?.Receipt is not { } receipt)
        {
            return answer?.Problem == "full" ? Refusal.Of("Vandaag kwamen er heel veel meldingen binnen. Bel de gemeente, of probeer het morgen.") : new Refusal("Municipality", "Deze gemeente werkt niet met InBeeld. Bel de gemeente.");
        }

        if (!answer.Made)
        {
            // The same form again: told already.
            return receipt;
        }

        // Nobody is signed in, so nobody's name stands in the journal, and nothing that says who it is about.
        journal.Write("report worry", [], Facets.Identity | Facets.Care, report.Reason!, new { signal = report.Id, to = town.Code });
        await tell.RunAsync(report.Id, town.Id, null, 2, ct);
        return receipt;
    }

    private static string Said(string? text) => text?.Trim() ?? "";
}
