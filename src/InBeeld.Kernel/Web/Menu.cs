using Microsoft.Extensions.DependencyInjection;

namespace InBeeld.Kernel.Web;

/// <summary>A line of the main menu: for these roles. Rank: order of showing; on a phone the first four show.</summary>
public sealed record MenuItem(int Rank, string Word, string Icon, string Path, params string[] Roles);

/// <summary>What a capability tells about itself. The declared order of capabilities stands in Capabilities/Order.cs.</summary>
public interface ICapability
{
    string Name { get; }

    IEnumerable<MenuItem> Menu => [];

    void AddServices(IServiceCollection services);
}
