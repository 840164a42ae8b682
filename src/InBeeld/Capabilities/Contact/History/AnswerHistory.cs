using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Contact.History;

/// <summary>What happens with a question after it was asked: given, refused, taken back within a day, or withdrawn by who asked. The database decides who may.</summary>
internal sealed class AnswerHistory(Frame frame, Journal journal)
{
    public static readonly Refusal Gone = new("Gone", "Deze vraag is er niet (meer).");

    private static readonly Refusal Answered = Refusal.Of("Deze vraag is al beantwoord, ingetrokken of verlopen.");

    private sealed class Ended
    {
        public string Outcome { get; set; } = "";
        public Guid[] Pupils { get; set; } = [];
    }

    /// <param name="pupil">The child of the own school that it is about.</param>
    /// <param name="print">Of what was shown: nothing else goes along.</param>
    public async Task<Outcome<Done>> GiveAsync(Guid request, Guid? pupil, string print, CancellationToken ct)
    {
        // Asked before: afterwards the database no longer tells who it was about.
        var asked = await frame.OneAsync<Guid?>("select pupil_id from history_request where id = @request", new { request }, ct);
        switch (await frame.OneAsync<string>("select app.give_history(@request, @pupil, @print)", new { request, pupil, print }, ct))
        {
            case "done":
                journal.Write("give history", [pupil!.Value, asked!.Value], Facets.Contact | Facets.Needs, "", new { history = request });
                return Done.It;
            case "answered":
                return Answered;
            case "child":
                return Refusal.Of("Kies het kind waarover het gaat.");
            case "changed":
                return Refusal.Of("Er veranderde net iets. Kijk opnieuw wat er meegaat.");
            default:
                return Gone;
        }
    }

    public Task<Outcome<Done>> RefuseAsync(Guid request, string why, CancellationToken ct) =>
        HistoryWords.Reasons.Contains(why) ? EndAsync(request, "refuse", why, ct) : Task.FromResult<Outcome<Done>>(new Refusal("Why", "Kies waarom jullie dit niet meegeven."));

    public Task<Outcome<Done>> WithdrawAsync(Guid request, CancellationToken ct) => EndAsync(request, "withdraw", "", ct);

    public Task<Outcome<Done>> TakeBackAsync(Guid request, CancellationToken ct) => EndAsync(request, "take back", "", ct);

    private async Task<Outcome<Done>> EndAsync(Guid request, string what, string why, CancellationToken ct)
    {
        var ended = await frame.OneAsync<Ended>("select outcome, pupils from app.end_history(@request, @what, @why)", new { request, what, why }, ct);
        if (ended?.Outcome != "done")
        {
            return ended?.Outcome == "answered" ? Answered : Gone;
        }

        switch (what)
        {
            case "refuse":
                journal.Write("refuse history", ended.Pupils, Facets.Identity, why, new { history = request });
                break;
            case "withdraw":
                journal.Write("withdraw history", ended.Pupils, Facets.Identity, "", new { history = request });
                break;
            default:
                journal.Write("take back history", ended.Pupils, Facets.Contact | Facets.Needs, "", new { history = request });
                break;
        }

        return Done.It;
    }
}
