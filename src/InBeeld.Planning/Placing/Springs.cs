namespace InBeeld.Planning.Placing;

/// <summary>The energy of a number of points in a room: zero when all keep their distance. Goes down by L-BFGS (Liu, Nocedal, 1989).
/// The first half of the variables are x, the second y; with <see cref="Reward"/> the distance itself is the last variable and is made large.</summary>
internal sealed class Springs
{
    private const int Memory = 7;
    private readonly Region region;
    private readonly int n;
    private readonly double[][] steps = new double[Memory][];
    private readonly double[][] changes = new double[Memory][];
    private readonly double[] rho = new double[Memory];
    private readonly double[] alpha = new double[Memory];
    private readonly double[] slope;
    private readonly double[] trial;
    private readonly double[] trialSlope;
    private readonly double[] way;
    private readonly double[] listed;
    private int[] pairs = new int[64];
    private int count;
    private double reach;

    public Springs(Region region, int n)
    {
        (this.region, this.n) = (region, n);
        var size = 2 * n + 1;
        for (var i = 0; i < Memory; i++)
            (steps[i], changes[i]) = (new double[size], new double[size]);
        (slope, trial, trialSlope, way, listed) = (new double[size], new double[size], new double[size], new double[size], new double[2 * n]);
    }

    /// <summary>Least distance between points.</summary>
    public double Distance { get; set; }

    /// <summary>From the walls, in metres; or, when <see cref="Circles"/>, not used.</summary>
    public double Margin { get; set; }

    /// <summary>The margin is half of the distance.</summary>
    public bool Circles { get; init; }

    /// <summary>How much a metre of distance is worth; 0: the distance is fixed.</summary>
    public double Reward { get; set; }

    /// <summary>Local minimisations done.</summary>
    public long Runs { get; private set; }

    /// <summary>Goes downhill from <paramref name="x"/> (2n + 1 numbers).</summary>
    /// <param name="most">Steps at most.</param>
    /// <param name="enough">Stops at this energy.</param>
    /// <param name="hopeless">Stops when the energy goes down by less than this share in ten steps.</param>
    /// <returns>The energy.</returns>
    public double Descend(double[] x, int most, double enough, double hopeless)
    {
        Runs++;
        var dimension = Reward > 0 ? 2 * n + 1 : 2 * n;
        List(x);
        var energy = Energy(x, slope);
        var before = energy;
        var (have, next) = (0, 0);
        for (var step = 0; step < most && energy > enough; step++)
        {
            if (step % 10 == 9)
            {
                if (before - energy < hopeless * Math.Abs(energy))
                    break;
                before = energy;
            }

            Direction(dimension, have, next);
            var down = Dot(slope, way, dimension);
            if (down >= 0)
            {
                have = 0;
                for (var i = 0; i < dimension; i++)
                    way[i] = -slope[i];
                down = -Dot(slope, slope, dimension);
            }

            if (down > -1e-300)
                break;
            // Nothing moves farther than a quarter of the distance in one step.
            var largest = 0.0;
            for (var i = 0; i < dimension; i++)
                largest = Math.Max(largest, Math.Abs(way[i]));
            var rate = Math.Min(have == 0 ? 0.5 : 1, 0.2 * Distance / largest);
            double found;
            var tries = 0;
            while (true)
            {
                for (var i = 0; i < dimension; i++)
                    trial[i] = x[i] + rate * way[i];
                found = Energy(trial, trialSlope);
                if (found <= energy + 1e-4 * rate * down || ++tries > 20)
                    break;
                rate *= Math.Clamp(-down * rate / (2 * (found - energy - down * rate)), 0.1, 0.5);
            }

            if (tries > 20 || found >= energy)
            {
                if (have == 0)
                    break;
                have = 0;
                continue;
            }

            var (s, y) = (steps[next], changes[next]);
            for (var i = 0; i < dimension; i++)
            {
                (s[i], y[i]) = (trial[i] - x[i], trialSlope[i] - slope[i]);
                (x[i], slope[i]) = (trial[i], trialSlope[i]);
            }

            energy = found;
            var product = Dot(s, y, dimension);
            if (product > 1e-300)
            {
                rho[next] = 1 / product;
                next = (next + 1) % Memory;
                have = Math.Min(have + 1, Memory);
            }

            if (Moved(x))
            {
                List(x);
                energy = Energy(x, slope);
            }
        }

        return energy;
    }

    /// <summary>Energy of one point, with its neighbours and the walls.</summary>
    public double Of(double[] x, int i)
    {
        double sum = 0, none = 0;
        sum += region.Push(x[i], x[n + i], Circles ? Distance / 2 : Margin, ref none, ref none, ref none);
        for (var j = 0; j < n; j++)
        {
            var square = (x[i] - x[j]) * (x[i] - x[j]) + (x[n + i] - x[n + j]) * (x[n + i] - x[n + j]);
            if (j != i && square < Distance * Distance)
                sum += Geometry.Square((Distance * Distance - square) / (2 * Distance));
        }

        return sum;
    }

    private double Energy(double[] x, double[] by)
    {
        Array.Clear(by);
        var distance = Reward > 0 ? x[2 * n] : Distance;
        var (square, half) = (distance * distance, 1 / (2 * distance));
        double energy = 0, byDistance = 0, byMargin = 0;
        for (var k = 0; k < count; k += 2)
        {
            var (i, j) = (pairs[k], pairs[k + 1]);
            var (dx, dy) = (x[i] - x[j], x[n + i] - x[n + j]);
            var apart = dx * dx + dy * dy;
            if (apart >= square)
                continue;
            var v = (square - apart) * half;
            energy += v * v;
            var force = -4 * v * half;
            by[i] += force * dx;
            by[j] -= force * dx;
            by[n + i] += force * dy;
            by[n + j] -= force * dy;
            byDistance += 2 * v * (1 - v / distance);
        }

        var margin = Circles ? distance / 2 : Margin;
        for (var i = 0; i < n; i++)
            energy += region.Push(x[i], x[n + i], margin, ref by[i], ref by[n + i], ref byMargin);
        if (Reward <= 0)
            return energy;
        by[2 * n] = byDistance + (Circles ? byMargin / 2 : 0) - Reward;
        return energy - Reward * (distance - Distance);
    }

    private void Direction(int dimension, int have, int next)
    {
        for (var i = 0; i < dimension; i++)
            way[i] = -slope[i];
        if (have == 0)
            return;
        for (var k = 1; k <= have; k++)
        {
            var m = (next - k + Memory) % Memory;
            alpha[m] = rho[m] * Dot(steps[m], way, dimension);
            var (a, y) = (alpha[m], changes[m]);
            for (var i = 0; i < dimension; i++)
                way[i] -= a * y[i];
        }

        var last = (next - 1 + Memory) % Memory;
        var scale = 1 / (rho[last] * Dot(changes[last], changes[last], dimension));
        for (var i = 0; i < dimension; i++)
            way[i] *= scale;
        for (var k = have; k >= 1; k--)
        {
            var m = (next - k + Memory) % Memory;
            var b = alpha[m] - rho[m] * Dot(changes[m], way, dimension);
            var s = steps[m];
            for (var i = 0; i < dimension; i++)
                way[i] += b * s[i];
        }
    }

    /// <summary>Pairs that may come too near before the next list; points sorted by x.</summary>
    private void List(double[] x)
    {
        var distance = Reward > 0 ? x[2 * n] : Distance;
        reach = 1.5 * distance;
        Array.Copy(x, listed, 2 * n);
        var order = new int[n];
        var keys = new double[n];
        for (var i = 0; i < n; i++)
            (order[i], keys[i]) = (i, x[i]);
        Array.Sort(keys, order);
        count = 0;
        for (var a = 0; a < n; a++)
        {
            for (var b = a - 1; b >= 0 && keys[a] - keys[b] < reach; b--)
            {
                var (i, j) = (order[a], order[b]);
                var (dx, dy) = (x[i] - x[j], x[n + i] - x[n + j]);
                if (dx * dx + dy * dy >= reach * reach)
                    continue;
                if (count + 2 > pairs.Length)
                    Array.Resize(ref pairs, 2 * pairs.Length);
                pairs[count++] = i;
                pairs[count++] = j;
            }
        }
    }

    private bool Moved(double[] x)
    {
        var slack = reach - (Reward > 0 ? x[2 * n] : Distance);
        if (slack <= 0)
            return true;
        var far = slack * slack / 4;
        for (var i = 0; i < n; i++)
        {
            var (dx, dy) = (x[i] - listed[i], x[n + i] - listed[n + i]);
            if (dx * dx + dy * dy > far)
                return true;
        }

        return false;
    }

    private static double Dot(double[] a, double[] b, int length)
    {
        var sum = 0.0;
        for (var i = 0; i < length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
