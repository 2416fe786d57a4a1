using Canbao.Api;
using Canbao.Engine;
using Canbao.Generation;
using Canbao.Mapping;
using Canbao.Policies.Interpretation;
using Canbao.Recalculation.Totals;

namespace Canbao.Tests;

/// <summary>Generated residents through the interpreter alone: no plan, no batch, no wire.</summary>
internal static class Interpreted
{
    public static V1.Quote One(in GeneratedResident resident)
    {
        DateReader.Read(resident.Dates, out var situation);
        return QuoteMapper.ToMessage(Interpreter.Quote(resident.Policy, resident.Profile, situation), resident.Policy);
    }

    public static QuoteBatchReplyColumns Batch(ResidentGenerator generator, int first, int count)
    {
        var reply = new V1.QuoteBatchReply();
        for (var i = 0; i < count; i++)
        {
            reply.Distinct.Add(new V1.QuoteReply { Quote = One(generator.Resident(first + i)) });
            reply.QuoteIndex.Add((uint)i);
        }
        return QuoteBatchCodec.FromMessage(reply);
    }

    /// <summary>The checksum that the demo prints for as many residents of a seed.</summary>
    public static string Checksum(ulong seed, int residents)
    {
        var totals = new AnswerTotals();
        totals.Add(Batch(new ResidentGenerator(TestPolicies.Book.Policies, seed), 0, residents));
        return totals.Checksum();
    }
}
