using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Monitor.Answering;

/// <summary>A part given to a colleague or done, and the whole handed in or taken back.</summary>
internal sealed class KeepReply(Frame frame, Journal journal, TimeProvider clock)
{
    public Task<Outcome<Done>> GiveAsync(Sheet sheet, string part, Guid? member, CancellationToken ct) =>
        DoAsync("select app.give_wave_part(@root, @part, @member, @now)", "give wave part", sheet, part, member, false, ct);

    public Task<Outcome<Done>> FinishAsync(Sheet sheet, string part, bool done, CancellationToken ct) =>
        DoAsync("select app.finish_wave_part(@root, @part, @flag, @now)", "finish wave part", sheet, part, null, done, ct);

    public Task<Outcome<Done>> HandInAsync(Sheet sheet, bool back, CancellationToken ct) =>
        DoAsync("select app.hand_in_wave(@root, @flag, @now)", "hand in wave", sheet, "", null, back, ct);

    private async Task<Outcome<Done>> DoAsync(string sql, string useCase, Sheet sheet, string part, Guid? member, bool flag, CancellationToken ct)
    {
        var why = await frame.OneAsync<string>(sql, new { root = sheet.Library.Id, part, member, flag, now = clock.GetUtcNow() }, ct) ?? "gone";
        if (why != "")
        {
            return Refusal.Of(KeepAnswers.Sentence(why));
        }

        journal.Write(useCase, [], Facets.None, "", new { wave = sheet.Wave.Id, library = sheet.Library.Id, part });
        return Done.It;
    }
}
