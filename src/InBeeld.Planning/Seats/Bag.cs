namespace InBeeld.Planning.Seats;

/// <summary>Numbers from 0 up to n, each at most once; all in one step.</summary>
internal sealed class Bag(int n)
{
    private readonly int[] items = new int[n];
    private readonly int[] place = new int[n];

    public int Count { get; private set; }

    public int this[int at] => items[at];

    public ReadOnlySpan<int> Items => items.AsSpan(0, Count);

    public void Add(int v)
    {
        if (place[v] != 0)
            return;
        items[Count++] = v;
        place[v] = Count;
    }

    public void Remove(int v)
    {
        if (place[v] == 0)
            return;
        var last = items[--Count];
        items[place[v] - 1] = last;
        place[last] = place[v];
        place[v] = 0;
    }
}
