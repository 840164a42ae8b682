using System.Reflection;
using InBeeld.Data;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace InBeeld.Frames;

/// <summary>
/// Around every page handler: opens the transaction, enters who asks, checks the role of the page, runs the handler,
/// writes the journal and commits. A handler that throws leaves nothing behind.
/// </summary>
internal sealed class PageFrame(Frame frame, InBeeldDb db, CurrentUser user, Journal journal) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        // A method or handler that the page does not have: otherwise the framework would show the page without having loaded it.
        if (context.HandlerMethod is null && !HttpMethods.IsGet(context.HttpContext.Request.Method) && !HttpMethods.IsHead(context.HttpContext.Request.Method))
        {
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
            return;
        }

        var http = context.HttpContext;
        var ct = http.RequestAborted;
        var needs = context.HandlerInstance.GetType().GetCustomAttribute<NeedsAttribute>();
        var open = context.HandlerInstance.GetType().GetCustomAttribute<OpenToAllAttribute>();
        if (needs is null && open is null)
        {
            throw new InvalidOperationException($"{context.HandlerInstance.GetType()} does not say who may open it");
        }

        await frame.BeginAsync(ct);
        if (Guid.TryParse(http.User.FindFirst(SignIns.SessionClaim)?.Value, out var session) && !await frame.EnterAsync(session, ct))
        {
            await http.SignOutAsync();
        }

        if (needs is not null && !user.SignedIn)
        {
            await SignInFirstAsync(context);
            return;
        }

        if (needs is { Roles.Count: > 0 } && !user.Is([.. needs.Roles]))
        {
            journal.Refused("open " + context.ActionDescriptor.ViewEnginePath, [], "role", new { path = http.Request.Path.Value });
            await db.SaveChangesAsync(ct);
            await frame.CommitAsync(ct);
            context.Result = new StatusCodeResult(StatusCodes.Status403Forbidden);
            return;
        }

        if (needs is { Roles.Count: > 0 } && user.SecondFactorFirst)
        {
            await frame.CommitAsync(ct);
            context.Result = new RedirectResult("/account/second-factor?from=" + Uri.EscapeDataString(http.Request.Path + http.Request.QueryString));
            return;
        }

        var executed = await next();
        if (executed.Exception is not null && !executed.ExceptionHandled)
        {
            return;
        }

        if (executed.Result is NotFoundResult && user.SignedIn)
        {
            // A changed id in the address, a child that is not yours: not found, and written down.
            db.ChangeTracker.Clear();
            journal.Refused("open " + context.ActionDescriptor.ViewEnginePath, Ids(context), "not found or not involved", new { path = http.Request.Path.Value });
        }

        if (db.ChangeTracker.Entries<JournalEntry>().Any(e => e.State == EntityState.Added))
        {
            // Only lines of the journal are left; there is nothing to go back to.
            db.Database.AutoSavepointsEnabled = false;
            await db.SaveChangesAsync(ct);
        }

        await frame.CommitAsync(ct);
    }

    private static async Task SignInFirstAsync(PageHandlerExecutingContext context)
    {
        var request = context.HttpContext.Request;
        if (HttpMethods.IsPost(request.Method))
        {
            // The session ended while somebody was typing: the sign-in page keeps the form.
            await KeepTyped.ShowAsync(context.HttpContext, KeepTyped.Why.SignedOut);
            context.Result = new EmptyResult();
            return;
        }

        context.Result = new RedirectResult("/sign-in?from=" + Uri.EscapeDataString(request.Path + request.QueryString));
    }

    private static IEnumerable<Guid> Ids(PageHandlerExecutingContext context) =>
        context.RouteData.Values.Where(v => v.Key == "pupil").Select(v => Guid.TryParse(v.Value?.ToString(), out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty);
}
