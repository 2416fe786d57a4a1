using Canbao.Policies.Model;

namespace Canbao.Engine;

/// <summary>
/// The payment days of a timeline in slots: one for all days before the collection year, one for each of its days, and one for all days after it.
/// </summary>
internal static class PaymentSlots
{
    public static int Count(Timeline timeline) => timeline.CollectionTo.DayNumber - timeline.CollectionFrom.DayNumber + 3;

    /// <summary>The day of the first slot, as a day number, and the last slot.</summary>
    public static (int FirstDay, int Last) Of(Timeline timeline) => (timeline.CollectionFrom.DayNumber - 1, Count(timeline) - 1);

    /// <summary>The day of a slot as a day number; null for the slots of many days.</summary>
    public static int? DayOf(Timeline timeline, int slot) =>
        slot > 0 && slot < Count(timeline) - 1 ? timeline.CollectionFrom.DayNumber + slot - 1 : null;
}
