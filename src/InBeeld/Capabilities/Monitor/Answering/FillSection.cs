using InBeeld.Kernel;

namespace InBeeld.Capabilities.Monitor.Answering;

/// <summary>What a section does when it is sent, for who signed in and for who has a link: the same.</summary>
internal sealed class FillSection(KeepAnswers keep)
{
    /// <summary>Keeps what was sent, and goes on with the sheet as it then stands.</summary>
    public async Task RunAsync(SectionForm form, IFormCollection sent, Func<Task<Sheet?>> again, CancellationToken ct)
    {
        if (!form.Open)
        {
            form.Sent(sent);
            form.Take(form.Sheet, new KeptAnswers(0, [Refusal.Of(KeepAnswers.Sentence(form.Sheet.Reply.State == "open" ? "closed" : "handed-in"))], new Dictionary<string, TypedAnswer>()));
            return;
        }

        var kept = await keep.RunAsync(form.Sheet, form.Sent(sent), form.Reasons(sent), ct);
        form.Take(await again() ?? form.Sheet, kept);
    }

    /// <summary>Where to after everything was kept: the next locations, the next section, or the whole.</summary>
    public static string Then(SectionForm form, string? then) =>
        then != "on" || form.AsksOther ? $"{form.Here}?from={form.From}{(form.School.Length > 0 ? "&school=" + Uri.EscapeDataString(form.School) : "")}"
        : form.Next is { } from && form.LocationItems.Count > 0 ? $"{form.Here}?from={from}{(form.School.Length > 0 ? "&school=" + Uri.EscapeDataString(form.School) : "")}"
        : form.After is { } next ? $"{form.Home}/sections/{next.Key}" : form.Home;
}
