using Canbao.Engine;
using Canbao.Generation;
using Canbao.LoadTests.Scenarios;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.LoadTests.Load;

/// <summary>
/// The invented residents of every load: all of one policy, the one with the most windows and waits, as in the benchmarks. Resident i
/// depends on the seed, the form and i alone.
/// </summary>
internal sealed class ResidentSet
{
    private const string Region = "500230";
    private const int Year = 2025;

    // Of the generated residents 3.5 % have a personal date; 4 of 7 of them are 2 % of all.
    private const int KeptOf = 7, Kept = 4;

    private readonly ResidentGenerator _generator;
    private readonly uint _oneDate;

    public ResidentSet(PolicyBook book, ulong seed)
    {
        Book = book;
        Policy = book.FindPolicy(Region, Year, 0, out _)
            ?? throw new UsageException($"--policies: there is no policy {Region}/{Year}, whose residents are invented");
        _generator = new ResidentGenerator([Policy], seed);
        var (from, to) = (Policy.CollectionWindow.From, Policy.CollectionWindow.To);
        _oneDate = WireDate.Format(from.AddDays((to.DayNumber - from.DayNumber) / 2));
    }

    public PolicyBook Book { get; }

    public Policy Policy { get; }

    /// <summary>For calls: with all dates that were invented.</summary>
    public GeneratedResident Resident(long index) => _generator.Resident(index);

    /// <summary>For batches of a form.</summary>
    public GeneratedResident Resident(BatchForm form, long index)
    {
        var resident = _generator.Resident(index);
        if (form == BatchForm.OneDate) return resident with { Dates = new ResidentDates(_oneDate, 0, 0, 0) };
        return form != BatchForm.PlainDates && index % KeptOf < Kept ? resident : resident with { Dates = new ResidentDates(resident.Dates.Payment, 0, 0, 0) };
    }
}
