using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Dom;

namespace InBeeld.Tests;

/// <summary>Somebody with a browser: cookies are kept, redirects are shown and not followed.</summary>
public sealed class Visitor : IDisposable
{
    public const string TokenField = "__RequestVerificationToken";

    private readonly TestHouse house;
    private readonly SocketsHttpHandler handler;
    private readonly HttpClient client;

    internal Visitor(TestHouse house, Guid? session)
    {
        this.house = house;
        Session = session;
        handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies };
        client = new HttpClient(handler) { BaseAddress = house.Address };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    public CookieContainer Cookies { get; } = new();

    public Guid? Session { get; }

    public async Task<PageAnswer> GetAsync(string path) => await SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Opens the page, follows redirects (at most five).</summary>
    public async Task<PageAnswer> OpenAsync(string path) => await FollowAsync(await GetAsync(path));

    public async Task<PageAnswer> FollowAsync(PageAnswer answer)
    {
        for (var i = 0; i < 5 && answer.Location is { } next; i++)
        {
            answer = await GetAsync(next);
        }

        return answer;
    }

    /// <summary>Posts these fields as a form, with a token that is taken from the page at that path (or from any page, when that one has no form).</summary>
    public async Task<PageAnswer> PostAsync(string path, params (string Name, string? Value)[] fields)
    {
        var token = await TokenAsync(path.Split('?')[0]) ?? await TokenAsync("/problem/404") ?? throw new InvalidOperationException("No page with a form to take a token from");
        return await PostWithoutTokenAsync(path, [.. fields, (TokenField, token)]);
    }

    public async Task<PageAnswer> PostWithoutTokenAsync(string path, params (string Name, string? Value)[] fields) =>
        await SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(Pairs(fields)) });

    /// <summary>Uploads a file, with fields.</summary>
    public async Task<PageAnswer> UploadAsync(string path, string fileField, string fileName, byte[] content, params (string Name, string? Value)[] fields)
    {
        var token = await TokenAsync(path.Split('?')[0]) ?? await TokenAsync("/problem/404");
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in Pairs([.. fields, (TokenField, token)]))
        {
            form.Add(new StringContent(value), name);
        }

        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(file, fileField, fileName);
        return await SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = form });
    }

    /// <summary>
    /// Fills in and sends a form of a page as a browser does: its hidden fields, token and filled-in values go along; the given fields take their place
    /// (null: left out). Which form: a CSS selector of the form, or of the button that is pressed (whose name and value then go along).
    /// </summary>
    public async Task<PageAnswer> SubmitAsync(PageAnswer page, string css, params (string Name, string? Value)[] fields)
    {
        var chosen = page.Document.QuerySelector(css) ?? throw new InvalidOperationException($"{page.Path} has no {css}: {page.Html}");
        var form = chosen.LocalName == "form" ? chosen : chosen.GetAttribute("form") is { } id ? page.Document.GetElementById(id)! : chosen.Closest("form") ?? throw new InvalidOperationException($"{css} stands in no form");
        var sent = PageAnswer.FieldsOf(form).Where(own => fields.All(f => f.Name != own.Name)).Select(own => (own.Name, (string?)own.Value)).Concat(fields).ToList();
        if (chosen != form && chosen.GetAttribute("name") is { } name && fields.All(f => f.Name != name))
        {
            sent.Add((name, chosen.GetAttribute("value") ?? ""));
        }

        var action = chosen.GetAttribute("formaction") ?? form.GetAttribute("action");
        var target = string.IsNullOrEmpty(action) ? page.Path : action;
        if (string.Equals(form.GetAttribute("method"), "post", StringComparison.OrdinalIgnoreCase))
        {
            return await PostWithoutTokenAsync(target, [.. sent]);
        }

        using var query = new FormUrlEncodedContent(Pairs([.. sent]));
        return await GetAsync(target.Split('?')[0] + "?" + await query.ReadAsStringAsync());
    }

    public async Task<PageAnswer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            // Not disposed: the answer reads headers later; its body is read here.
            var message = await client.SendAsync(request);
            if (message.StatusCode == HttpStatusCode.InternalServerError)
            {
                // A test that fails on this says what the application met.
                TestContext.Current.TestOutputHelper?.WriteLine($"500 at {request.RequestUri}: {string.Join(Environment.NewLine, house.Logged.TakeLast(5))}");
            }

            return new PageAnswer(message, await message.Content.ReadAsByteArrayAsync());
        }
    }

    /// <summary>This person's session ends, as by signing out elsewhere.</summary>
    public void EndSession() => house.World.Do("update session set ended_at = now() where id = @Session", new { Session });

    public void Dispose()
    {
        client.Dispose();
        handler.Dispose();
    }

    /// <summary>The form token in the page at this path, or null.</summary>
    public async Task<string?> TokenAsync(string path) => (await GetAsync(path)).Document.QuerySelector($"input[name={TokenField}]")?.GetAttribute("value");

    private static IEnumerable<KeyValuePair<string, string>> Pairs((string Name, string? Value)[] fields) =>
        fields.Where(f => f.Value is not null).Select(f => KeyValuePair.Create(f.Name, f.Value!));
}
