using Canbao.Policies.Model;

namespace Canbao.Tests.Mutations;

/// <summary>
/// Corruptions that no check of the project can catch, because they change no answer; each rule says why. A rule that speaks of answers
/// is not believed: the residents of <see cref="Residents"/> are answered by both documents, and one difference makes it a survivor.
/// </summary>
internal static class Harmless
{
    public static readonly (string Reason, bool IsTried, Func<Policy, Corruption, bool> Holds)[] Rules =
    [
        // Whether a quotation stands in the notice is compared with the notice's text (the citation lock), which the project does not
        // hold. Whether the numbers of the rule stand in the quotation is compared here, and has been before this is asked.
        ("a citation: compared with the text of the notice", false, (_, c) => c.Place.Key is "quote" or "section" or "also"
            || c.Place.Pattern.Contains("/also/", StringComparison.Ordinal)),
        // What the rules were written for when the alternatives are recorded in words: the rules say it, this line repeats it.
        ("as_written is for people", false, (_, c) => c.Kind == "as_written"),
        ("the readings are listed for people", false, (_, c) => c.Kind == "neighbours exchanged in readings"),
        // A declaration permits; the reading beside it says on what it rests.
        ("the reading of a declaration is for people", true, (_, c) => c.Place.Pattern == "assistance/dearer_together/#/reading"),
        // It is compared with standard and subsidy; the answers add them up themselves.
        ("a stated full cost", true, (_, c) => c.Kind == "key dropped" && c.Place.Pattern == "standards/#/full_cost"),
        // Neither who is listed without money, nor the fund and the department that pay nothing, are in an answer; explanations name them.
        ("a grant without money", true, (policy, c) => GrantAbove(policy, c) is { } grant && grant.Amounts.All(a => a.AmountFen == 0)),
        // Who holds the narrower identity is meant already.
        ("a kind of an identity that is named already", true, (policy, c) => c.Kind.StartsWith("added to", StringComparison.Ordinal)
            && policy.Codes.Identity(c.What) is { KindOf: not null }),
        // Earlier cases, the order of life and payment, or the ordinary window leave nobody for whom the condition would decide.
        ("a condition that never decides", true, (_, c) => c.Place.Pattern.StartsWith("circumstances/", StringComparison.Ordinal)
            && c.Place.Above().Any(p => p.Key == "when") && c.Kind is "date" or "key dropped"),
        ("cases that exclude each other may change places", true, (_, c) => c.Kind.StartsWith("neighbours exchanged", StringComparison.Ordinal)
            && c.Place.Parent!.Parent!.Pattern == "circumstances"),
        // The order of grants and of identities decides ties alone; the order of the others nothing.
        ("an order that decides no tie", true, (_, c) => c.Kind is "neighbours exchanged in grants" or "neighbours exchanged in identities"
            or "neighbours exchanged in holds_any_of" or "neighbours exchanged in unspecified" or "neighbours exchanged in standards"
            or "neighbours exchanged in addons" or "neighbours exchanged in with" or "neighbours exchanged in not_named"),
        ("rules with the same answer may change places", true, (policy, c) => c.Kind == "neighbours exchanged in eligibility"
            && policy.Eligibility.Select(r => r.Answer).Distinct().Count() == 1),
        // The value is what the reader takes where the key is left out.
        ("a value that is the default", true, (_, c) => c.Kind == "key dropped" && (c.Place.Key, c.Place.Scalar?.Text) is ("wait", "none")
            or ("take", "highest_amount") or ("answer", "none") or ("later_recognition", "no_difference") or ("after_years", "unspecified")
            or ("price", "unspecified")),
        // The amount says the same; the rate matters only for who has a standard of their own.
        ("a rate beside its amount", true, (_, c) => c.Kind == "key dropped" && c.Place.Key is "rate" or "of"),
        // A window's own wait of days that is longer than three months does not occur in this policy.
        ("waits that do not meet", true, (_, c) => c.Place.Pattern == "continuity/with_window_wait" && c.Kind == "word"),
    ];

    private static Grant? GrantAbove(Policy policy, Corruption corruption) =>
        corruption.Place.Above().Prepend(corruption.Place).FirstOrDefault(p => p.Pattern == "assistance/grants/#") is { } place
            ? policy.Assistance.Grants[place.Index] : null;
}
