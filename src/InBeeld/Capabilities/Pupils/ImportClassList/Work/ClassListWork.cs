using InBeeld.Data;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Pupils.ImportClassList.Work;

/// <summary>A piece of work on a list that is too long for one request: comparing, applying or taking back.</summary>
internal sealed class ClassListWork
{
    public const string Compare = "compare";
    public const string Apply = "apply";
    public const string Undo = "undo";

    public string Task { get; set; } = "";
    public int Done { get; set; }

    /// <summary>0 as long as it is not known.</summary>
    public int Total { get; set; }

    /// <summary>Somebody asked it to stop.</summary>
    public bool Stop { get; set; }

    /// <summary>A node has taken it.</summary>
    public bool Taken { get; set; }

    /// <returns>Null when nothing is being done to the list.</returns>
    public static Task<ClassListWork?> OfAsync(Frame frame, Guid import, CancellationToken ct) => frame.OneAsync<ClassListWork>(
        "select task, done, total, stop, beat_at is not null as taken from class_list_work where import_id = @import", new { import }, ct);

    /// <summary>Asks for it, in the name of this session. Asked twice is asked once.</summary>
    public static Task<int> AskAsync(Frame frame, CurrentUser user, Guid import, string task, bool accepted, CancellationToken ct) => frame.DoAsync("""
        update class_list_import set trouble = null where id = @import;
        insert into class_list_work (import_id, session_id, task, accepted, total) values (@import, @SessionId, @task, @accepted, 0) on conflict (import_id) do nothing
        """, new { import, user.SessionId, task, accepted }, ct);

    public static Task<int> StopAsync(Frame frame, Guid import, CancellationToken ct) => frame.DoAsync("update class_list_work set stop = true where import_id = @import", new { import }, ct);
}
