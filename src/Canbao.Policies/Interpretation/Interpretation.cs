using Canbao.Policies.Model;

namespace Canbao.Policies.Interpretation;

/// <summary>
/// One run of the interpreter. The steps, in the order in which they decide: collection year, eligibility, already paid, special
/// circumstance, window, standard, subsidy, assistance, cover, catastrophic cover, add-ons.
/// A run may take another choice for one reading, to show what would change: it takes over from the run that it is compared with what does not
/// hang on that reading. On days after the last that the policy governs it
/// says nothing: they are not looked at for a next open day.
/// </summary>
internal sealed partial class Interpretation(
    Policy policy, Profile profile, Dates dates, Walk? walk = null, DateOnly? governsTo = null, Interpretation? compared = null, int reading = -1,
    int choice = 0)
{
    private readonly List<string> _missingFields = [];
    private readonly List<string> _warnings = [];
    private readonly int[] _held = compared?._held ?? policy.IdentityTable.PlacesOf(profile.Identities);
    private uint _unspecified;

    /// <summary>The readings that were asked, as bits by their index.</summary>
    public ulong Consulted { get; private set; }

    /// <summary>Those of them under whose other choices something that was asked has another value.</summary>
    public ulong Varying { get; private set; }

    /// <summary>The readings on which an applied rule rests as a whole.</summary>
    public ulong RestedOn { get; private set; }

    /// <summary>The first day of cover, which may move with the resident's dates; the answer itself does not hold it.</summary>
    public Day? Start { get; private set; }

    /// <summary>The answer, but for <see cref="Start"/>.</summary>
    public Quote Answer()
    {
        var quote = ByRules();
        RecordIdleCandidates(quote.Status);
        return quote;
    }

    private Quote ByRules()
    {
        var day = dates.Payment;
        if (day < policy.CollectionFrom || day > policy.CollectionTo) return OutsideCollectionYear();
        var outside = Eligibility();
        if (outside is { Status: QuoteStatus.NotEligible }) return outside;
        if (outside is not null) return ClosedWhoeverAsks(day) ?? outside;
        if (profile.AlreadyPaidNormally) return AlreadyPaid();
        walk?.Add("already_paid", policy.AlreadyPaid.Rule, StepOutcome.PassedOver, "尚未缴费", "the ordinary fee has not been paid yet");
        var terms = TermsOn(day);
        if (_missingFields.Count > 0) return Undetermined(null);
        RestOn(terms.Rule);
        return terms.Status switch
        {
            QuoteStatus.Closed => Closed(terms),
            QuoteStatus.Undetermined => Undetermined(terms),
            QuoteStatus.AutoEnrolled or QuoteStatus.NoPaymentRequired => WithoutPayment(terms),
            _ => Payable(terms),
        };
    }

    /// <summary>
    /// The first day from the payment date on, on which this resident may pay, as the answer of a closed day before it would name
    /// it; null if the policy governs none.
    /// </summary>
    public DateOnly? FirstOpenDay() =>
        profile.AlreadyPaidNormally || Eligibility() is not null ? null : OpenDayFrom(dates.Payment.Shown);

    /// <summary>Asks a parameter for its value, under the other choice if this run takes one for its reading.</summary>
    private T Choose<T>(Choice<T> parameter)
    {
        if (parameter.Reading is not { } asked) return parameter.Value;
        Consulted |= 1UL << asked.Index;
        if (parameter.Varies) Varying |= 1UL << asked.Index;
        return asked.Index == reading ? parameter.Under(choice) : parameter.Value;
    }

    private void RestOn(Reading? rested)
    {
        if (rested is not null) RestedOn |= 1UL << rested.Index;
    }

    private void RestOn(Rule rule) => RestOn(rule.Reading);

    private void LeaveOpen(string subject) => _unspecified |= 1u << Subjects.IndexOf(subject);

    private ValueList<string> UnspecifiedSubjects() => Subjects.Of(_unspecified);

    private Quote? Eligibility()
    {
        foreach (var rule in policy.Eligibility)
        {
            if (!Holds(rule.When, dates.Payment, null))
            {
                walk?.Add("eligibility", rule.Rule, StepOutcome.PassedOver, "不属于该情形", "not the case");
                continue;
            }
            RestOn(rule.Rule);
            walk?.Add("eligibility", rule.Rule, rule.Rule.Silent is null ? StepOutcome.Applied : StepOutcome.Silent,
                rule.Rule.Silent ?? "不在居民医保参保范围内", rule.Rule.Silent is null ? "outside the scheme" : "the notice does not settle this case");
            if (rule.Answer == QuoteStatus.NotEligible) return new Quote { Status = QuoteStatus.NotEligible };
            LeaveOpen(Subjects.FeeYuan);
            return new Quote { Status = rule.Answer, Unspecified = UnspecifiedSubjects() };
        }
        return null;
    }
}
