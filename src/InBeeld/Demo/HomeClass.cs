namespace InBeeld.Demonstration;

/// <summary>A child of group 7b as the reference picture shows it.</summary>
/// <param name="Ago">How many school days ago somebody was last reached.</param>
/// <param name="Who">pupil, parent or both.</param>
internal sealed record HomeChild(string Given, string Prefix, string Surname, bool Girl, int Level, int Ago, string Time, string Channel, string Who, string Language = "nl", string Need = "");

/// <summary>
/// Group 7b of De Wolkenladder: on an ordinary Thursday one child is out of view, two are late, three are due, eighteen are in view.
/// On other days the same conversations give what the norm makes of them.
/// </summary>
internal static class HomeClass
{
    public static readonly HomeChild[] Children =
    [
        new("Noor", "", "Vlinderman", true, 1, 9, "15:40", "phone", "pupil", Need: "no_quiet_place"),
        new("Sem", "", "Appelboom", false, 1, 5, "14:20", "message", "parent", "uk", "parents_no_dutch"),
        new("Yasmina", "", "Zevenster", true, 0, 6, "13:05", "phone", "pupil", "ar"),
        new("Milan", "", "Pluimstaart", false, 0, 4, "16:30", "door", "parent", Need: "no_connection"),
        new("Fien", "", "Regenboog", true, 0, 5, "10:15", "video", "pupil"),
        new("Dex", "", "Wolkenkamp", false, 0, 4, "15:10", "phone", "pupil", Need: "little_help"),
        new("Aya", "", "Maneschijn", true, 0, 0, "09:10", "school", "pupil"),
        new("Bram", "", "Kiekendief", false, 0, 1, "11:30", "video", "pupil"),
        new("Lotte", "", "Zonnehoed", true, 1, 1, "15:55", "phone", "parent", "pl", "parents_no_dutch"),
        new("Jip", "", "Waterlelie", false, 0, 2, "10:40", "video", "pupil"),
        new("Zoë", "van der", "Dauwkroon", true, 0, 1, "09:45", "phone", "pupil"),
        new("Thijs", "", "Nachtvlinder", false, 0, 3, "13:30", "phone", "both"),
        new("Çağla", "", "Yıldızbahçe", true, 0, 2, "14:05", "phone", "both", "tr"),
        new("Daan", "de", "Regenfluister", false, 0, 2, "10:40", "video", "pupil"),
        new("Evi", "", "Sterrenlach", true, 0, 2, "10:40", "video", "pupil"),
        new("Mees", "", "Honingveder", false, 0, 3, "09:20", "video", "pupil"),
        new("Selam", "", "Kokhobay", true, 0, 1, "15:20", "phone", "both", "ti", "no_device"),
        new("Luuk", "op de", "Golfsprong", false, 0, 3, "09:20", "video", "pupil"),
        new("Saar", "", "Klaverzang", true, 0, 2, "10:40", "video", "pupil"),
        new("Noël", "", "Distelglans", false, 0, 1, "13:50", "message", "pupil"),
        new("Małgorzata", "", "Gwiazdolas", true, 0, 3, "16:10", "phone", "parent", "pl"),
        new("Teun", "in 't", "Uilenlied", false, 0, 2, "10:40", "video", "pupil", Need: "motivation"),
        new("Roos", "", "Sneeuwmantel", true, 0, 1, "11:30", "video", "pupil"),
        new("Kwame", "", "Owlfeather", false, 0, 2, "15:30", "phone", "both", "en"),
    ];

    /// <summary>What was tried for Noor after the last conversation: school days ago, time, channel, what was noted.</summary>
    public static readonly (int Ago, string Time, string Channel, string Note)[] TriedForNoor =
    [
        (8, "09:05", "phone", "De telefoon gaat over."),
        (6, "15:15", "phone", "De telefoon gaat over."),
        (4, "12:40", "phone", "Voicemail ingesproken."),
        (2, "16:00", "door", "Niemand thuis. Briefje achtergelaten."),
    ];
}
