using System.Diagnostics;
using Canbao.Api.Client;
using Canbao.Generation;
using Canbao.Mapping;
using Canbao.Recalculation.Totals;

namespace Canbao.Cli.Demo;

/// <summary>Quotes generated residents by a running service and adds up the answers.</summary>
public sealed class DemoRun(QuoteClient client, ResidentGenerator generator)
{
    private const int TotalsResidents = 16_384;

    /// <summary>Quotes residents 0 to count - 1; reports how many are answered now and then.</summary>
    public async Task<TimeSpan> QuoteAsync(long count, AnswerTotals totals, Action<long> progress, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        var answers = new List<ResidentAnswer>(TotalsResidents);
        await foreach (var answer in client.QuoteAsync(Residents(count), stop))
        {
            answers.Add(answer);
            if (answers.Count == TotalsResidents) AddUp();
        }
        AddUp();
        return clock.Elapsed;

        void AddUp()
        {
            totals.Add(answers);
            answers.Clear();
            progress(totals.Residents);
        }
    }

    private IEnumerable<Resident> Residents(long count)
    {
        var handles = new Dictionary<(string Region, Policies.Profile Profile), ProfileHandle>();
        for (var i = 0L; i < count; i++)
        {
            var resident = generator.Resident(i);
            var key = (resident.Policy.Region, resident.Profile);
            if (!handles.TryGetValue(key, out var handle))
                handles.Add(key, handle = client.Intern(ProfileMapper.ToMessage(resident.Profile, resident.Policy.Region)));
            yield return new Resident
            {
                Handle = handle, BenefitYear = (uint)resident.Policy.BenefitYear, PaymentDate = resident.Dates.Payment,
                BirthDate = resident.Dates.Birth, EventDate = resident.Dates.Event, IdentityRecognisedOn = resident.Dates.Recognised,
            };
        }
    }
}
