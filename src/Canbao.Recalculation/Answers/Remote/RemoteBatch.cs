using Canbao.Api.Client;

namespace Canbao.Recalculation.Answers.Remote;

/// <summary>Residents of one benefit year and revision, which the service's columns share. Used again.</summary>
internal sealed class RemoteBatch
{
    /// <summary>As many residents, even if no two have the same answer, have a reply that the service may send; and several are on their way at once.</summary>
    public const int MaxResidents = 4_096;

    private readonly ProfileHandle[] _profiles = new ProfileHandle[MaxResidents];
    private readonly uint[] _payments = new uint[MaxResidents], _births = new uint[MaxResidents], _events = new uint[MaxResidents],
        _recognitions = new uint[MaxResidents];
    private readonly int[] _residents = new int[MaxResidents];
    private readonly Api.Client.ResidentColumns _columns = new();
    private int _count;

    public bool IsFull => _count == MaxResidents;

    /// <summary>Where its residents stand in the batch that they come from.</summary>
    public ReadOnlySpan<int> Residents => _residents.AsSpan(0, _count);

    public void Begin(uint benefitYear, uint revision)
    {
        (_columns.BenefitYear, _columns.PolicyRevision, _count) = (benefitYear, revision, 0);
    }

    public void Add(int resident, ProfileHandle profile, in Engine.ResidentDates dates)
    {
        var at = _count++;
        (_residents[at], _profiles[at], _payments[at]) = (resident, profile, dates.Payment);
        (_births[at], _events[at], _recognitions[at]) = (dates.Birth, dates.Event, dates.Recognised);
    }

    /// <summary>As the client sends them.</summary>
    public Api.Client.ResidentColumns ToColumns()
    {
        (_columns.Profiles, _columns.PaymentDate) = (_profiles.AsMemory(0, _count), _payments.AsMemory(0, _count));
        _columns.BirthDate = Given(_births);
        _columns.EventDate = Given(_events);
        _columns.IdentityRecognisedOn = Given(_recognitions);
        return _columns;
    }

    /// <summary>Nothing if nobody has such a date.</summary>
    private ReadOnlyMemory<uint> Given(uint[] dates) => dates.AsSpan(0, _count).ContainsAnyExcept(0u) ? dates.AsMemory(0, _count) : default;
}
