namespace Canbao.LoadTests.Scenarios;

/// <summary>What the batches of a scenario look like.</summary>
internal enum BatchForm
{
    /// <summary>No batches: calls only.</summary>
    None,

    /// <summary>Row form, a payment date per resident and personal dates for 2 %.</summary>
    Rows,

    /// <summary>Columns, one payment date for the batch.</summary>
    OneDate,

    /// <summary>Columns, a payment date per resident, no personal dates.</summary>
    PlainDates,

    /// <summary>Columns, a payment date per resident and personal dates for 2 %.</summary>
    Dates,
}
