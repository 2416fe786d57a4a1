using System.Globalization;
using Canbao.Api;
using Canbao.Documents.Residents;
using Canbao.Engine;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Recalculation.Blocks;

namespace Canbao.Recalculation.Messages;

/// <summary>Single residents of a batch: what they ask for, and what is wrong with it.</summary>
internal sealed class MessageResidents(PolicyBook book)
{
    public static ResidentDates DatesOf(QuoteBatchColumns batch, int resident)
    {
        var payment = batch.PaymentDateIndex.Count == 0 ? 0 : (int)batch.PaymentDateIndex.Values[resident];
        return new(batch.PaymentDates.Values[payment], At(batch.BirthDate, resident), At(batch.EventDate, resident),
            At(batch.IdentityRecognisedOn, resident));
    }

    /// <summary>What a profile of the batch asks for; null if it may not be asked, with the reason. Bytes that are no profile throw INTERNAL.</summary>
    public static WantedProfile? Wanted(QuoteBatchColumns batch, int profile, out InputProblem? problem)
    {
        var policy = batch.PolicyOf(profile);
        var message = policy.HasProfile ? ProfileResolver.ToMessage(batch.Profiles[profile]) : null;
        problem = ProfileMapper.Check(message);
        if (problem is not null) return null;
        var region = message!.Region.Length > 0 ? message.Region : policy.Region;
        return new(region, policy.BenefitYear, policy.PolicyRevision, ProfileMapper.FromMessage(message));
    }

    /// <summary>All that is wrong with a resident who cannot be answered.</summary>
    public ValueList<InputProblem> ProblemsOf(QuoteBatchColumns batch, int resident)
    {
        if (Wanted(batch, (int)batch.ProfileIndex.Values[resident], out var problem) is not { } wanted) return [problem!.Value];
        var request = new ResidentRequest(wanted.Region, wanted.BenefitYear, wanted.Revision, wanted.Profile, DatesOf(batch, resident));
        return Quoter.Check(book, request, out _, out _) is { } error ? error.Problems
            : throw new InvalidOperationException("a resident was rejected in whom nothing is wrong");
    }

    public static void Reject(Block block, QuoteBatchColumns batch, int resident, long row, IEnumerable<InputProblem> problems)
    {
        block.Rejected++;
        foreach (var problem in problems) block.Rejects.Add(new(row, problem, Shown.Text(Value(batch, resident, problem.Field))));
    }

    /// <summary>A batch that is bad as a whole, told at its first row.</summary>
    public static void RejectAll(Block block, MessageCursor cursor, IEnumerable<InputProblem> problems)
    {
        block.Rejected += cursor.Residents;
        foreach (var problem in problems) block.Rejects.Add(new(cursor.FirstRow,
            problem with { Message = $"{problem.Message}; none of the {cursor.Residents} residents of this batch is answered" }, ""));
    }

    private static uint At(NumberColumn column, int resident) => column.Count switch { 0 => 0, 1 => column.Values[0], _ => column.Values[resident] };

    private static string Value(QuoteBatchColumns batch, int resident, string field)
    {
        var (profile, dates) = ((int)batch.ProfileIndex.Values[resident], DatesOf(batch, resident));
        var policy = batch.PolicyOf(profile);
        var message = ProfileResolver.ToMessage(batch.Profiles[profile]);
        return ResidentFields.Find(field.Split('[')[0]) switch
        {
            DayField day => Number(ResidentFields.PlaceOf(day) switch { 0 => dates.Payment, 1 => dates.Birth, 2 => dates.Event, _ => dates.Recognised }),
            RegionField => message.Region.Length > 0 ? message.Region : policy.Region,
            PolicyNumberField { Name: ResidentFields.BenefitYear } => Number(policy.BenefitYear),
            PolicyNumberField => Number(policy.PolicyRevision),
            ProfileField asked => asked.Text(ProfileMapper.FromMessage(message)),
            _ => "",
        };
    }

    private static string Number(long value) => value == 0 ? "" : value.ToString(CultureInfo.InvariantCulture);
}
