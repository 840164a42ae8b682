using System.Net.Mail;
using Dapper;
using InBeeld.Data;
using InBeeld.Frames;

namespace InBeeld.Capabilities.Monitor.Infographics.Mailing;

/// <summary>
/// Mails contact persons of libraries that there is an infographic, with a link to its page; never the picture itself, for mail is read by others. What waits stands in infographic_mail, so that several nodes
/// send one; what cannot be sent is tried again, ten times.
/// </summary>
internal sealed class SendInfographicMails(Database database, OutgoingMail mail, TimeProvider clock, ILogger<SendInfographicMails> log) : Rounds(TimeSpan.FromMinutes(1), clock, log)
{
    private const int AtOnce = 200;

    protected override string Trouble => "The mails about infographics could not be sent now";

    private sealed class Waiting
    {
        public Guid WaveId { get; set; }
        public Guid PersonId { get; set; }
        public Guid UnitId { get; set; }
        public string Email { get; set; } = "";
        public string GivenName { get; set; } = "";
        public string Language { get; set; } = "nl";
        public string Name { get; set; } = "";
        public string Wave { get; set; } = "";
    }

    /// <returns>How many mails this node sent.</returns>
    public override async Task<int> RunOnceAsync(CancellationToken ct)
    {
        if (!mail.IsOn)
        {
            return 0;
        }

        var sent = 0;
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        for (var i = 0; i < AtOnce; i++)
        {
            await using var tx = await connection.BeginTransactionAsync(ct);
            // Held until it is sent; another node takes the next.
            var next = await connection.QueryFirstOrDefaultAsync<Waiting>(new CommandDefinition("""
                select q.wave_id, q.person_id, q.unit_id, p.email, p.given_name, p.language, u.name, w.name as wave from infographic_mail q join person p on p.id = q.person_id join wave_unit u on u.id = q.unit_id join wave w on w.id = q.wave_id
                where q.sent_at is null and q.tries < 10 and p.closed_at is null and not p.is_demo and p.email <> '' and not exists (select 1 from daily_mail d where d.person_id = p.id and not d.wanted)
                order by q.tries, q.asked_at limit 1 for update of q skip locked
                """, null, tx, cancellationToken: ct));
            if (next is null)
            {
                return sent;
            }

            try
            {
                await mail.SendAsync(next.Email, MailWords.Subject(next.Language, next.Name), MailWords.Body(next.Language, next.GivenName, next.Name, next.Wave, mail.Site, $"/monitor/infographics/{next.WaveId}/{next.UnitId}"), ct);
                await connection.ExecuteAsync(new CommandDefinition("update infographic_mail set sent_at = @now, tries = tries + 1 where wave_id = @WaveId and person_id = @PersonId", new { now = Clock.GetUtcNow(), next.WaveId, next.PersonId }, tx, cancellationToken: ct));
                sent++;
            }
            catch (Exception problem) when (problem is SmtpException or FormatException)
            {
                // The address is not logged.
                Log.LogWarning("The mail about an infographic to person {Person} could not be sent: {Problem}", next.PersonId, problem.Message);
                await connection.ExecuteAsync(new CommandDefinition("update infographic_mail set tries = tries + 1 where wave_id = @WaveId and person_id = @PersonId", new { next.WaveId, next.PersonId }, tx, cancellationToken: ct));
                await tx.CommitAsync(ct);
                return sent;
            }

            await tx.CommitAsync(ct);
        }

        return sent;
    }
}
