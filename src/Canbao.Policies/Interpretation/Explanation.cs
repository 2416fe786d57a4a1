using Canbao.Policies.Model;

namespace Canbao.Policies.Interpretation;

/// <summary>A quote with the walk behind it and the readings that were consulted.</summary>
public sealed record Explanation(Quote Quote, Walk Walk, ValueList<ConsultedReading> Readings);

/// <summary>A reading that was consulted; decisive if another choice would change the quote.</summary>
public sealed record ConsultedReading(Reading Reading, bool Decisive, ValueList<AlternativeAnswer> Alternatives);

/// <summary>What the quote would be under another choice. Null: the same, or the alternative is recorded in words only.</summary>
public sealed record AlternativeAnswer(ReadingChoice Choice, Quote? Quote);
