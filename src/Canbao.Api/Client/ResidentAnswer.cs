using Canbao.V1;

namespace Canbao.Api.Client;

/// <summary>
/// The answer for one resident. Equal answers may be one object, so nobody must change it.
/// </summary>
/// <param name="Reply">Quote or error.</param>
/// <param name="BookDigest">SHA-256 of the policy book that answered; empty if the batch was rejected. Policies may be reloaded between batches.</param>
public readonly record struct ResidentAnswer(QuoteReply Reply, string BookDigest)
{
    /// <summary>The quote with its policy named in full; null if there is an error.</summary>
    public Quote? Quote => Reply.Quote;

    /// <summary>What is wrong with the resident, or with the batch in which the resident was sent; null if there is a quote.</summary>
    public Google.Rpc.Status? Error => Reply.Error;
}
