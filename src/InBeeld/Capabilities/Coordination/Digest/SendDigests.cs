using System.Net.Mail;
using Dapper;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.Coordination.Digest;

/// <summary>
/// Once a workday, after half past seven, one mail to each person with a step that is late or of today, or a case that waits for an answer. On the first of the week the week
/// in the library goes along: for teachers what was told of their children, for the library what school wrote. Which mails went stands in the
/// database, so that several nodes send one; a mail that could not be sent is tried again. Nothing depends on it: what is late is computed when it is read.
/// </summary>
internal sealed class SendDigests(Database database, OutgoingMail mail, TimeProvider clock, ILogger<SendDigests> log) : Rounds(TimeSpan.FromMinutes(5), clock, log)
{
    protected override string Trouble => "The mails of the day could not be sent now";

    private static readonly TimeOnly Earliest = new(7, 30);
    private DateOnly? doneOn;

    private sealed class Due
    {
        public Guid Id { get; set; }
        public string Email { get; set; } = "";
        public string GivenName { get; set; } = "";
        public string Language { get; set; } = "nl";
        public int Late { get; set; }
        public int Today { get; set; }
        public int Asked { get; set; }

        /// <summary>Of the week in the library: own children that came and did not, and what was not read; for the library what school wrote and what waits.</summary>
        public int There { get; set; }
        public int Missed { get; set; }
        public int Unread { get; set; }
        public int FromSchool { get; set; }
        public int Waits { get; set; }

        public DigestNumbers Numbers => new(Late, Today, Asked, There, Missed, Unread, FromSchool, Waits);
    }

    /// <returns>How many mails this node sent.</returns>
    public override async Task<int> RunOnceAsync(CancellationToken ct)
    {
        var local = Amsterdam.Local(Clock.GetUtcNow());
        var day = DateOnly.FromDateTime(local.DateTime);
        if (!mail.IsOn || doneOn == day || local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || TimeOnly.FromDateTime(local.DateTime) < Earliest)
        {
            return 0;
        }

        var monday = day.Monday();
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var people = await connection.QueryAsync<Due>(new CommandDefinition("""
            with s as (select owner_id as member, count(*) filter (where due_on < @day) as late, count(*) filter (where due_on = @day) as today, 0 as asked from case_step where state = 'open' and due_on <= @day group by 1),
              a as (select lead_membership_id as member, 0 as late, 0 as today, count(*) as asked from care_case where state = 'open' and lead_state = 'asked' group by 1),
              w as (select * from app.thread_weeks(@since, @until) where @day = @monday or not exists (select 1 from digest_sent d where d.week and d.day >= @monday and d.day < @day)),
              x as (select m.person_id, x.late, x.today, x.asked, 0 as there, 0 as missed, 0 as unread, 0 as from_school, 0 as waits from (select * from s union all select * from a) x
                  join membership m on m.id = x.member and m.starts <= @day and (m.ends is null or m.ends >= @day) join organisation o on o.id = m.organisation_id and o.is_on
                union all select person_id, 0, 0, 0, there, missed, unread, from_school, waits from w)
            select p.id, p.email, p.given_name, p.language, sum(x.late)::integer as late, sum(x.today)::integer as today, sum(x.asked)::integer as asked,
              sum(x.there)::integer as there, sum(x.missed)::integer as missed, sum(x.unread)::integer as unread, sum(x.from_school)::integer as from_school, sum(x.waits)::integer as waits
            from x join person p on p.id = x.person_id and p.closed_at is null and not p.is_demo and p.email <> ''
            where not exists (select 1 from digest_sent d where d.person_id = p.id and d.day = @day) and not exists (select 1 from daily_mail w where w.person_id = p.id and not w.wanted)
            group by p.id having sum(x.late + x.today + x.asked + x.there + x.missed + x.unread + x.from_school + x.waits) > 0 order by p.id
            """, new { day, monday, since = Amsterdam.At(monday.AddDays(-7), TimeOnly.MinValue), until = Amsterdam.At(monday, TimeOnly.MinValue) }, commandTimeout: 300, cancellationToken: ct));
        var (sent, failed) = (0, false);
        foreach (var person in people.AsList())
        {
            await using var tx = await connection.BeginTransactionAsync(ct);
            // Another node that is sending this one holds the row: we wait for it, and then it is sent.
            if (await connection.ExecuteAsync(new CommandDefinition("insert into digest_sent (person_id, day, week) values (@Id, @day, @week) on conflict do nothing", new { person.Id, day, week = person.Numbers.Week }, tx, cancellationToken: ct)) == 0)
            {
                continue;
            }

            try
            {
                await mail.SendAsync(person.Email, DigestWords.Subject(person.Language, person.Numbers), DigestWords.Body(person.Language, person.GivenName, person.Numbers, mail.Site), ct);
                await tx.CommitAsync(ct);
                sent++;
            }
            catch (Exception problem) when (problem is SmtpException or FormatException)
            {
                // Not committed, so it is tried again in the next round. The address is not logged.
                Log.LogWarning("The mail of the day to person {Person} could not be sent: {Problem}", person.Id, problem.Message);
                failed = true;
                if (problem is SmtpException { StatusCode: SmtpStatusCode.GeneralFailure or SmtpStatusCode.ServiceNotAvailable })
                {
                    return sent;
                }
            }
        }

        doneOn = failed ? null : day;
        return sent;
    }
}
