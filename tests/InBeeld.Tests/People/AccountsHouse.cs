using System.Net;
using InBeeld.Capabilities.People.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace InBeeld.Tests.People;

/// <summary>With room for more tries a minute than people make.</summary>
public sealed class AccountsHouse(TestServer server) : TestHouse(server)
{
    internal CountingHasher Hasher { get; } = new();

    protected override void Configure(WebApplicationBuilder builder)
    {
        builder.Configuration["SignIn:TriesPerMinute"] = "1000000";
        builder.Services.AddSingleton<IPasswordHasher<Person>>(Hasher);
    }
}

/// <summary>The real hasher, and how often it was asked.</summary>
internal sealed class CountingHasher : PasswordHasher<Person>
{
    private int verified;

    public int Verified => verified;

    public override PasswordVerificationResult VerifyHashedPassword(Person user, string hashedPassword, string providedPassword)
    {
        Interlocked.Increment(ref verified);
        return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
    }
}

/// <summary>With a low limit per address.</summary>
public sealed class AccountsThrottledHouse(TestServer server) : TestHouse(server)
{
    protected override void Configure(WebApplicationBuilder builder) => builder.Configuration["SignIn:TriesPerMinute"] = "3";
}

public sealed class AccountsThrottleTests(AccountsThrottledHouse house) : IClassFixture<AccountsThrottledHouse>
{
    [Fact]
    public async Task Too_many_tries_from_one_address_are_refused_whatever_the_account()
    {
        using var visitor = house.Visitor();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await visitor.SignInAsync($"iemand{i}@nergens.test")).Status);
        }

        var refused = await visitor.SignInAsync("nogiemand@nergens.test");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal("Te vaak geprobeerd", refused.Text("h1"));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/sign-in")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await visitor.GetAsync("/invitation/geraden")).Status);
    }
}
