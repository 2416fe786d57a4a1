using Canbao.Engine;
using Canbao.Policies;

namespace Canbao.Recalculation.Answers;

/// <summary>Batches as the engine's columns, their profiles with the plans that answer them under the policies that they ask for.</summary>
internal sealed class BatchColumns(PolicyBook book)
{
    private BatchProfile[] _profiles = new BatchProfile[1024];

    /// <summary>Valid until the next call.</summary>
    public BatchRequest RequestOf(ResidentBatch batch, BatchQuoter quoter)
    {
        if (_profiles.Length < batch.Profiles.Count) Array.Resize(ref _profiles, 2 * batch.Profiles.Count);
        for (var i = 0; i < batch.Profiles.Count; i++) _profiles[i] = batch.Profiles[i].Resolve(book, quoter);
        return new BatchRequest
        {
            Profiles = _profiles.AsMemory(0, batch.Profiles.Count),
            ProfileIndex = batch.ProfileIndex,
            PaymentDates = batch.Payments.Days,
            PaymentDateIndex = batch.PaymentIndex,
            BirthDate = batch.Personal(0),
            EventDate = batch.Personal(1),
            IdentityRecognisedOn = batch.Personal(2),
        };
    }
}
