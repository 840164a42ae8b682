using System.Text;
using InBeeld.Capabilities.Monitor.Infographics.Mailing;
using InBeeld.Frames;
using InBeeld.Tests.Coordination;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace InBeeld.Tests.Monitor;

/// <summary>The mail that there is an infographic: a link, once, to who looks after it; never the picture or a figure.</summary>
public sealed class InfographicMailTests(MailHouse house) : IClassFixture<MailHouse>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_contact_person_of_a_library_gets_one_mail_with_a_link_and_no_figure()
    {
        var (world, town) = (house.World, house.World.Municipality());
        var (research, library, school) = (world.Research(), world.Library(town), world.School(municipality: town));
        var (leader, other) = (world.ProgrammeLeader(library), world.ProgrammeLeader(world.Library(town)));
        var silent = world.ProgrammeLeader(library);
        world.Do("insert into daily_mail (person_id, wanted) values (@Id, false)", new { silent.Id });
        var made = world.ClosedWave(research, library, school);
        world.Pictured(made.Wave);
        using var vera = house.SignIn(world.Researcher(research));
        house.Refuses = true;
        await vera.PostAsync("/monitor/infographics?handler=Tell", ("wave", made.Wave.ToString()));
        await Node().RunOnceAsync(Ct);
        Assert.DoesNotContain(house.Mails, m => m.Contains(leader.Email, StringComparison.Ordinal));
        house.Refuses = false;
        // Two nodes at once, and told once more: still one mail.
        await Task.WhenAll(Node().RunOnceAsync(Ct), Node().RunOnceAsync(Ct));
        await vera.PostAsync("/monitor/infographics?handler=Tell", ("wave", made.Wave.ToString()));
        await Node().RunOnceAsync(Ct);
        var mail = Assert.Single(house.Mails, m => m.Contains(leader.Email, StringComparison.Ordinal));
        var body = Body(mail);
        Assert.Contains($"https://inbeeld.test/monitor/infographics/{made.Wave}/{made.Library}", body, StringComparison.Ordinal);
        Assert.Contains(library.Name, body, StringComparison.Ordinal);
        Assert.DoesNotContain("%", body.Replace("%20", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("svg", mail, StringComparison.Ordinal);
        Assert.DoesNotContain(house.Mails, m => m.Contains(other.Email, StringComparison.Ordinal) || m.Contains(silent.Email, StringComparison.Ordinal));
    }

    [Fact]
    public void The_server_has_it_running() => Assert.Single(house.Services.GetServices<IHostedService>().OfType<SendInfographicMails>());

    // As another server would run it: with nothing in memory.
    private SendInfographicMails Node() => new(house.Database, house.Services.GetRequiredService<OutgoingMail>(), house.Clock, NullLogger<SendInfographicMails>.Instance);

    private static string Body(string mail)
    {
        var coded = string.Concat(mail.ReplaceLineEndings("\n").Split("\n\n", 2)[1].Split('\n'));
        return mail.Contains("base64", StringComparison.Ordinal) ? Encoding.UTF8.GetString(Convert.FromBase64String(coded)) : mail.ReplaceLineEndings("\n").Replace("=\n", "", StringComparison.Ordinal);
    }
}
