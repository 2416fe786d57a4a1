using Canbao.Policies;

namespace Canbao.Engine;

/// <summary>Reads a resident's dates from their wire form and checks them.</summary>
public static class DateReader
{
    /// <summary>All problems; nothing is allocated where there is none.</summary>
    public static ValueList<InputProblem> Read(in ResidentDates dates, out Situation situation)
    {
        if (WireDate.TryParse(dates.Payment, out var payment)) return Read(payment, dates, out situation);
        situation = default;
        return Malformed(dates);
    }

    /// <summary>As the other one, with a payment date that has been read.</summary>
    internal static ValueList<InputProblem> Read(DateOnly payment, in ResidentDates dates, out Situation situation)
    {
        var good = TryOptional(dates.Birth, out var birth) & TryOptional(dates.Event, out var happened)
            & TryOptional(dates.Recognised, out var recognised);
        situation = new Situation(payment, birth, happened, recognised);
        return good ? InputCheck.Dates(situation) : Malformed(dates);
    }

    public static InputProblem Bad(string field, uint value) =>
        value == 0 ? new(RejectCodes.DateMissing, field, $"missing; expected {WireDate.Allowed}")
            : new(RejectCodes.DateMalformed, field, $"{value} is not allowed; expected {WireDate.Allowed}");

    public static InputProblem AfterCollection(string field, uint value, DateOnly last) =>
        new(RejectCodes.DateAfterCollection, field, $"{value} is after the collection year, which ends on {WireDate.Format(last)}");

    private static ValueList<InputProblem> Malformed(in ResidentDates dates)
    {
        var problems = new List<InputProblem>();
        if (!WireDate.TryParse(dates.Payment, out _)) problems.Add(Bad("payment_date", dates.Payment));
        if (!TryOptional(dates.Birth, out _)) problems.Add(Bad("birth_date", dates.Birth));
        if (!TryOptional(dates.Event, out _)) problems.Add(Bad("event_date", dates.Event));
        if (!TryOptional(dates.Recognised, out _)) problems.Add(Bad("identity_recognised_on", dates.Recognised));
        return [.. problems];
    }

    /// <summary>True for a date, and for none.</summary>
    private static bool TryOptional(uint value, out DateOnly? date)
    {
        date = null;
        if (value == 0) return true;
        if (!WireDate.TryParse(value, out var day)) return false;
        date = day;
        return true;
    }
}
