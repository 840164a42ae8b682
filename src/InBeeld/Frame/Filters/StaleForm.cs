using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace InBeeld.Frames;

/// <summary>A form whose token no longer fits (signed out, or signed in as somebody else in another window) is not thrown away: it is shown again, to send once more.</summary>
internal sealed class StaleForm : IAsyncAlwaysRunResultFilter
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (context.Result is IAntiforgeryValidationFailedResult)
        {
            var signedIn = context.HttpContext.User.Identity?.IsAuthenticated == true;
            await KeepTyped.ShowAsync(context.HttpContext, signedIn ? KeepTyped.Why.Stale : KeepTyped.Why.SignedOut);
            context.Result = new EmptyResult();
            context.Cancel = true;
            return;
        }

        await next();
    }
}
