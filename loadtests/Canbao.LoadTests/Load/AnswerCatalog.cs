using Canbao.V1;

namespace Canbao.LoadTests.Load;

/// <summary>Numbers for all different answers of a load, so that what comes later is compared by number. Filled before anything is measured.</summary>
internal sealed class AnswerCatalog
{
    /// <summary>The number of an answer that never came before.</summary>
    public const uint Unknown = uint.MaxValue;

    private readonly Dictionary<QuoteReply, uint> _numbers = [];

    /// <summary>The number of an answer that names its policy in full.</summary>
    public uint Add(QuoteReply answer)
    {
        if (!_numbers.TryGetValue(answer, out var number)) _numbers.Add(answer, number = (uint)_numbers.Count);
        return number;
    }

    public uint NumberOf(QuoteReply answer) => _numbers.GetValueOrDefault(answer, Unknown);
}
