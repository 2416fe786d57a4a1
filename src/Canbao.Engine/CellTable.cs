using System.Buffers;

namespace Canbao.Engine;

/// <summary>
/// The answers of cells (profile x payment date): a pooled array while that is small beside the batch, else a dictionary.
/// </summary>
internal sealed class CellTable : IDisposable
{
    // Clearing 64 cells costs about as much as finding one in a dictionary.
    private const int AlwaysDense = 1 << 16, DensePerResident = 64;

    private readonly int _dates;
    private readonly int[]? _dense;
    private readonly Dictionary<long, int>? _sparse;

    public CellTable(int profiles, int dates, int residents)
    {
        _dates = dates;
        var cells = (long)profiles * dates;
        if (cells <= AlwaysDense || cells <= (long)residents * DensePerResident)
        {
            // Answers are kept plus one, so that a cleared array says "unknown" everywhere.
            _dense = ArrayPool<int>.Shared.Rent((int)cells);
            _dense.AsSpan(0, (int)cells).Clear();
        }
        else _sparse = [];
    }

    /// <summary>-1 where the answer is not known yet.</summary>
    public int this[int profile, int date]
    {
        get
        {
            if (_dense is not null) return _dense[profile * _dates + date] - 1;
            return _sparse!.TryGetValue((long)profile * _dates + date, out var answer) ? answer : -1;
        }
        set
        {
            if (_dense is not null) _dense[profile * _dates + date] = value + 1;
            else _sparse![(long)profile * _dates + date] = value;
        }
    }

    public void Dispose()
    {
        if (_dense is not null) ArrayPool<int>.Shared.Return(_dense);
    }
}
