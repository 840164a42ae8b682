using System.Net;
using System.Net.Sockets;
using System.Text;
using InBeeld.Capabilities.Coordination.Digest;
using InBeeld.Frames;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace InBeeld.Tests.Coordination;

/// <summary>A house with a mail server on loopback that takes everything, or nothing.</summary>
public sealed class MailHouse(TestServer server) : TestHouse(server)
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();

    public List<string> Mails { get; } = [];

    public bool Refuses { get; set; }

    public override async ValueTask InitializeAsync()
    {
        listener.Start();
        _ = ListenAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        stop.Dispose();
        await base.DisposeAsync();
    }

    protected override void Configure(WebApplicationBuilder builder)
    {
        builder.Configuration["Mail:Host"] = "127.0.0.1";
        builder.Configuration["Mail:Port"] = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        builder.Configuration["Mail:From"] = "inbeeld@zonderdam.test";
        builder.Configuration["Mail:Site"] = "https://inbeeld.test/";
    }

    private async Task ListenAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                await TalkAsync(client);
            }
            catch (Exception problem) when (problem is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
            {
                // The other side hung up, or the house closes.
            }
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 loopback");
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            if (line.StartsWith("DATA", StringComparison.Ordinal))
            {
                await writer.WriteLineAsync("354 go on");
                var mail = new StringBuilder();
                while (await reader.ReadLineAsync(stop.Token) is { } part && part != ".")
                {
                    mail.AppendLine(part);
                }

                lock (Mails)
                {
                    Mails.Add(mail.ToString());
                }
            }

            await writer.WriteLineAsync(line.StartsWith("QUIT", StringComparison.Ordinal) ? "221 bye" : Refuses && line.StartsWith("RCPT", StringComparison.Ordinal) ? "451 later" : "250 ok");
            if (line.StartsWith("QUIT", StringComparison.Ordinal))
            {
                return;
            }
        }
    }
}

/// <summary>The mail of the day: numbers and a link, one per person and workday, whichever node sends it.</summary>
public sealed class DigestTests(MailHouse house) : IClassFixture<MailHouse>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_person_with_something_late_or_of_today_gets_one_mail_with_numbers_and_no_names()
    {
        // A Thursday.
        house.Clock.Set(new DateOnly(2026, 11, 26), new TimeOnly(7, 0));
        var w = new WorkingCases(house);
        var made = w.Case();
        w.Step(made, -2);
        w.Step(made, 0);
        w.Step(made, 5);
        w.Case(w.Lead, leadState: "asked");
        var nothing = house.World.Caseworker(w.Team);
        Assert.Equal(0, await Node().RunOnceAsync(Ct));
        house.Clock.Set(new DateOnly(2026, 11, 28), new TimeOnly(9, 0));
        Assert.Equal(0, await Node().RunOnceAsync(Ct));
        house.Clock.Set(new DateOnly(2026, 11, 26), new TimeOnly(7, 31));
        house.Refuses = true;
        Assert.Equal(0, await Node().RunOnceAsync(Ct));
        house.Refuses = false;
        // Two nodes at once.
        var sent = await Task.WhenAll(Node().RunOnceAsync(Ct), Node().RunOnceAsync(Ct));
        Assert.Equal(2, sent.Sum());
        Assert.Equal(0, await Node().RunOnceAsync(Ct));
        var mail = Assert.Single(house.Mails, m => m.Contains(w.Amira.Email, StringComparison.Ordinal));
        var body = Body(mail);
        Assert.Contains("1 stap is te laat.", body, StringComparison.Ordinal);
        Assert.Contains("1 stap is voor vandaag.", body, StringComparison.Ordinal);
        Assert.Contains("https://inbeeld.test/", body, StringComparison.Ordinal);
        Assert.DoesNotContain(w.Name(made).Split(' ')[^1], body + mail, StringComparison.Ordinal);
        Assert.Contains("1 zaak wacht op jouw antwoord.", Body(Assert.Single(house.Mails, m => m.Contains(w.Lead.Email, StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.DoesNotContain(house.Mails, m => m.Contains(nothing.Email, StringComparison.Ordinal));
        // The next workday again, in the language of the person, and not to who has left.
        house.World.Do("update person set language = 'en' where id = @Id", new { w.Amira.Id });
        w.Lead.LosesRole();
        house.World.Do("update membership set ends = '2026-11-20' where id = @MembershipId", new { w.Lead.MembershipId });
        house.Clock.Set(new DateOnly(2026, 11, 27), new TimeOnly(8, 0));
        Assert.Equal(1, await Node().RunOnceAsync(Ct));
        Assert.Contains("2 steps are overdue.", Body(house.Mails[^1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_switched_the_mail_off_gets_none_and_can_switch_it_on_again()
    {
        house.Clock.Set(new DateOnly(2026, 12, 3), new TimeOnly(7, 31));
        var w = new WorkingCases(house);
        w.Step(w.Case(), -1);
        w.Step(w.Case(w.Lead), -1, w.Lead);
        using var amira = house.SignIn(w.Amira);
        var off = await amira.FollowAsync(await amira.PostAsync("/account?handler=Mail", ("to", "off")));
        Assert.Contains("Je krijgt geen mail van de dag meer.", off.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Equal("Uit", off.Text("#mail button[aria-pressed=true]"));
        await Node().RunOnceAsync(Ct);
        Assert.DoesNotContain(house.Mails, m => m.Contains(w.Amira.Email, StringComparison.Ordinal));
        Assert.Contains("Zet hem uit in je account: https://inbeeld.test/account#mail", Body(Assert.Single(house.Mails, m => m.Contains(w.Lead.Email, StringComparison.Ordinal))), StringComparison.Ordinal);
        await amira.PostAsync("/account?handler=Mail", ("to", "on"));
        house.Clock.Set(new DateOnly(2026, 12, 4), new TimeOnly(7, 31));
        await Node().RunOnceAsync(Ct);
        Assert.Single(house.Mails, m => m.Contains(w.Amira.Email, StringComparison.Ordinal));
        using var teacher = house.SignIn(house.World.Principal(w.Group.School));
        Assert.False((await teacher.GetAsync("/account")).Has("#mail"));
    }

    // As another server would run it: with nothing in memory.
    private SendDigests Node() => new(house.Database, house.Services.GetRequiredService<OutgoingMail>(), house.Clock, NullLogger<SendDigests>.Instance);

    [Fact]
    public void The_server_has_it_running() => Assert.Single(house.Services.GetServices<IHostedService>().OfType<SendDigests>());

    private static string Body(string mail)
    {
        var coded = string.Concat(mail.ReplaceLineEndings("\n").Split("\n\n", 2)[1].Split('\n'));
        return mail.Contains("base64", StringComparison.Ordinal) ? Encoding.UTF8.GetString(Convert.FromBase64String(coded)) : mail.Replace("=\r\n", "", StringComparison.Ordinal);
    }
}
