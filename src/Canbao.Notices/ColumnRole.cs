namespace Canbao.Notices;

/// <summary>What a column of a table holds, as its head says.</summary>
internal enum ColumnRole
{
    /// <summary>The head does not say it, or there is no head.</summary>
    Unknown,

    /// <summary>Names, counts and whatever is no amount of the contribution.</summary>
    Other,
    Standard,
    Subsidy,
    Assistance,
    OwnShare,
    Total,
}
