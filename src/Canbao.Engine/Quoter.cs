using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Engine;

/// <summary>One resident's question: which policy, which profile, and the dates as they came (yyyymmdd, 0 = not given).</summary>
public readonly record struct ResidentRequest(string Region, long BenefitYear, long Revision, Profile Profile, ResidentDates Dates);

/// <summary>Dates of one resident as they came, yyyymmdd, 0 = not given.</summary>
public readonly record struct ResidentDates(uint Payment, uint Birth, uint Event, uint Recognised);

/// <summary>Answers single residents under a book.</summary>
public sealed class Quoter(PlanCache plans)
{
    /// <summary>The policy and the checked situation of a request, or what is wrong with it; all problems at once.</summary>
    public static RowError? Check(PolicyBook book, in ResidentRequest request, out Policy? policy, out Situation situation)
    {
        situation = default;
        policy = book.Find(request.Region, request.BenefitYear, request.Revision, out var lookup);
        if (policy is null) return new RowError(!lookup.IsInvalid, [lookup.Problem]) { CannotBeChecked = true };
        var problems = new List<InputProblem>(InputCheck.Profile(policy, request.Profile));
        problems.AddRange(DateReading.Read(request.Dates, out situation));
        return problems.Count == 0 ? null : new RowError(false, [.. problems]);
    }

    public Answer Quote(PolicyBook book, in ResidentRequest request) =>
        Check(book, request, out var policy, out var situation) is { } error
            ? Answer.Of(error)
            : Answer.Of(plans.PlanFor(policy!, request.Profile).QuoteOn(situation), policy!);
}
