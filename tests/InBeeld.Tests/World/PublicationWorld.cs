namespace InBeeld.Tests;

/// <summary>What was published of waves, made as rows by the owner.</summary>
public static class PublicationWorld
{
    /// <summary>Open data of a wave with one figure.</summary>
    public static Guid Published(this World world, Guid wave)
    {
        var id = Guid.CreateVersion7();
        world.Do("""
            insert into publication (id, wave_id, institute_id, kind, edition, level, policy, indicators, shown, hidden, sha256, by_person, at)
              select @id, w.id, w.institute_id, 'open-data', 1, 'country', '{"least": 5, "leastRespondents": 4, "dominance": 75, "rounding": 0}',
                '{"groups": [{"key": "area", "label": {"nl": "Gebied", "en": "Area"}}], "indicators": [{"key": "cooperates", "label": {"nl": "Samen", "en": "Together"}, "group": "area", "words": {"nl": "Het deel dat samenwerkt.", "en": "The part that works together."}, "level": "location", "numerator": "cooperates", "aggregation": "share", "percent": true}]}',
                1, 0, repeat('a', 64), w.by_person, now() from wave w where w.id = @wave;
            insert into publication_figure (publication_id, unit_id, indicator, why, shown, exact, k, n, unknown) select @id, u.id, 'cooperates', '', '80', '80', '16', '20', 0 from wave_unit u where u.wave_id = @wave and u.level = 'country'
            """, new { id, wave });
        return id;
    }
}
