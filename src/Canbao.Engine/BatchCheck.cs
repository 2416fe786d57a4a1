using Canbao.Policies;

namespace Canbao.Engine;

/// <summary>What is wrong with a batch as a whole: too many residents, columns of different lengths, an index out of range.</summary>
public static class BatchCheck
{
    /// <summary>Null if the columns fit together: then they may be quoted.</summary>
    public static InputProblem? Columns(BatchRequest batch, int maxResidents, out CheckedBatch good)
    {
        good = default;
        var problem = Problem(batch, maxResidents);
        if (problem is null) good = new CheckedBatch(batch);
        return problem;
    }

    private static InputProblem? Problem(BatchRequest batch, int maxResidents)
    {
        var residents = batch.Residents;
        if (residents > maxResidents) return new(RejectCodes.BatchTooLarge, "profile_index",
            $"{residents} residents in one batch; at most {maxResidents} are allowed: split the batch");
        if (batch.PaymentDates.Length == 0 && residents > 0) return new(RejectCodes.DateMissing, "payment_dates", "missing; at least one date is needed");
        if (batch.PaymentDateIndex.Length == 0 && batch.PaymentDates.Length > 1)
            return new(RejectCodes.BatchRagged, "payment_date_index", $"missing; with {batch.PaymentDates.Length} payment dates every resident needs an index");
        if (batch.PaymentDateIndex.Length != 0 && batch.PaymentDateIndex.Length != residents) return Ragged("payment_date_index",
            batch.PaymentDateIndex.Length, residents, "none or one per resident");
        return PersonalColumn("birth_date", batch.BirthDate.Length, residents)
            ?? PersonalColumn("event_date", batch.EventDate.Length, residents)
            ?? PersonalColumn("identity_recognised_on", batch.IdentityRecognisedOn.Length, residents)
            ?? Indices("profile_index", batch.ProfileIndex.Span, batch.Profiles.Length, "profiles")
            ?? Indices("payment_date_index", batch.PaymentDateIndex.Span, batch.PaymentDates.Length, "payment dates");
    }

    private static InputProblem? PersonalColumn(string column, int length, int residents) =>
        length == 0 || length == 1 || length == residents ? null : Ragged(column, length, residents, "none, one for all, or one per resident");

    private static InputProblem Ragged(string column, int length, int residents, string allowed) =>
        new(RejectCodes.BatchRagged, column, $"{length} values for {residents} residents; expected {allowed}");

    private static InputProblem? Indices(string column, ReadOnlySpan<uint> indices, int count, string what)
    {
        if (ColumnScan.AllBelow(indices, (uint)count)) return null;
        for (var i = 0; i < indices.Length; i++)
            if (indices[i] >= count) return new(RejectCodes.BatchRagged, $"{column}[{i}]", $"{indices[i]} is out of range; there are {count} {what}");
        return null;
    }
}

/// <summary>A batch whose columns fit together, as <see cref="BatchCheck"/> has found; nobody else makes one.</summary>
public readonly struct CheckedBatch
{
    internal CheckedBatch(BatchRequest batch) => Batch = batch;

    internal BatchRequest Batch { get; }
}
