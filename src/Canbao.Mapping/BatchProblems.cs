using Canbao.Api;
using Canbao.Engine;
using Canbao.Policies;

namespace Canbao.Mapping;

/// <summary>What is wrong with a batch as a whole, apart from columns that do not fit together (<see cref="BatchCheck"/>).</summary>
public static class BatchProblems
{
    /// <summary>Before anything is read of the profiles: no work for what is too much.</summary>
    public static InputProblem? BeforeReading(QuoteBatchColumns batch, ServiceLimits limits)
    {
        if (batch.HasBothForms) return new(RejectCodes.BatchHasBothForms, "rows", "rows and columns in one batch; expected one of the two forms");
        return TooMany("rows", batch.Rows) ?? TooMany("profiles", batch.Profiles.Count) ?? TooMany("payment_dates", batch.PaymentDates.Count);

        InputProblem? TooMany(string field, int count) => count <= limits.MaxResidents
            ? null
            : new(RejectCodes.BatchTooLarge, field, $"{count} {field} in one batch; at most {limits.MaxResidents} are allowed: split the batch");
    }

    /// <summary>The batch's own region and year must name a policy if a resident relies on them. Bytes that are no profile throw INTERNAL.</summary>
    public static RowError? UnknownDefaultPolicy(QuoteBatchColumns batch, PolicyBook book)
    {
        if (batch.Region.Length == 0 || batch.BenefitYear == 0) return null;
        if (book.Find(batch.Region, batch.BenefitYear, batch.PolicyRevision, out var lookup) is not null) return null;
        return ReliesOnDefault(batch) ? new RowError(!lookup.IsInvalid, [lookup.Problem]) : null;
    }

    private static bool ReliesOnDefault(QuoteBatchColumns batch)
    {
        for (var i = 0; i < batch.Profiles.Count; i++)
            if (!batch.NamesOwnPolicy(i) && ProfileResolver.ToMessage(batch.Profiles[i]).Region.Length == 0) return true;
        return false;
    }
}
