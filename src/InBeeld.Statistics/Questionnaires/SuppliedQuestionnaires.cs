namespace InBeeld.Statistics.Questionnaires;

/// <summary>The questionnaires that come along: written for InBeeld, from facts in public articles and reports; not those of anybody else, and free to be adapted.</summary>
public static class SuppliedQuestionnaires
{
    /// <summary>Library and primary education.</summary>
    public const string MonitorPrimary = "monitor-primary";

    /// <summary>Library and secondary education.</summary>
    public const string MonitorSecondary = "monitor-secondary";

    /// <summary>The star checklist for secondary education.</summary>
    public const string StarsSecondary = "stars-secondary";

    /// <summary>Eight building blocks at three levels.</summary>
    public const string BuildingBlocks = "building-blocks";

    /// <summary>Measurement 0 and 1 of an initiative: fourteen research questions, asked the same way each time.</summary>
    public const string Measurement = "measurement";

    /// <summary>Their keys.</summary>
    public static readonly IReadOnlyList<string> Keys = [MonitorPrimary, MonitorSecondary, StarsSecondary, BuildingBlocks, Measurement];

    /// <summary>The JSON of one of <see cref="Keys"/>, as <see cref="QuestionnaireWriter"/> writes it.</summary>
    /// <exception cref="ArgumentException">No questionnaire has this key.</exception>
    public static string Text(string key)
    {
        using var stream = typeof(SuppliedQuestionnaires).Assembly.GetManifestResourceStream($"questionnaires/{key}.json") ?? throw new ArgumentException($"There is no questionnaire \"{key}\".", nameof(key));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().TrimEnd('\n');
    }

    /// <summary>One of <see cref="Keys"/>.</summary>
    /// <exception cref="ArgumentException">No questionnaire has this key.</exception>
    public static Questionnaire Of(string key) => QuestionnaireReader.Read(Text(key)).Questionnaire!;
}
