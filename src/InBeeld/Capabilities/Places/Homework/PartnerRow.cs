using System.Globalization;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Places.Homework;

/// <summary>An organisation that helps with homework in a library, with hours of its own.</summary>
internal sealed class PartnerRow
{
    public Guid Id { get; set; }
    public string Library { get; set; } = "";
    public string Name { get; set; } = "";
    public string What { get; set; } = "";
    public string Years { get; set; } = "";
    public string Contact { get; set; } = "";
    public string Phone { get; set; } = "";
    public string Website { get; set; } = "";
    public string Costs { get; set; } = "";
    public int Version { get; set; }

    /// <summary>"1 15:30-17:00;3 13:00-16:00", weekday 1 is Monday.</summary>
    public string Hours { get; set; } = "";

    public IEnumerable<string> Times() => Hours.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(h => $"{Show.Weekday(h[0] - '0')} {h[2..].Replace(':', '.').Replace("-", " - ", StringComparison.Ordinal)}");

    public static Task<List<PartnerRow>> ListAsync(Frame frame, Guid? id, CancellationToken ct) => frame.ListAsync<PartnerRow>("""
        select p.id, o.name as library, p.name, p.what, p.years, p.contact, p.phone, p.website, p.costs, p.version,
          coalesce((select string_agg(h.weekday || ' ' || to_char(h.opens, 'HH24:MI') || '-' || to_char(h.closes, 'HH24:MI'), ';' order by h.weekday, h.opens) from homework_hours h where h.partner_id = p.id), '') as hours
        from homework_partner p join organisation o on o.id = p.library_id where p.removed_at is null and (@id::uuid is null or p.id = @id) order by o.name, p.name, p.id limit 200
        """, new { id }, ct);
}

/// <summary>A partner as somebody fills it in; the hours per weekday as two times.</summary>
internal sealed class PartnerFields
{
    public string? Name { get; set; }
    public string? What { get; set; }
    public string? Years { get; set; }
    public string? Contact { get; set; }
    public string? Phone { get; set; }
    public string? Website { get; set; }
    public string? Costs { get; set; }
    public string?[] Opens { get; set; } = new string?[7];
    public string?[] Closes { get; set; } = new string?[7];

    public static PartnerFields Of(PartnerRow row)
    {
        var fields = new PartnerFields { Name = row.Name, What = row.What, Years = row.Years, Contact = row.Contact, Phone = row.Phone, Website = row.Website, Costs = row.Costs };
        foreach (var hour in row.Hours.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            (fields.Opens[hour[0] - '1'], fields.Closes[hour[0] - '1']) = (hour[2..7], hour[8..13]);
        }

        return fields;
    }

    /// <summary>The hours that are filled in, by weekday.</summary>
    public List<(short Day, TimeOnly Opens, TimeOnly Closes)> Hours() =>
        [.. Enumerable.Range(0, 7).Select(d => (Day: (short)(d + 1), Opens: Time(Opens.ElementAtOrDefault(d)), Closes: Time(Closes.ElementAtOrDefault(d)))).Where(h => h.Opens is not null && h.Closes is not null).Select(h => (h.Day, h.Opens!.Value, h.Closes!.Value))];

    public List<Refusal> Check()
    {
        (Name, What, Years, Contact, Phone, Website, Costs) = (Name?.Trim() ?? "", What?.Trim() ?? "", Years?.Trim() ?? "", Contact?.Trim() ?? "", Phone?.Trim() ?? "", Website?.Trim() ?? "", Costs?.Trim() ?? "");
        var refusals = new List<Refusal>();
        void When(bool wrong, string field, string sentence, params object[] args)
        {
            if (wrong)
            {
                refusals.Add(new Refusal(field, sentence, args));
            }
        }

        When(Name.Length is 0 or > 120, "Name", "Geef een naam van hooguit 120 tekens.");
        When(What.Length > 500 || Years.Length > 60 || Contact.Length > 120 || Phone.Length > 30 || Costs.Length > 120, "What", "Een van de velden is te lang.");
        When(Website.Length > 0 && (Website.Length > 200 || !Uri.TryCreate(Website, UriKind.Absolute, out var uri) || uri.Scheme != "https"), "Website", "Vul een adres in dat begint met https://.");
        for (var d = 0; d < 7; d++)
        {
            var (opens, closes) = (Opens.ElementAtOrDefault(d)?.Trim() ?? "", Closes.ElementAtOrDefault(d)?.Trim() ?? "");
            var day = Show.Weekday(d + 1);
            When((opens.Length > 0 || closes.Length > 0) && (Time(opens) is null || Time(closes) is null), "Hours", "{0}: vul een begin en een eind in.", day);
            When(Time(opens) >= Time(closes), "Hours", "{0}: het eind ligt voor het begin.", day);
        }

        return refusals;
    }

    private static TimeOnly? Time(string? typed) => TimeOnly.TryParseExact(typed?.Trim(), ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
