using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;

namespace Canbao.Engine;

/// <summary>
/// One profile under one policy: for every payment day, which quote. A day is interpreted when it is first asked for and looked
/// up afterwards. Answers that depend on personal dates are interpreted with them; <see cref="DatesRead"/> says which they are.
/// Safe for several threads.
/// </summary>
public sealed class Plan
{
    // Measured with generated residents: a quote with its lists is about 400 bytes.
    private const int BytesPerQuote = 400, BytesPerPlan = 400;

    private readonly Quote?[]? _byDay;
    private readonly HashSet<Quote> _distinct = [];
    private readonly Lock _filling = new();

    /// <param name="policy">The policy.</param>
    /// <param name="profile">A profile that has passed the input check.</param>
    /// <param name="remembers">False for a profile seen for the first time: its days are interpreted and not kept.</param>
    public Plan(Policy policy, Profile profile, bool remembers)
    {
        Policy = policy;
        Profile = profile;
        DatesRead = policy.DatesRead(profile);
        // One slot each for the days before and after the collection year, which all have one answer.
        if (remembers) _byDay = new Quote?[policy.CollectionTo.DayNumber - policy.CollectionFrom.DayNumber + 3];
    }

    public Policy Policy { get; }

    public Profile Profile { get; }

    public PersonalDates DatesRead { get; }

    /// <summary>What the plan holds in memory now, in bytes, about.</summary>
    public int Bytes => BytesPerPlan + (_byDay?.Length ?? 0) * IntPtr.Size + _distinct.Count * BytesPerQuote;

    /// <summary>What the cache has been told that the plan holds.</summary>
    internal int ChargedBytes { get; set; }

    /// <summary>The quote for a resident of this profile. Personal dates that the plan does not read are ignored.</summary>
    public Quote QuoteOn(in Situation situation) => HasPersonalDate(situation)
        ? Interpreter.Quote(Policy, Profile, situation)
        : QuoteOn(situation.PaymentDate);

    /// <summary>The quote for a resident without any personal date that the plan reads.</summary>
    public Quote QuoteOn(DateOnly day)
    {
        if (_byDay is null) return Interpreter.Quote(Policy, Profile, new Situation(day));
        ref var slot = ref _byDay[Math.Clamp(day.DayNumber - Policy.CollectionFrom.DayNumber + 1, 0, _byDay.Length - 1)];
        return Volatile.Read(ref slot) ?? Fill(ref slot, day);
    }

    /// <summary>Whether the answer must be computed with personal dates.</summary>
    public bool HasPersonalDate(in Situation situation) =>
        (situation.BirthDate is not null && (DatesRead & PersonalDates.Birth) != 0)
        || (situation.EventDate is not null && (DatesRead & PersonalDates.Event) != 0)
        || (situation.IdentityRecognisedOn is not null && (DatesRead & PersonalDates.Recognition) != 0);

    private Quote Fill(ref Quote? slot, DateOnly day)
    {
        var quote = Interpreter.Quote(Policy, Profile, new Situation(day));
        lock (_filling)
        {
            // Most days of a window have one answer: keep it once.
            if (_distinct.TryGetValue(quote, out var known)) quote = known;
            else _distinct.Add(quote);
            Volatile.Write(ref slot, quote);
            return quote;
        }
    }
}
