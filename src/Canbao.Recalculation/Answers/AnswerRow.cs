using Canbao.Engine;

namespace Canbao.Recalculation.Answers;

/// <summary>A distinct answer as the outputs have it, made once for all residents who get it.</summary>
internal sealed class AnswerRow
{
    /// <summary>What is wrong with the resident; null if there is a quote, and only then the rest means something.</summary>
    public RowError? Error { get; init; }

    /// <summary>What stands behind the resident's id in the output; null if the output has no row for this answer.</summary>
    public byte[]? FieldsAfterId { get; init; }

    /// <summary>What stands behind id and row in the list of undetermined residents; null for an answer that is determined.</summary>
    public byte[]? Undetermined { get; init; }

    /// <summary>The answer's part in the checksum.</summary>
    public UInt128 Digest { get; init; }

    /// <summary>Where its residents are counted.</summary>
    public CountedLine? Line { get; init; }
}
