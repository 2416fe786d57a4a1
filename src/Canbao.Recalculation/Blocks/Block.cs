using Canbao.Recalculation.Totals;

namespace Canbao.Recalculation.Blocks;

/// <summary>
/// A piece of the input on its way: whole rows as they came, then what became of them. There are only as many blocks as the pipeline
/// needs; each is used again.
/// </summary>
internal sealed class Block
{
    /// <summary>Behind the rows there is room that may be read and means nothing.</summary>
    public const int Padding = 64;

    /// <summary>Stands between the blocks of two parts, once for each worker.</summary>
    public static readonly Block PartEnd = new();

    public byte[] Input { get; private set; } = new byte[Padding];

    /// <summary>How many bytes of the input are rows.</summary>
    public int Length { get; set; }

    /// <summary>The number of the first row or line, from 1.</summary>
    public long FirstRow { get; set; }

    /// <summary>How many rows or lines there are, for the part that counts them.</summary>
    public long Rows { get; set; }

    /// <summary>Where the input goes on behind this block.</summary>
    public InputPosition Next { get; set; }

    /// <summary>Counted from 0 in the order of the input: so the output is put in order.</summary>
    public long Number { get; set; }

    /// <summary>Whether the input cannot go on behind this block, but only behind a later one: then no part ends with it.</summary>
    public bool IsWithin { get; set; }

    /// <summary>Whether a part ends with this block.</summary>
    public bool EndsPart { get; set; }

    /// <summary>Whether the input ends with this block, which has no rows then.</summary>
    public bool IsLast { get; set; }

    /// <summary>Rows of answers, as the output has them.</summary>
    public OutputBuffer Quotes { get; } = new();

    /// <summary>Residents whose answer is not determined.</summary>
    public OutputBuffer Undetermined { get; } = new();

    /// <summary>The residents' ids, each behind its length and its line, if they are collected.</summary>
    public OutputBuffer Ids { get; } = new();

    /// <summary>In the order of their lines.</summary>
    public List<RejectedRow> Rejects { get; } = [];

    public long Answered => Checksum.Count;

    public long Rejected { get; set; }

    /// <summary>Rows in which nothing stands: nobody's.</summary>
    public long Blank { get; set; }

    /// <summary>Of the answers.</summary>
    public AnswerChecksum Checksum { get; set; }

    /// <summary>Makes room for so many bytes of input.</summary>
    public void Grow(int inputBytes)
    {
        if (Input.Length >= inputBytes + Padding) return;
        var grown = new byte[inputBytes + Padding];
        Input.CopyTo(grown, 0);
        Input = grown;
    }

    /// <summary>Forgets what became of the last rows.</summary>
    public void Clear()
    {
        Quotes.Clear();
        Undetermined.Clear();
        Ids.Clear();
        Rejects.Clear();
        (Length, Rows, Rejected, Blank, Checksum, IsWithin) = (0, 0, 0, 0, default, false);
    }
}
