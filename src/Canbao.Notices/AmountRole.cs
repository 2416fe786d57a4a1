namespace Canbao.Notices;

/// <summary>What an amount of a notice is, as the words beside it say.</summary>
internal enum AmountRole
{
    /// <summary>Nothing that is compared: a part, a limit, a rise, another insurance.</summary>
    Other,

    /// <summary>What a resident pays before assistance.</summary>
    Standard,

    /// <summary>A standard that was stated elsewhere: 按一档400元标准.</summary>
    Restated,

    /// <summary>What the state pays for each resident.</summary>
    Subsidy,

    /// <summary>Standard and subsidy together.</summary>
    Total,

    /// <summary>What a fund pays of the standard.</summary>
    Assistance,

    /// <summary>What is left for the resident.</summary>
    OwnShare,
}
