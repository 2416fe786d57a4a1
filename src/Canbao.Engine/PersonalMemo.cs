using Canbao.Policies;

namespace Canbao.Engine;

/// <summary>
/// Answers that personal dates decide, by plan and dates: an interpretation costs a hundred times a look-up. A table of fixed size in which
/// a newer entry takes the place of another one. Entries hold no plan, only its serial number, and keep nothing in memory but themselves.
/// Safe for several threads.
/// </summary>
internal sealed class PersonalMemo
{
    private const int Slots = 1 << 17, Ways = 4;

    // With every slot taken 7 MB: a reference and an object of 48 bytes each.
    private readonly Entry?[] _entries = new Entry?[Slots];

    /// <summary>The number of the answer in the plan's pool, or none.</summary>
    public ushort Find(Plan plan, in Situation read)
    {
        var key = new Key(plan.Serial, read);
        var hash = key.GetHashCode();
        for (var way = 0; way < Ways; way++)
            if (Volatile.Read(ref _entries[Slot(hash, way)]) is { } entry && entry.Key == key) return entry.Number;
        return AnswerPool.None;
    }

    /// <summary>Into a free slot of the key's four; if there is none, instead of one that the hash picks.</summary>
    public void Add(Plan plan, in Situation read, ushort number)
    {
        var key = new Key(plan.Serial, read);
        var hash = key.GetHashCode();
        var free = 0;
        while (free < Ways && Volatile.Read(ref _entries[Slot(hash, free)]) is not null) free++;
        Volatile.Write(ref _entries[Slot(hash, free < Ways ? free : hash >>> 30)], new Entry(key, number));
    }

    private static int Slot(int hash, int way) => (hash & (Slots / Ways - 1)) * Ways + way;

    private readonly record struct Key(long Plan, int Payment, int Birth, int Event, int Recognised)
    {
        public Key(long plan, in Situation read)
            : this(plan, read.PaymentDate.DayNumber, Number(read.BirthDate), Number(read.EventDate), Number(read.IdentityRecognisedOn))
        {
        }

        /// <summary>Seeded per process: callers choose these dates.</summary>
        public override int GetHashCode() => HashCode.Combine(Plan, Payment, Birth, Event, Recognised);

        private static int Number(DateOnly? date) => date is { } day ? day.DayNumber : -1;
    }

    private sealed class Entry(Key key, ushort number)
    {
        public Key Key { get; } = key;

        public ushort Number { get; } = number;
    }
}
