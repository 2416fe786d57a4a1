namespace Canbao.Policies;

/// <summary>The dates of one resident. Nothing else about time enters a quote: no clock is read.</summary>
public readonly record struct Situation(
    DateOnly PaymentDate, DateOnly? BirthDate = null, DateOnly? EventDate = null, DateOnly? IdentityRecognisedOn = null)
{
    /// <summary>Seeded per process: callers choose these dates, and must not be able to choose colliding ones.</summary>
    public override int GetHashCode() => HashCode.Combine(PaymentDate, BirthDate, EventDate, IdentityRecognisedOn);
}

/// <summary>The personal dates that an answer may depend on.</summary>
[Flags]
public enum PersonalDates
{
    None = 0,
    Birth = 1,
    Event = 2,
    Recognition = 4,
}
