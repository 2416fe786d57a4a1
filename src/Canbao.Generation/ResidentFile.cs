using System.Globalization;
using Canbao.Policies;
using Canbao.Recalculation;
using Canbao.Recalculation.Csv;

namespace Canbao.Generation;

/// <summary>Writes generated residents as a file for recalculation.</summary>
public static class ResidentFile
{
    private const int ReportEvery = 1 << 16;

    public static void Write(Stream output, ResidentGenerator generator, long residents, Action<long> progress, CancellationToken stop)
    {
        output.Write(CsvText.RowBytes(ResidentColumns.All));
        for (var i = 0L; i < residents; i++)
        {
            output.Write(CsvText.RowBytes(Fields(i, generator.Resident(i))));
            if ((i + 1) % ReportEvery != 0) continue;
            stop.ThrowIfCancellationRequested();
            progress(i + 1);
        }
        progress(residents);
    }

    /// <summary>In the order of <see cref="ResidentColumns.All"/>. What a resident does not have is an empty field.</summary>
    private static string[] Fields(long index, in GeneratedResident resident)
    {
        var (policy, profile, dates) = resident;
        return
        [
            $"R{(index + 1).ToString("D10", CultureInfo.InvariantCulture)}", Date(dates.Payment), Date(dates.Birth), Date(dates.Event), Date(dates.Recognised),
            policy.Region, Number(policy.BenefitYear), "", profile.Tier, List(profile.Identities),
            profile.Circumstance == Circumstance.None ? "" : SnakeCase.Of(profile.Circumstance), Flag(profile.UniversityStudent),
            Number(profile.GapYears), Number(profile.ContinuousYears), Flag(profile.ZeroClaimLastYear), Flag(profile.AlreadyPaidNormally),
            Flag(profile.EmployeeInsured), Flag(profile.InsuredElsewhere), Optional(profile.IndependentEnrolment), Optional(profile.GuardianPaid),
            Flag(profile.EnrolledOutsideHukou), Flag(profile.AssistedThere), List(profile.Addons),
        ];
    }

    private static string Date(uint date) => date == 0 ? "" : Number(date);

    private static string Number(long value) => value == 0 ? "" : value.ToString(CultureInfo.InvariantCulture);

    private static string Flag(bool value) => value ? "true" : "";

    private static string Optional(bool? value) => value switch { null => "", true => "true", false => "false" };

    private static string List(ValueList<string> codes) => string.Join(ResidentColumns.Separator, codes);
}
