using System.Reflection;
using InBeeld.Kernel.Access;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Razor.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace InBeeld.Tests.Security;

/// <summary>One way to ask something of a page.</summary>
/// <param name="Route">As the page declares it, such as "/groups/{group:guid}".</param>
/// <param name="Method">GET or POST.</param>
/// <param name="Handler">The name behind ?handler=, or empty.</param>
/// <param name="Keys">Names of the route values.</param>
/// <param name="Code">The method that answers; null for a page that is only shown.</param>
/// <param name="Model">The class of the page.</param>
/// <param name="File">The page itself, under src/InBeeld.</param>
internal sealed record PageHandler(string Route, string Method, string Handler, IReadOnlyList<string> Keys, MethodInfo? Code, Type Model, string File)
{
    /// <summary>"POST /sign-in?handler=Persona", without the constraints of route values.</summary>
    public string Name => $"{Method} {Plain(Route)}{(Handler.Length > 0 ? "?handler=" + Handler : "")}";

    public NeedsAttribute? Needs => Model.GetCustomAttribute<NeedsAttribute>();

    public OpenToAllAttribute? Open => Model.GetCustomAttribute<OpenToAllAttribute>();

    public string Address(IReadOnlyDictionary<string, string> values)
    {
        var path = Plain(Route);
        foreach (var (key, value) in values)
        {
            path = path.Replace("{" + key + "}", value, StringComparison.Ordinal);
        }

        return path + (Handler.Length > 0 ? "?handler=" + Handler : "");
    }

    private static string Plain(string route) => System.Text.RegularExpressions.Regex.Replace(route, @"\{\*{0,2}(\w+)[^}]*\}", "{$1}");
}

/// <summary>A part of the pages.</summary>
public interface IPart
{
    /// <summary>0 to 3.</summary>
    static abstract int Number { get; }
}

public sealed class Part1 : IPart
{
    public static int Number => 0;
}

public sealed class Part2 : IPart
{
    public static int Number => 1;
}

public sealed class Part3 : IPart
{
    public static int Number => 2;
}

public sealed class Part4 : IPart
{
    public static int Number => 3;
}

/// <summary>All pages that the application serves, found in the application itself.</summary>
internal static class Pages
{
    /// <summary>The files of the compiled pages; needs no running application.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. typeof(Server).Assembly.GetCustomAttributes<RazorCompiledItemAttribute>().Where(i => i.Kind == "mvc.1.0.razor-page").Select(i => i.Identifier).Order(StringComparer.Ordinal)];

    /// <summary>The files of a part.</summary>
    public static Xunit.TheoryData<string> Of<TPart>()
        where TPart : IPart => [.. Files.Where((_, i) => i % 4 == TPart.Number)];

    public static async Task<List<PageHandler>> HandlersAsync(IServiceProvider services)
    {
        var loader = services.GetRequiredService<PageLoader>();
        var handlers = new List<PageHandler>();
        foreach (var page in services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<PageActionDescriptor>())
        {
            var compiled = await loader.LoadAsync(page, Microsoft.AspNetCore.Http.EndpointMetadataCollection.Empty);
            var route = "/" + page.AttributeRouteInfo!.Template!.TrimStart('/');
            var keys = Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse(route).Parameters.Select(p => p.Name).ToList();
            var model = (compiled.ModelTypeInfo ?? compiled.HandlerTypeInfo).AsType();
            handlers.AddRange(compiled.HandlerMethods.Select(h => new PageHandler(route, h.HttpMethod.ToUpperInvariant(), h.Name ?? "", keys, h.MethodInfo, model, page.RelativePath)));
            if (compiled.HandlerMethods.All(h => h.HttpMethod != "Get"))
            {
                handlers.Add(new PageHandler(route, "GET", "", keys, null, model, page.RelativePath));
            }
        }

        return [.. handlers.OrderBy(h => h.Route, StringComparer.Ordinal).ThenBy(h => h.Method, StringComparer.Ordinal).ThenBy(h => h.Handler, StringComparer.Ordinal)];
    }

    /// <summary>What is served that is not a page.</summary>
    public static IEnumerable<string> OtherEndpoints(IServiceProvider services) =>
        services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is null).Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Distinct().Order(StringComparer.Ordinal);
}
