using Canbao.Policies;

namespace Canbao.Engine;

/// <summary>Reads a resident's dates from their wire form and checks them.</summary>
public static class DateReading
{
    public static ValueList<InputProblem> Read(in ResidentDates dates, out Situation situation)
    {
        var problems = new List<InputProblem>();
        if (!WireDate.TryParse(dates.Payment, out var payment)) problems.Add(Bad("payment_date", dates.Payment));
        situation = new Situation(payment, Optional("birth_date", dates.Birth, problems), Optional("event_date", dates.Event, problems),
            Optional("identity_recognised_on", dates.Recognised, problems));
        if (problems.Count == 0) problems.AddRange(InputCheck.Dates(situation));
        return [.. problems];
    }

    public static InputProblem Bad(string field, uint value) =>
        new(field, value == 0 ? $"missing; expected {WireDate.Allowed}" : $"{value} is not allowed; expected {WireDate.Allowed}");

    private static DateOnly? Optional(string field, uint value, List<InputProblem> problems)
    {
        if (value == 0) return null;
        if (WireDate.TryParse(value, out var date)) return date;
        problems.Add(Bad(field, value));
        return null;
    }
}
