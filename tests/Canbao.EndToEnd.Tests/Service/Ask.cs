using Canbao.V1;

namespace Canbao.EndToEnd.Tests.Service;

/// <summary>Requests to start from: a resident of Fengdu who pays 400 yuan in the ordinary window.</summary>
internal static class Ask
{
    internal const string Region = "500230";
    internal const uint Year = 2025, PaymentDate = 20241115;

    internal static Profile Profile(params string[] identities)
    {
        var profile = new Profile { Tier = "tier1" };
        profile.Identities.AddRange(identities);
        return profile;
    }

    internal static QuoteRequest Resident(Action<QuoteRequest>? change = null)
    {
        var request = new QuoteRequest { Region = Region, BenefitYear = Year, Profile = Profile(), PaymentDate = PaymentDate };
        change?.Invoke(request);
        return request;
    }

    internal static QuoteBatch Rows(ulong id, params QuoteRequest[] rows) => new() { BatchId = id, Rows = { rows } };

    /// <summary>Two residents in columns: one without identity, one on subsistence allowance.</summary>
    internal static QuoteBatch Columns(ulong id, Action<QuoteBatch>? change = null)
    {
        var batch = new QuoteBatch
        {
            BatchId = id, Region = Region, BenefitYear = Year, Profiles = { Profile(), Profile("subsistence_allowance") },
            ProfileIndex = { 0, 1 }, PaymentDates = { PaymentDate },
        };
        change?.Invoke(batch);
        return batch;
    }

    /// <summary>That the answer is a quote of this fee.</summary>
    internal static void AssertFee(long feeFen, QuoteReply reply)
    {
        Assert.Equal(QuoteReply.ResultOneofCase.Quote, reply.ResultCase);
        Assert.Equal(feeFen, reply.Quote.FeeFen);
    }
}
