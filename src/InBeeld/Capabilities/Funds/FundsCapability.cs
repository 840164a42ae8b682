using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Funds;

/// <summary>The money of programmes: who pays for which children, what was promised, sent and paid. A child and a family never pay.</summary>
internal sealed class FundsCapability : ICapability
{
    public string Name => "Funds";

    public IEnumerable<MenuItem> Menu => [new(30, "Geld", "euro", "/programmes/money", Role.ProgrammeLeader)];

    public void AddServices(IServiceCollection services) => services.AddScoped<Keep.KeepFund>().AddScoped<Costs.KeepPrice>().AddScoped<Claims.KeepClaim>().AddScoped<Paid.PayClaims>().AddScoped<Children.NoteEvidence>()
        .AddScoped<Programmes.Contract.IProgrammeLines, FundLines>().AddScoped<Mix.PlanFunds>().AddScoped<Mix.ApplyPlan>().AddSingleton<Mix.DoFundWork>().AddHostedService(s => s.GetRequiredService<Mix.DoFundWork>());
}
