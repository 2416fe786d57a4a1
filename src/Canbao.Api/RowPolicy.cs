namespace Canbao.Api;

/// <summary>Which policy a profile of a batch is to be quoted under. HasProfile is false for a row without a profile.</summary>
public readonly record struct RowPolicy(string Region, uint BenefitYear, uint PolicyRevision, bool HasProfile);
