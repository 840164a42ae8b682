using System.Globalization;
using System.Net;
using System.Text;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Antiforgery;
using Npgsql;

namespace InBeeld.Frames;

/// <summary>
/// When a save cannot go through (the database is away, the session ended, something broke) nothing typed is lost:
/// the answer is a page that holds the form as it was sent, shows the longer texts, and sends it again with one button.
/// </summary>
internal sealed class KeepTyped(RequestDelegate next, ILogger<KeepTyped> log)
{
    internal enum Why
    {
        SignedOut,
        Stale,
        DatabaseAway,
        Broken,
    }

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception problem) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            var away = problem is NpgsqlException { IsTransient: true } or TimeoutException || problem.InnerException is NpgsqlException { IsTransient: true } || problem is NpgsqlException { InnerException: IOException or System.Net.Sockets.SocketException };
            log.LogError(problem, "A request failed: {Path}", context.Request.Path);
            await ShowAsync(context, away ? Why.DatabaseAway : Why.Broken);
        }
    }

    public static async Task ShowAsync(HttpContext context, Why why)
    {
        var text = context.RequestServices.GetRequiredService<Text>();
        var (title, sentence, button) = why switch
        {
            Why.SignedOut => (text["Je bent uitgelogd"], text["Log opnieuw in. Wat je typte staat hieronder en gaat niet verloren."], text["Ik ben ingelogd, sla op"]),
            Why.Stale => (text["Controleer wat je typte"], text["Deze pagina stond lang open. Kijk of het klopt en sla opnieuw op."], text["Sla op"]),
            Why.DatabaseAway => (text["Het systeem reageert even niet"], text["Wat je typte staat hieronder. Wacht een paar seconden en probeer het opnieuw."], text["Probeer opnieuw"]),
            _ => (text["Er ging iets mis"], text["De fout is gemeld bij de beheerder. Je kunt het opnieuw proberen."], text["Probeer opnieuw"]),
        };
        var hasForm = HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType;
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html><html lang="{text.Language}" data-theme="{Theme.Of(context)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{H(title)} - InBeeld</title>
            <link rel="stylesheet" href="/vendor.css"><link rel="stylesheet" href="/tokens.css"><link rel="stylesheet" href="/inbeeld.css"><link rel="stylesheet" href="/own.css"><link rel="stylesheet" href="/library.css"></head><body>
            <main class="ib-open-page"><header><a class="ib-brand" href="/">{Icons.Svg("mark", "")}InBeeld</a></header>
            <h1 class="nl-heading nl-heading--level-1">{H(title)}</h1><p class="nl-paragraph">{H(sentence)}</p>
            """);
        if (why == Why.SignedOut)
        {
            page.Append(CultureInfo.InvariantCulture, $"""<p><a class="nl-button nl-button--primary" href="/sign-in?from=%2Fsigned-in" target="_blank"><span class="nl-button__label">{H(text["Log in (nieuw venster)"])}</span></a></p>""");
        }

        if (hasForm)
        {
            await AppendFormAsync(page, context, text, button);
        }
        else
        {
            page.Append(CultureInfo.InvariantCulture, $"""<p><a class="nl-link" href="{H(context.Request.Path + context.Request.QueryString)}">{H(text["Probeer opnieuw"])}</a></p>""");
        }

        page.Append("</main></body></html>");
        context.Response.StatusCode = why switch { Why.SignedOut => StatusCodes.Status401Unauthorized, Why.Stale => StatusCodes.Status409Conflict, Why.DatabaseAway => StatusCodes.Status503ServiceUnavailable, _ => StatusCodes.Status500InternalServerError };
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(page.ToString());
    }

    private static async Task AppendFormAsync(StringBuilder page, HttpContext context, Text text, string button)
    {
        var form = await context.Request.ReadFormAsync();
        page.Append(CultureInfo.InvariantCulture, $"""<form class="ib-stack" method="post" action="{H(context.Request.Path + context.Request.QueryString)}">""");
        foreach (var (name, values) in form.Where(field => field.Key != "__RequestVerificationToken"))
        {
            foreach (var value in values.Where(v => v is not null))
            {
                // Longer texts are shown, so that they can be copied; all else goes along unseen, as do numbers that nobody typed.
                page.Append((value!.Length > 20 || value.Contains(' ', StringComparison.Ordinal)) && !Guid.TryParse(value, out _)
                    ? $"""<textarea class="utrecht-textarea utrecht-textarea--html-textarea" name="{H(name)}" aria-label="{H(text["Wat je typte"])}" rows="4">{H(value)}</textarea>"""
                    : $"""<input type="hidden" name="{H(name)}" value="{H(value)}">""");
            }
        }

        // A fresh token for whoever is here now. After signing in as the same person the form comes back once as a stale one, and then goes through.
        var token = context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context).RequestToken;
        page.Append(CultureInfo.InvariantCulture, $"""<input type="hidden" name="__RequestVerificationToken" value="{H(token ?? "")}"><div><button class="nl-button nl-button--secondary"><span class="nl-button__label">{H(button)}</span></button></div></form>""");
    }

    private static string H(string? value) => WebUtility.HtmlEncode(value ?? "");
}
