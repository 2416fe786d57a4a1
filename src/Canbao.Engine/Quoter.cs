using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Engine;

/// <summary>One resident's question: which policy, which profile, and the dates as they came (yyyymmdd, 0 = not given).</summary>
public readonly record struct ResidentRequest(string Region, long BenefitYear, long Revision, Profile Profile, ResidentDates Dates);

/// <summary>Dates of one resident as they came, yyyymmdd, 0 = not given.</summary>
public readonly record struct ResidentDates(uint Payment, uint Birth, uint Event, uint Recognised);

/// <summary>Checks single residents' questions under a book.</summary>
public static class Quoter
{
    /// <summary>
    /// The revisions that may answer a request and its checked situation, or what is wrong with it; all problems at once.
    /// </summary>
    public static RowError? Check(PolicyBook book, in ResidentRequest request, out Timeline? timeline, out Situation situation)
    {
        situation = default;
        if (Find(book, request, out timeline) is { } unknown) return unknown;
        var problems = new List<InputProblem>(InputCheck.Profile(timeline!, request.Profile));
        problems.AddRange(DateReader.Read(request.Dates, out situation));
        return problems.Count == 0 ? null : new RowError(false, [.. problems]);
    }

    /// <summary>As <see cref="Check"/>, for a question about all days: a payment date is not read, and the situation's means nothing.</summary>
    public static RowError? CheckWithoutPayment(PolicyBook book, in ResidentRequest request, out Timeline? timeline, out Situation situation)
    {
        situation = default;
        if (Find(book, request, out timeline) is { } unknown) return unknown;
        var problems = new List<InputProblem>(InputCheck.Profile(timeline!, request.Profile));
        // A day that is after every other date, so that only the others are checked.
        problems.AddRange(DateReader.Read(request.Dates with { Payment = WireDate.Format(WireDate.Latest) }, out situation));
        var last = timeline!.CollectionTo;
        if (situation.BirthDate > last) problems.Add(DateReader.AfterCollection("birth_date", request.Dates.Birth, last));
        if (situation.EventDate > last) problems.Add(DateReader.AfterCollection("event_date", request.Dates.Event, last));
        return problems.Count == 0 ? null : new RowError(false, [.. problems]);
    }

    private static RowError? Find(PolicyBook book, in ResidentRequest request, out Timeline? timeline)
    {
        timeline = book.Find(request.Region, request.BenefitYear, request.Revision, out var lookup);
        return timeline is null ? new RowError(!lookup.IsInvalid, [lookup.Problem]) { CannotBeChecked = true } : null;
    }
}
