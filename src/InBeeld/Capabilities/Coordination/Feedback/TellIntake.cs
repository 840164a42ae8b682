using System.Globalization;
using InBeeld.Data;

namespace InBeeld.Capabilities.Coordination.Feedback;

/// <summary>Tells the coordinators of a municipality, and its leerplicht/RMC, that there is a new signal. Without names: it is shown on a home page.</summary>
internal sealed class TellIntake(Frame frame)
{
    public Task RunAsync(Guid signal, Guid town, Guid? pupil, int urgency, CancellationToken ct) => frame.DoAsync("""
        select app.tell(null, @town, 'coordinator', 'signal', @pupil, @link, jsonb_build_array(@urgency::text));
        select app.tell(null, t.id, 'attendance', 'signal', @pupil, @link, jsonb_build_array(@urgency::text))
          from organisation t join organisation m on m.id = @town and m.municipality_code = t.municipality_code where t.kind = 'team' and t.party = 'attendance' and t.is_on
        """, new { town, pupil, link = $"/signals/{signal}", urgency = urgency.ToString(CultureInfo.InvariantCulture) }, ct);
}
