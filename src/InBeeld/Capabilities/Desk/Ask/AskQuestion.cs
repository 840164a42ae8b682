using InBeeld.Capabilities.Desk.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace InBeeld.Capabilities.Desk.Ask;

/// <param name="Id">Made with the form, so that a double tap asks once.</param>
internal sealed record AskQuestionInput(Guid Id, Guid? Subject, string Words);

/// <summary>Puts a question to the desk of a municipality; whoever the subject goes to is told at once.</summary>
internal sealed class AskQuestion(Frame frame, InBeeldDb db, CurrentUser user, Journal journal, TimeProvider clock)
{
    public async Task<Outcome<DeskQuestion>> RunAsync(AskQuestionInput input, CancellationToken ct)
    {
        if (await db.DeskQuestions.FirstOrDefaultAsync(q => q.Id == input.Id, ct) is { } first)
        {
            return first;
        }

        var refusals = new List<Refusal>();
        var subject = (await Subject.ListAsync(frame, ct)).Find(s => s.Id == input.Subject);
        if (subject is null)
        {
            refusals.Add(new Refusal("Subject", "Kies waar je vraag over gaat."));
        }

        if (DeskQuestion.Wrong(input.Words) is { } wrong)
        {
            refusals.Add(wrong);
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        var question = DeskQuestion.Ask(input.Id, subject!.MunicipalityCode, subject.Id, subject.HandlerMembershipId, subject.HandlerTeamId, user.OrganisationId, user.PersonId, user.Role, input.Words, await AnswerDaysAsync(frame, subject.MunicipalityCode, ct), clock.GetUtcNow());
        db.DeskQuestions.Add(question);
        journal.Write("ask the desk", [], Facets.None, "", new { question = input.Id });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException problem) when (problem.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            db.ChangeTracker.Clear();
            return await db.DeskQuestions.FirstOrDefaultAsync(q => q.Id == input.Id, ct) is { } twin ? twin : Refusal.Of("Dit lukte niet. Probeer het opnieuw.");
        }

        await TellDeskAsync(frame, question, "desk-question", ct);
        return question;
    }

    public static async Task<int> AnswerDaysAsync(Frame frame, string municipality, CancellationToken ct) =>
        await frame.OneAsync<short?>("select answer_days from desk_setting where municipality_code = @municipality", new { municipality }, ct) ?? 3;

    /// <summary>The person or team to whom it goes, or else the coordinators.</summary>
    public static Task TellDeskAsync(Frame frame, DeskQuestion question, string kind, CancellationToken ct) => frame.DoAsync("""
        select case when p.id is not null then app.tell(p.id, null, null, @kind, null, @link, '[]')
          when @team::uuid is not null then app.tell(null, @team, case when t.party = 'attendance' then 'attendance' else 'team_lead' end, @kind, null, @link, '[]')
          else app.tell(null, (select o.id from organisation o where o.kind = 'municipality' and o.municipality_code = @town and o.is_on limit 1), 'coordinator', @kind, null, @link, '[]') end
        from (select 1) one left join person p on p.id = coalesce(@taker::uuid, (select m.person_id from membership m where m.id = @handler and (m.ends is null or m.ends >= current_date)))
        left join organisation t on t.id = @team
        """, new { kind, link = $"/desk/{question.Id}", team = question.HandlerTeamId, handler = question.HandlerMembershipId, taker = question.TakenBy, town = question.MunicipalityCode }, ct);
}
