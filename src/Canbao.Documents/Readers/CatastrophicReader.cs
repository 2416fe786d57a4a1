using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Documents.Readers;

/// <summary>Reads the block "catastrophic".</summary>
internal static class CatastrophicReader
{
    public static Catastrophic Catastrophic(this MapReader reader)
    {
        var result = new Catastrophic
        {
            Deductible = reader.MapOrNull("deductible")?.Deductible(),
            Tilts = [.. reader.Maps("tilts").Select(Tilt)],
            ContinuousYears = reader.MapOrNull("continuous_years")?.ContinuousYears(),
            ZeroClaim = reader.MapOrNull("zero_claim")?.ZeroClaim(),
        };
        reader.Close();
        return result;
    }

    private static Deductible Deductible(this MapReader reader)
    {
        var deductible = new Deductible(reader.Amount("amount"), reader.Rule("deductible"));
        reader.Close();
        return deductible;
    }

    private static Tilt Tilt(MapReader reader)
    {
        var identities = reader.Identities("identities");
        if (identities.Count == 0) reader.Context.Report(DiagnosticCodes.MissingKey, reader.Position,
            "'identities' is missing or empty; a tilt names at least one identity");
        var deductible = reader.MapOrNull("deductible");
        var tilt = new Tilt(identities, reader.Choice("decided_by", TiltBasis.Held), reader.Rule("tilt"))
        {
            DeductibleFen = deductible?.Amount("amount"),
            DeductibleRatePercent = deductible?.PercentOrNull("rate"),
            UpliftPoints = reader.NumberOrNull("uplift_points", 1, 100),
            NoCap = reader.FlagOrNull("no_cap") ?? false,
        };
        if (deductible?.ScalarOrNull("of") is { Text: not "deductible" } of) deductible.Bad<string>(of, "of", "deductible");
        deductible?.Close();
        reader.Close();
        return tilt;
    }

    private static ContinuousYearsIncentive ContinuousYears(this MapReader reader)
    {
        var years = reader.ScalarOrNull("after_years") is { Text: "unspecified" } ? null : reader.NumberOrNull("after_years", 1, 50);
        var incentive = new ContinuousYearsIncentive(years, reader.Choice("counting", YearCounting.EarlierYearsCount),
            reader.Rule("continuous_years"));
        reader.Close();
        return incentive;
    }

    private static ZeroClaimIncentive ZeroClaim(this MapReader reader)
    {
        var detailed = reader.ScalarOrNull("rule") is not { Text: "unspecified" };
        var incentive = new ZeroClaimIncentive(detailed, reader.Choice("counting", YearCounting.EarlierYearsCount), reader.Rule("zero_claim"));
        reader.Close();
        return incentive;
    }
}
