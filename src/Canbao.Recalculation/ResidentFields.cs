using Canbao.Engine;
using Canbao.Recalculation.Csv;
using Canbao.Recalculation.Inputs;

namespace Canbao.Recalculation;

/// <summary>Reads one row at a time: its dates and its profile.</summary>
internal sealed class ResidentFields(ColumnPlan plan)
{
    private readonly ProfileMemo _memo = new(plan);

    public KnownProfile ProfileOf(CsvRow row) => _memo.ProfileOf(row);

    /// <summary>The bytes of all fields that decide about the profile, valid until the next call.</summary>
    public ReadOnlySpan<byte> KeyOf(CsvRow row) => _memo.KeyOf(row);

    /// <summary>The dates of a row; one that cannot be read is <see cref="DateField.NoDate"/>.</summary>
    public ResidentDates DatesOf(CsvRow row) => new(plan.Dates[0].Of(row), plan.Dates[1].Of(row), plan.Dates[2].Of(row), plan.Dates[3].Of(row));
}
