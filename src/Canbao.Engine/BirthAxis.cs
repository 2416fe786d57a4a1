using System.Runtime.Intrinsics;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;

namespace Canbao.Engine;

/// <summary>
/// Births in classes: those are of one class that lie on the same side of every line. The lines are those of regions that were recorded. A line
/// that is not among them costs speed, never an answer: a region that needs it fills no class. Safe for several threads.
/// </summary>
internal sealed class BirthAxis
{
    /// <summary>The class of births that are looked up in no row: those after the payment, and those of too many classes.</summary>
    public const int NoClass = 16;

    public const int Lanes = 8, MostLines = Lanes - 1;

    // The bit of births after the payment; those of the lines come behind it.
    private const int TooLate = 1, FirstLine = 1;

    private readonly BirthLine[] _lines;
    private readonly Lock _adding = new();
    private int _classes = 1;

    public BirthAxis(Timeline timeline, BirthLine[] lines)
    {
        _lines = lines;
        Array.Fill(Classes, (byte)NoClass);
        Classes[0] = 0;
        Thresholds = new uint[PaymentSlots.Count(timeline) * Lanes];
        for (var slot = 0; slot < Thresholds.Length / Lanes; slot++) SetThresholds(slot, PaymentSlots.DayOf(timeline, slot));
    }

    public int Bytes => sizeof(uint) * Thresholds.Length + Classes.Length;

    /// <summary>By slot of the payment day, the first birth behind each line in wire form.</summary>
    public uint[] Thresholds { get; }

    /// <summary>By the lines that a birth lies behind, as bits, its class.</summary>
    public byte[] Classes { get; } = new byte[1 << Lanes];

    /// <summary>The lines that a birth in wire form lies behind, on the payment day of a slot.</summary>
    public int LinesBehind(int slot, uint birth)
    {
        var thresholds = Vector256.Create<uint>(Thresholds.AsSpan(slot * Lanes, Lanes));
        return (int)Vector256.GreaterThanOrEqual(Vector256.Create(birth), thresholds).ExtractMostSignificantBits();
    }

    /// <summary>The class of births behind these lines, made if there is room for one more.</summary>
    public int ClassOf(int behind)
    {
        lock (_adding)
        {
            if (Classes[behind] == NoClass && (behind & TooLate) == 0 && _classes < NoClass) Classes[behind] = (byte)_classes++;
            return Classes[behind];
        }
    }

    /// <summary>Whether births behind these lines and no others lie on these sides.</summary>
    public bool IsWithin(ReadOnlySpan<BirthSide> sides, int behind)
    {
        foreach (ref readonly var side in sides)
        {
            var lane = Array.IndexOf(_lines, side.Line);
            if (lane < 0 || ((behind >> (FirstLine + lane) & 1) != 0) != side.Behind) return false;
        }
        return true;
    }

    /// <summary>Whether it has all lines of a region, or no room for more.</summary>
    public bool Knows(ReadOnlySpan<BirthSide> sides)
    {
        if (_lines.Length == MostLines) return true;
        foreach (ref readonly var side in sides)
            if (Array.IndexOf(_lines, side.Line) < 0) return false;
        return true;
    }

    private void SetThresholds(int slot, int? payment)
    {
        var thresholds = Thresholds.AsSpan(slot * Lanes, Lanes);
        thresholds.Fill(uint.MaxValue);
        // Of a slot for many days every birth is too late: no line has one place there.
        thresholds[0] = payment is { } day ? BirthLine.Wire(day) + 1 : 1;
        if (payment is not { } on) return;
        for (var i = 0; i < _lines.Length; i++) thresholds[FirstLine + i] = _lines[i].On(on);
    }
}
