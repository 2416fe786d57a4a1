using System.Globalization;
using Canbao.Documents.Residents;
using Canbao.Policies;
using Canbao.Recalculation.Csv;

namespace Canbao.Generation;

/// <summary>Writes generated residents as a file for recalculation.</summary>
public static class ResidentFile
{
    private const int ReportEvery = 1 << 16;

    public static void Write(Stream output, ResidentGenerator generator, long residents, Action<long> progress, CancellationToken stop)
    {
        output.Write(CsvText.RowBytes(ResidentFields.Names));
        for (var i = 0L; i < residents; i++)
        {
            output.Write(CsvText.RowBytes(Fields(i, generator.Resident(i))));
            if ((i + 1) % ReportEvery != 0) continue;
            stop.ThrowIfCancellationRequested();
            progress(i + 1);
        }
        progress(residents);
    }

    /// <summary>In the order of <see cref="ResidentFields.All"/>. What a resident does not have is an empty field.</summary>
    private static IEnumerable<string> Fields(long index, GeneratedResident resident)
    {
        var (policy, profile, dates) = resident;
        uint[] days = [dates.Payment, dates.Birth, dates.Event, dates.Recognised];
        return ResidentFields.All.Select(field => field switch
        {
            IdField => $"R{(index + 1).ToString("D10", CultureInfo.InvariantCulture)}",
            DayField day => Number(days[ResidentFields.PlaceOf(day)]),
            RegionField => policy.Region,
            PolicyNumberField { Name: ResidentFields.BenefitYear } => Number(policy.BenefitYear),
            ProfileField asked => asked.Text(profile),
            _ => "",
        });
    }

    private static string Number(long value) => value == 0 ? "" : value.ToString(CultureInfo.InvariantCulture);
}
