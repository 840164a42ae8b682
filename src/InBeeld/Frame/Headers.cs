namespace InBeeld.Frames;

/// <summary>Strict headers on every answer. Scripts and styles only from here; style attributes are allowed for the lengths of bars.</summary>
internal sealed class Headers(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'self'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        // A tablet at the door reads a card with its camera.
        headers["Permissions-Policy"] = context.Request.Path.StartsWithSegments("/kiosk") ? "camera=(self), microphone=(), geolocation=()" : "camera=(), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }

        // Pages hold data about children: no cache keeps them. Static files set their own.
        headers.CacheControl = "no-cache, no-store";
        return next(context);
    }
}
