namespace InBeeld.Tests.Safety;

/// <summary>What a professional does with the meldcode in a browser.</summary>
internal static class SafetySteps
{
    public static readonly IReadOnlyDictionary<int, (string, string?)[]> Answers = new Dictionary<int, (string, string?)[]>
    {
        [1] = [("Words", "Blauwe plek op de arm")],
        [2] = [("Consulted", "aandachtsfunctionaris"), ("Words", "Zij ziet het ook")],
        [3] = [("Outcome", "parents"), ("Words", "Moeder is geschrokken")],
        [4] = [("Outcome", "other"), ("Words", "Niet acuut, wel een vermoeden")],
        [5] = [("Outcome", "help"), ("Words", "Het buurtteam helpt")],
    };

    /// <summary>Begins a record in the browser and gives its id.</summary>
    public static async Task<Guid> BeginAsync(Visitor who, Pupil child)
    {
        var saved = await who.SubmitAsync(await who.GetAsync($"/children/{child.Id}/safety"), "form:has(input[name=Id])");
        Assert.EndsWith("/steps/1", saved.Location, StringComparison.Ordinal);
        return Guid.Parse(saved.Location!.Split('/')[2]);
    }

    public static async Task TakeAsync(Visitor who, Guid record, params int[] steps)
    {
        foreach (var step in steps)
        {
            var saved = await who.SubmitAsync(await who.GetAsync($"/safety/{record}/steps/{step}"), "main form .nl-button--primary", Answers[step]);
            Assert.Equal($"/safety/{record}", saved.Location);
        }
    }
}
