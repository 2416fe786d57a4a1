using Canbao.Engine;
using Canbao.Generation;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Recalculation.Totals;

namespace Canbao.LoadTests.Load;

/// <summary>
/// The checksum over one answer to each resident, in their order, and the comparison of a sample of them with the interpreter. It works
/// before anything is measured; while it is measured every answer only has to be the same as here.
/// </summary>
internal sealed class AnswerCheck(PolicyBook book)
{
    // Prime, so that it meets no rhythm of the residents.
    private const int InterpretedOf = 31;

    private AnswerChecksum _checksum;

    public int Residents { get; private set; }

    public int Interpreted { get; private set; }

    /// <summary>In the form in which the demo and recalculate print theirs.</summary>
    public string Checksum => $"sha256:{_checksum}";

    /// <summary>The answer to the next resident by its digest; tells what is wrong with it, null if nothing is.</summary>
    public string? Add(in GeneratedResident resident, UInt128 digest)
    {
        _checksum = _checksum.With(digest);
        if (Residents++ % InterpretedOf != 0) return null;
        Interpreted++;
        return digest == InterpretedDigest(resident) ? null
            : $"resident {Residents - 1}: the answer is not the interpreter's; ask the service and 'canbao quote' for {resident.ToRequest()}";
    }

    /// <summary>The digest of the interpreter's answer.</summary>
    internal UInt128 InterpretedDigest(in GeneratedResident resident)
    {
        var timeline = book.Find(resident.Policy.Region, resident.Policy.BenefitYear, 0, out _)!;
        var problems = DateReader.Read(resident.Dates, out var situation);
        if (problems.Any()) throw new InvalidOperationException("an invented resident has dates that are not allowed");
        var (policy, quote) = TimelineInterpreter.Quote(timeline, resident.Profile, situation);
        return Digest(new V1.QuoteReply { Quote = QuoteMapper.ToMessage(quote, policy) }, []);
    }

    internal static UInt128 Digest(V1.QuoteReply reply, IReadOnlyList<V1.PolicyRef> policies) => DigestedAnswer.Of(reply, policies).Digest;
}
