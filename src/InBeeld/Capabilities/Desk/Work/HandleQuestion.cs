using InBeeld.Capabilities.Desk.Ask;
using InBeeld.Capabilities.Desk.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace InBeeld.Capabilities.Desk.Work;

/// <param name="Id">Made with the form, so that a double tap says it once.</param>
/// <param name="Version">The version of the question that was shown.</param>
internal sealed record ReplyInput(Guid Id, Guid Question, int Version, string Words, Guid? Standard);

/// <summary>What happens with a question after it was asked: taken, moved to another subject, answered, reacted to, closed.</summary>
internal sealed class HandleQuestion(Frame frame, InBeeldDb db, CurrentUser user, Journal journal, TimeProvider clock)
{
    private static readonly Refusal Gone = Refusal.Of("Deze vraag is er niet voor jou.");

    public bool AtDesk(DeskQuestion question) => user.Is(Role.Coordinator, Role.Attendance, Role.TeamLead) && question.MunicipalityCode == user.MunicipalityCode;

    public bool Asked(DeskQuestion question) => question.ByPerson == user.PersonId && question.OrganisationId == user.OrganisationId;

    public async Task<Outcome<DeskQuestion>> TakeAsync(Guid id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } question || !AtDesk(question))
        {
            return Gone;
        }

        if (question.State is DeskQuestion.Answered or DeskQuestion.Closed || question.TakenBy == user.PersonId)
        {
            return question;
        }

        question.Take(user.PersonId);
        return await SaveAsync(question, "take desk question", ct);
    }

    public async Task<Outcome<DeskQuestion>> MoveAsync(Guid id, Guid? to, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } question || !AtDesk(question))
        {
            return Gone;
        }

        if ((await Subject.ListAsync(frame, ct)).Find(s => s.Id == to && s.MunicipalityCode == question.MunicipalityCode) is not { } subject)
        {
            return new Refusal("To", "Kies een onderwerp.");
        }

        if (subject.Id == question.SubjectId)
        {
            return question;
        }

        question.Move(subject.Id, subject.HandlerMembershipId, subject.HandlerTeamId);
        var saved = await SaveAsync(question, "move desk question", ct);
        if (saved.Ok)
        {
            await AskQuestion.TellDeskAsync(frame, question, "desk-question", ct);
        }

        return saved;
    }

    public async Task<Outcome<DeskQuestion>> AnswerAsync(ReplyInput input, CancellationToken ct)
    {
        if (await FindAsync(input.Question, ct) is not { } question || !AtDesk(question))
        {
            return Gone;
        }

        if (await SaidAsync(input, ct))
        {
            return question;
        }

        if (question.Version != input.Version)
        {
            return Refusals.LostUpdate;
        }

        var standard = input.Standard is null ? null : await frame.OneAsync<Guid?>("select id from desk_answer where id = @Standard", new { input.Standard }, ct);
        var outcome = question.Answer(input.Words, standard, user.PersonId, clock.GetUtcNow());
        if (!outcome.Ok)
        {
            return outcome;
        }

        Say(input, "answer");
        var saved = await SaveAsync(question, "answer desk question", ct, input);
        if (saved.Ok && ReferenceEquals(saved.Value, question))
        {
            await frame.DoAsync("select app.tell(@ByPerson, null, null, 'desk-answer', null, @link, '[]')", new { question.ByPerson, link = $"/desk/{question.Id}" }, ct);
        }

        return saved;
    }

    public async Task<Outcome<DeskQuestion>> ReactAsync(ReplyInput input, CancellationToken ct)
    {
        if (await FindAsync(input.Question, ct) is not { } question || !Asked(question))
        {
            return Gone;
        }

        if (await SaidAsync(input, ct))
        {
            return question;
        }

        var outcome = question.React(input.Words, await AskQuestion.AnswerDaysAsync(frame, question.MunicipalityCode, ct), clock.GetUtcNow());
        if (!outcome.Ok)
        {
            return outcome;
        }

        Say(input, "reaction");
        var saved = await SaveAsync(question, "react to desk answer", ct, input);
        if (saved.Ok && ReferenceEquals(saved.Value, question))
        {
            await AskQuestion.TellDeskAsync(frame, question, "desk-reaction", ct);
        }

        return saved;
    }

    /// <summary>By who asked, or by the desk once it is answered.</summary>
    public async Task<Outcome<DeskQuestion>> CloseAsync(Guid id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } question)
        {
            return Gone;
        }

        if (question.State == DeskQuestion.Closed)
        {
            return question;
        }

        if (!Asked(question) && question.State != DeskQuestion.Answered)
        {
            return Refusal.Of("Beantwoord de vraag eerst.");
        }

        question.Close(clock.GetUtcNow());
        return await SaveAsync(question, "close desk question", ct);
    }

    private Task<DeskQuestion?> FindAsync(Guid id, CancellationToken ct) => db.DeskQuestions.FirstOrDefaultAsync(q => q.Id == id, ct);

    private Task<bool> SaidAsync(ReplyInput input, CancellationToken ct) => db.DeskReplies.AnyAsync(r => r.Id == input.Id && r.QuestionId == input.Question && r.ByPerson == user.PersonId, ct);

    private void Say(ReplyInput input, string kind) => db.DeskReplies.Add(new DeskReply { Id = input.Id, QuestionId = input.Question, Kind = kind, Words = input.Words.Trim(), ByPerson = user.PersonId, At = clock.GetUtcNow() });

    private async Task<Outcome<DeskQuestion>> SaveAsync(DeskQuestion question, string useCase, CancellationToken ct, ReplyInput? input = null)
    {
        journal.Write(useCase, [], Facets.None, "", new { question = question.Id });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException problem) when (problem is DbUpdateConcurrencyException || problem.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            db.ChangeTracker.Clear();
            // The second tap of two finds what the first one said.
            return input is not null && await SaidAsync(input, ct) && await FindAsync(question.Id, ct) is { } now ? now : Refusals.LostUpdate;
        }

        return question;
    }
}
