namespace Canbao.Notices.Citations;

/// <summary>The passage of a text that is most like a quotation: fewest characters to insert, delete or change.</summary>
internal static class NearestPassage
{
    /// <summary>Null if more than two characters in five would have to change: then nothing is meant.</summary>
    public static (int Start, int Length)? Of(string wanted, string text)
    {
        // A column for each place of the text; beside each cost, where its passage begins. A passage may begin anywhere for nothing.
        var cost = new int[wanted.Length + 1];
        var start = new int[wanted.Length + 1];
        for (var row = 0; row <= wanted.Length; row++) cost[row] = row;
        var (best, from, to) = (wanted.Length + 1, 0, 0);
        for (var end = 1; end <= text.Length; end++)
        {
            var (diagonal, diagonalStart) = (cost[0], start[0]);
            start[0] = end;
            for (var row = 1; row <= wanted.Length; row++)
            {
                var (left, leftStart) = (cost[row], start[row]);
                var change = diagonal + (wanted[row - 1] == text[end - 1] ? 0 : 1);
                (cost[row], start[row]) = change <= left + 1 && change <= cost[row - 1] + 1 ? (change, diagonalStart)
                    : left <= cost[row - 1] ? (left + 1, leftStart) : (cost[row - 1] + 1, start[row - 1]);
                (diagonal, diagonalStart) = (left, leftStart);
            }
            if (cost[^1] < best) (best, from, to) = (cost[^1], start[^1], end);
        }
        return best * 5 <= wanted.Length * 2 ? (from, to - from) : null;
    }
}
