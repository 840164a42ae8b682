namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

/// <summary>Recognises burgerservicenummers that are offered as if they were the school's own numbers.</summary>
internal sealed class BsnWatch
{
    private int keys;
    private int alike;

    /// <summary>
    /// True once there are at least five keys and every one of them passes the test of eleven: by chance that happens
    /// to one file in 160,000.
    /// </summary>
    public bool KeysAreBsn => keys >= 5 && alike == keys;

    public void See(string? key)
    {
        if (!string.IsNullOrWhiteSpace(key))
        {
            keys++;
            alike += PassesTestOfEleven(key.Trim()) ? 1 : 0;
        }
    }

    /// <summary>Eight or nine digits (Excel eats a leading zero) whose weighted sum, the last one counting -1, is divisible by 11.</summary>
    public static bool PassesTestOfEleven(string text)
    {
        if (text.Length is < 8 or > 9 || !text.All(char.IsAsciiDigit))
        {
            return false;
        }

        var sum = -(text[^1] - '0');
        for (var place = 2; place <= text.Length; place++)
        {
            sum += (text[^place] - '0') * place;
        }

        return sum % 11 == 0 && text.Any(digit => digit != '0');
    }
}
