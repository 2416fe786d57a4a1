using Canbao.Recalculation.Blocks;
using Canbao.Recalculation.Csv;
using Canbao.Recalculation.Inputs;

namespace Canbao.Recalculation;

/// <summary>
/// The bytes that stand for the profile of a CSV row: its columns as they stand in the file, with the commas between them, a comma behind each
/// run of neighbours. A field that holds a comma or a quote is written in quotes, so that no two profiles share their bytes.
/// </summary>
internal sealed class ProfileKey(ColumnLayout layout)
{
    private readonly ColumnRun[] _runs = ColumnRun.Of(layout.ProfilePlaces);
    private readonly OutputBuffer _bytes = new();

    /// <summary>The neighbouring columns that the key is made of, in the order of the file.</summary>
    public ReadOnlySpan<ColumnRun> Runs => _runs;

    /// <summary>Valid until the next call.</summary>
    public ReadOnlySpan<byte> Of(CsvRow row)
    {
        _bytes.Clear();
        foreach (var run in _runs)
        {
            for (var place = run.First; place <= run.Last; place++)
            {
                if (place > run.First) _bytes.Add((byte)',');
                CsvText.AddField(_bytes, row[place]);
            }
            if (_runs.Length > 1) _bytes.Add((byte)',');
        }
        return _bytes.Written;
    }
}
