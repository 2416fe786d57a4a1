using System.Runtime.InteropServices;
using Canbao.Api;
using Canbao.Mapping;
using Canbao.Policies;

namespace Canbao.Generation;

/// <summary>A batch of columns with the places of its residents in the chunk that it was built from.</summary>
public sealed record DemoBatch(QuoteBatchColumns Columns, int[] Places);

/// <summary>Puts generated residents into batches of columns: one for each benefit year, because columns share theirs.</summary>
public static class BatchBuilder
{
    /// <summary>Residents first to first + count - 1. The ids of the batches count up from the given one.</summary>
    public static IReadOnlyList<DemoBatch> Build(ResidentGenerator generator, long first, int count, ulong batchId)
    {
        var years = new SortedDictionary<int, YearColumns>();
        for (var i = 0; i < count; i++)
        {
            var resident = generator.Resident(first + i);
            if (!years.TryGetValue(resident.Policy.BenefitYear, out var year)) years.Add(resident.Policy.BenefitYear, year = new YearColumns(count));
            year.Add(resident, i);
        }
        return [.. years.Select(year => year.Value.ToBatch(year.Key, batchId++))];
    }

    /// <summary>The columns of one year while they grow.</summary>
    private sealed class YearColumns(int capacity)
    {
        private readonly Dictionary<(string Region, Profile Profile), uint> _profiles = [];
        private readonly Dictionary<uint, uint> _dates = [];
        private readonly List<int> _places = new(capacity);
        private readonly List<uint> _profileIndex = new(capacity), _dateIndex = new(capacity), _birth = new(capacity), _happened = new(capacity),
            _recognised = new(capacity);

        public void Add(in GeneratedResident resident, int place)
        {
            _places.Add(place);
            _profileIndex.Add(Number(_profiles, (resident.Policy.Region, resident.Profile)));
            _dateIndex.Add(Number(_dates, resident.Dates.Payment));
            _birth.Add(resident.Dates.Birth);
            _happened.Add(resident.Dates.Event);
            _recognised.Add(resident.Dates.Recognised);
        }

        public DemoBatch ToBatch(int year, ulong batchId)
        {
            var columns = new QuoteBatchColumns { BenefitYear = (uint)year, BatchId = batchId };
            foreach (var (region, profile) in _profiles.Keys) columns.Add(ProfileMapper.ToMessage(profile, region));
            foreach (var date in _dates.Keys) columns.PaymentDates.Add(date);
            columns.ProfileIndex.Add(CollectionsMarshal.AsSpan(_profileIndex));
            columns.PaymentDateIndex.Add(CollectionsMarshal.AsSpan(_dateIndex));
            columns.BirthDate.Add(CollectionsMarshal.AsSpan(_birth));
            columns.EventDate.Add(CollectionsMarshal.AsSpan(_happened));
            columns.IdentityRecognisedOn.Add(CollectionsMarshal.AsSpan(_recognised));
            return new DemoBatch(columns, [.. _places]);
        }

        private static uint Number<T>(Dictionary<T, uint> numbers, T value) where T : notnull
        {
            if (!numbers.TryGetValue(value, out var number)) numbers.Add(value, number = (uint)numbers.Count);
            return number;
        }
    }
}
