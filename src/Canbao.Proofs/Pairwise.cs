namespace Canbao.Proofs;

/// <summary>
/// Rows of values such that any two values of any two dimensions stand together in at least one row: most defects hang on one or
/// two fields, and the full product would be out of reach. Greedy and deterministic.
/// </summary>
internal static class Pairwise
{
    /// <summary>Rows of indexes, one for each dimension of the given sizes. The first row is all zero.</summary>
    public static List<int[]> Rows(int[] sizes)
    {
        var rows = new List<int[]> { new int[sizes.Length] };
        var open = AllPairs(sizes);
        open.ExceptWith(PairsOf(rows[0]));
        while (open.Count > 0)
        {
            rows.Add(NextRow(sizes, open));
            open.ExceptWith(PairsOf(rows[^1]));
        }
        return rows;
    }

    private static HashSet<Pair> AllPairs(int[] sizes)
    {
        var pairs = new HashSet<Pair>();
        for (var a = 0; a < sizes.Length; a++)
            for (var b = a + 1; b < sizes.Length; b++)
                for (var i = 0; i < sizes[a]; i++)
                    for (var j = 0; j < sizes[b]; j++) pairs.Add(new(a, i, b, j));
        // A single dimension has no pairs; its values must still be seen.
        if (sizes.Length == 1)
            for (var i = 1; i < sizes[0]; i++) pairs.Add(new(0, i, 0, i));
        return pairs;
    }

    private static IEnumerable<Pair> PairsOf(int[] row)
    {
        if (row.Length == 1) yield return new(0, row[0], 0, row[0]);
        for (var a = 0; a < row.Length; a++)
            for (var b = a + 1; b < row.Length; b++) yield return new(a, row[a], b, row[b]);
    }

    /// <summary>Begins with the first open pair, then takes for each other dimension the value that closes most.</summary>
    private static int[] NextRow(int[] sizes, HashSet<Pair> open)
    {
        var row = new int[sizes.Length];
        Array.Fill(row, -1);
        var first = open.Min();
        (row[first.A], row[first.B]) = (first.I, first.J);
        for (var d = 0; d < row.Length; d++)
            if (row[d] < 0) row[d] = Enumerable.Range(0, sizes[d]).MaxBy(value => Closes(row, d, value, open));
        return row;
    }

    private static int Closes(int[] row, int dimension, int value, HashSet<Pair> open)
    {
        var count = 0;
        for (var other = 0; other < row.Length; other++)
        {
            if (other == dimension || row[other] < 0) continue;
            var pair = other < dimension ? new Pair(other, row[other], dimension, value) : new Pair(dimension, value, other, row[other]);
            if (open.Contains(pair)) count++;
        }
        return count;
    }

    /// <summary>Value I of dimension A beside value J of dimension B.</summary>
    private readonly record struct Pair(int A, int I, int B, int J) : IComparable<Pair>
    {
        public int CompareTo(Pair other) => (A, I, B, J).CompareTo((other.A, other.I, other.B, other.J));
    }
}
