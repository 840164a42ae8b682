namespace InBeeld.Tests.Attention;

/// <summary>Children with facts that rules look at, and what the database says of them.</summary>
internal static class TaggedChildren
{
    public static Pupil At(this Pupil child, string location)
    {
        child.World.Do("update pupil set location = @location where id = @Id", new { child.Id, location });
        return child;
    }

    public static Pupil Postcode(this Pupil child, string postcode)
    {
        child.World.Do("update pupil set postcode4 = @postcode where id = @Id", new { child.Id, postcode });
        return child;
    }

    public static Pupil ReachedToday(this Pupil child)
    {
        child.World.Do("update pupil_state set last_reached_day = @Day, due_from = @Day + 7, late_from = @Day + 12, out_from = @Day + 19 where pupil_id = @Id", new { child.Id, child.World.Clock.Day });
        return child;
    }

    public static Pupil Joined(this Pupil child, DateOnly day)
    {
        child.World.Do("update pupil set joined_on = @day where id = @Id", new { child.Id, day });
        return child;
    }

    /// <summary>The tags of a child, around the rules of who may see it.</summary>
    public static List<string> Tags(this Pupil child) => child.World.List<string>("select tag from app.attention_of(array[@Id], @Day) order by tag", new { child.Id, child.World.Clock.Day });

    public static Guid Mark(this Pupil child, Somebody by, string tag, bool holds, DateOnly? ends = null)
    {
        var id = Guid.CreateVersion7();
        child.World.Do("insert into attention_mark (id, pupil_id, school_id, tag, holds, reason, ends, by_person, at) values (@id, @pupil, @school, @tag, @holds, 'family', @ends, @by, now())",
            new { id, pupil = child.Id, school = child.School.Id, tag, holds, ends = ends ?? child.World.Clock.Day.AddDays(30), by = by.Id });
        return id;
    }
}
