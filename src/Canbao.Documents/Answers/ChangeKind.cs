namespace Canbao.Documents.Answers;

/// <summary>What a field of an answer tells: what has changed where two answers differ in it.</summary>
public enum ChangeKind
{
    /// <summary>The status, or the next day on which a payment is possible.</summary>
    Status,

    /// <summary>What the resident pays for the insurance, or the standard or the bounds of it.</summary>
    Fee,

    /// <summary>What a fund pays of the standard, which one, and for which identity.</summary>
    Assistance,

    /// <summary>Add-on products.</summary>
    Addons,

    /// <summary>What the cashier takes.</summary>
    Payable,

    /// <summary>What the treasury adds.</summary>
    Subsidy,

    /// <summary>The payers' lines and their total.</summary>
    Funding,

    /// <summary>How long cover waits.</summary>
    Waiting,

    /// <summary>First and last day of cover.</summary>
    Cover,

    /// <summary>The catastrophic insurance.</summary>
    Catastrophic,

    /// <summary>What the notice or the resident's data leave open.</summary>
    Open,

    /// <summary>The readings on which the answer depends, and remarks.</summary>
    Notices,
}
