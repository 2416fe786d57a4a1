using Canbao.Policies;

namespace Canbao.Engine;

/// <summary>
/// Answers that personal dates decide, by plan and dates: an interpretation costs a hundred times a look-up. A table of fixed size in which
/// a newer entry takes the place of another one. Entries hold no plan, only its serial number, and keep nothing in memory but themselves.
/// Safe for several threads.
/// </summary>
internal sealed class PersonalMemo
{
    private const int Slots = 1 << 16;

    /// <summary>With every slot taken: a reference and an object of 48 bytes each.</summary>
    public const long MaxBytes = Slots * 56;

    private readonly Entry?[] _entries = new Entry?[Slots];

    /// <summary>The number of the answer in the plan's pool, or none.</summary>
    public ushort Find(Plan plan, in Situation read)
    {
        var key = new Key(plan.Serial, read);
        return Volatile.Read(ref _entries[key.Slot]) is { } entry && entry.Key == key ? entry.Number : AnswerPool.None;
    }

    public void Add(Plan plan, in Situation read, ushort number)
    {
        var key = new Key(plan.Serial, read);
        Volatile.Write(ref _entries[key.Slot], new Entry(key, number));
    }

    private readonly record struct Key(long Plan, int Payment, int Birth, int Event, int Recognised)
    {
        public Key(long plan, in Situation read)
            : this(plan, read.PaymentDate.DayNumber, Number(read.BirthDate), Number(read.EventDate), Number(read.IdentityRecognisedOn))
        {
        }

        /// <summary>Seeded per process: callers choose these dates.</summary>
        public int Slot => HashCode.Combine(Plan, Payment, Birth, Event, Recognised) & (Slots - 1);

        private static int Number(DateOnly? date) => date is { } day ? day.DayNumber : -1;
    }

    private sealed class Entry(Key key, ushort number)
    {
        public Key Key { get; } = key;

        public ushort Number { get; } = number;
    }
}
