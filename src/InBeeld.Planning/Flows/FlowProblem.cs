namespace InBeeld.Planning.Flows;

/// <summary>
/// Send what each node supplies along arcs to where it is wanted, at the least cost. All numbers are whole, so that the answer is exact.
/// </summary>
/// <param name="Supply">Per node what leaves it (positive) or is wanted there (negative); together zero.</param>
/// <param name="From">Per arc the node it leaves.</param>
/// <param name="To">Per arc the node it reaches.</param>
/// <param name="Capacity">Per arc the most it may carry; the least is 0.</param>
/// <param name="Cost">Per arc the cost of one unit; may be negative.</param>
/// <param name="Root">A node that most nodes have a wide arc to, such as a sink; saves the search its artificial arcs. -1: none.</param>
public sealed record FlowProblem(long[] Supply, int[] From, int[] To, long[] Capacity, long[] Cost, int Root = -1)
{
    /// <summary>Costs beyond this could overflow in the sums of the search.</summary>
    public const long LargestCost = 1_000_000_000_000;

    /// <summary>The number of nodes.</summary>
    public int Nodes => Supply.Length;

    /// <summary>The number of arcs.</summary>
    public int Arcs => From.Length;

    /// <exception cref="ArgumentException">The arrays do not fit together, or a number is out of range.</exception>
    public void Check()
    {
        if (To.Length != Arcs || Capacity.Length != Arcs || Cost.Length != Arcs)
            throw new ArgumentException("From, To, Capacity and Cost must be equally long.");
        if (Supply.Sum() != 0)
            throw new ArgumentException("What is supplied must equal what is wanted.");
        if (Root < -1 || Root >= Nodes)
            throw new ArgumentException("Root is not a node.");
        for (var a = 0; a < Arcs; a++)
        {
            if ((uint)From[a] >= (uint)Nodes || (uint)To[a] >= (uint)Nodes)
                throw new ArgumentException($"Arc {a} ends at a node that does not exist.");
            if (Capacity[a] < 0)
                throw new ArgumentException($"Arc {a} has a negative capacity.");
            if (Math.Abs(Cost[a]) > LargestCost)
                throw new ArgumentException($"Arc {a} costs more than {LargestCost}.");
        }
    }
}
