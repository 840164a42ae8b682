namespace InBeeld.Bench.Measuring;

/// <summary>One kind of request, by different people in turn.</summary>
internal sealed class Page(string what, Func<int, (Asker Who, HttpRequestMessage Request)> ask, int status)
{
    public Page(string what, List<Asker> who, int status, Func<Asker, int, HttpRequestMessage> ask) : this(what, n => (who[n % who.Count], ask(who[n % who.Count], n / who.Count)), status)
    {
    }

    public string What => what;

    public int Bytes { get; private set; }

    public async Task AskAsync(int n, CancellationToken ct)
    {
        var (asker, request) = ask(n);
        using (request)
        {
            using var answer = await asker.Http.SendAsync(request, ct);
            var body = await answer.Content.ReadAsByteArrayAsync(ct);
            Bytes = body.Length;
            if ((int)answer.StatusCode != status)
            {
                throw new InvalidOperationException($"{what}: {(int)answer.StatusCode} instead of {status} at {request.RequestUri}");
            }
        }
    }
}

/// <summary>What is measured in a house.</summary>
internal sealed record Pages(List<Page> All)
{
    public static async Task<Pages> OfAsync(House house, List<Asker> teachers, List<Asker> care, List<Asker> principals, List<Asker> coordinators)
    {
        teachers = await Cast.EnterAsync(house, teachers, a => $"/groups/{a.GroupId}?log={a.Pupils[0]}");
        care = await Cast.EnterAsync(house, care, _ => "/search");
        principals = await Cast.EnterAsync(house, principals);
        coordinators = await Cast.EnterAsync(house, coordinators);
        return new Pages(
        [
            new("class list", teachers, 200, (a, _) => Get($"/groups/{a.GroupId}")),
            new("class list as JSON", teachers, 200, (a, _) => Get($"/bench/groups/{a.GroupId}")),
            new("class list with a form open", teachers, 200, (a, n) => Get($"/groups/{a.GroupId}?log={a.Pupils[n % a.Pupils.Length]}")),
            new("saving a contact", teachers, 302, (a, n) => Post(a, $"/groups/{a.GroupId}?handler=Log",
                ("Form.Moment", Guid.CreateVersion7().ToString()), ("Form.Pupil", a.Pupils[n % a.Pupils.Length].ToString()), ("Form.Channel", "phone"), ("Form.Reached", "pupil"))),
            new("search by name in the school", care, 200, (a, _) => Post(a, "/search", ("Name", a.Surname[..^2]))),
            new("principal's overview", principals, 200, (_, _) => Get("/school")),
            new("municipality's overview", coordinators, 200, (_, _) => Get("/municipality")),
        ]);
    }

    public static HttpRequestMessage Get(string path) => new(HttpMethod.Get, path);

    public static HttpRequestMessage Post(Asker asker, string path, params (string, string)[] fields) => new(HttpMethod.Post, path)
    {
        Content = new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2)), KeyValuePair.Create("__RequestVerificationToken", asker.Token)]),
    };
}
