using System.Text;
using Canbao.Api;
using Canbao.Cli.Commands;
using Canbao.Engine;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Policies.Model;
using Canbao.Recalculation;
using Canbao.V1;
using Quote = Canbao.Policies.Quote;

namespace Canbao.Cli.Receipts;

/// <summary>Makes receipts of answers.</summary>
internal static class ReceiptWriter
{
    public static Receipt Of(in ResidentRequest request, Timeline timeline, Policy policy, Quote quote)
    {
        var receipt = new Receipt
        {
            Policy = QuoteMapper.ToRef(policy),
            EngineVersion = EngineVersion.Current,
            Request = RequestMapper.ToMessage(request),
            Answer = QuoteMapper.ToMessage(quote, policy),
        };
        // Only a closed answer looks beyond its own revision. Another one is not changed by what a later revision says.
        if (quote.Status == Policies.QuoteStatus.Closed)
            receipt.LaterRevisions.AddRange(timeline.Revisions.Where(p => p.Revision > policy.Revision).Select(QuoteMapper.ToRef));
        receipt.Sha256 = CanonicalReceipt.Sha256(receipt);
        return receipt;
    }

    /// <summary>The file appears when it is whole.</summary>
    public static void Write(string path, Receipt receipt)
    {
        using var file = new WholeFile(path);
        file.Stream.Write(Encoding.UTF8.GetBytes(JsonOutput.Text(receipt) + "\n"));
        WholeFile.Complete(file);
    }
}
