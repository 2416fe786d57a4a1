using System.Globalization;
using Canbao.Engine;
using Canbao.Policies;
using Canbao.Recalculation;
using Canbao.Recalculation.Blocks;
using Canbao.Recalculation.Inputs;

namespace Canbao.Benchmarks.Peers;

/// <summary>A file of residents as batches in columns, with the number in each resident's id. A profile is resolved once for all batches.</summary>
internal sealed class PeerBatches
{
    private const int BatchResidents = 16_384;

    private readonly Func<KnownProfile, BatchProfile> _resolve;
    private readonly Dictionary<KnownProfile, BatchProfile> _resolved = [];
    private const long RowsPerPart = 1 << 20;

    private readonly List<(BatchRequest Request, int[] Residents)> _batches = [];
    private readonly Dictionary<KnownProfile, uint> _profiles = [];
    private readonly Dictionary<uint, uint> _payments = [];
    private readonly List<int> _residents = [];
    private readonly List<uint> _profile = [], _payment = [], _birth = [], _event = [], _recognised = [];

    private PeerBatches(PolicyBook book, BatchQuoter quoter) => _resolve = known =>
        quoter.Resolve(book, known.Profile.Region, known.Profile.BenefitYear, known.Profile.Revision, known.Profile.Profile);

    public static List<(BatchRequest Request, int[] Residents)> Read(string path, PolicyBook book, BatchQuoter quoter)
    {
        using var source = new CsvSource(path, TextEncoding.Auto, ColumnMapping.None, book, QuestionChecks.Named(book),
            MemoryLimit.OfComparison(threads: 1));
        using var input = source.Start(source.First, long.MaxValue, RowsPerPart);
        var (block, reader, rows) = (new Block(), input.NewReader(), new ResidentBatch(new TierNumbers()));
        var batches = new PeerBatches(book, quoter);
        while (input.Read(block))
        {
            reader.Begin(block);
            while (reader.Read(rows))
                for (var i = 0; i < rows.Count; i++)
                    batches.Add(int.Parse(rows.Id(i)[1..], CultureInfo.InvariantCulture), rows.ProfileOf(i), rows.Dates(i));
        }
        batches.Finish();
        return batches._batches;
    }

    private void Add(int resident, KnownProfile profile, in ResidentDates dates)
    {
        _residents.Add(resident);
        _profile.Add(Number(_profiles, profile));
        _payment.Add(Number(_payments, dates.Payment));
        _birth.Add(dates.Birth);
        _event.Add(dates.Event);
        _recognised.Add(dates.Recognised);
        if (_residents.Count == BatchResidents) Finish();
    }

    /// <summary>Numbers in the order in which the keys are first met.</summary>
    private static uint Number<T>(Dictionary<T, uint> numbers, T key) where T : notnull
    {
        if (!numbers.TryGetValue(key, out var number)) numbers.Add(key, number = (uint)numbers.Count);
        return number;
    }

    private void Finish()
    {
        if (_residents.Count == 0) return;
        _batches.Add((new BatchRequest
        {
            Profiles = _profiles.Keys.Select(Resolved).ToArray(), ProfileIndex = Taken(_profile),
            PaymentDates = _payments.Keys.ToArray(), PaymentDateIndex = Taken(_payment),
            BirthDate = TakenIfGiven(_birth), EventDate = TakenIfGiven(_event), IdentityRecognisedOn = TakenIfGiven(_recognised),
        }, [.. _residents]));
        _residents.Clear();
        _profiles.Clear();
        _payments.Clear();
    }

    private BatchProfile Resolved(KnownProfile known)
    {
        if (!_resolved.TryGetValue(known, out var profile)) _resolved.Add(known, profile = _resolve(known));
        return profile;
    }

    private static uint[] Taken(List<uint> column)
    {
        uint[] taken = [.. column];
        column.Clear();
        return taken;
    }

    private static uint[] TakenIfGiven(List<uint> column) => Taken(column) is var taken && taken.Any(date => date != 0) ? taken : [];
}
