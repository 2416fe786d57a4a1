using System.Runtime.InteropServices;
using Canbao.Engine;

namespace Canbao.Recalculation.Differences;

/// <summary>Those residents of a batch whom the baseline covers, as columns of their own, with their dates in the baseline's year.</summary>
internal sealed class BaselineBatch(Baseline baseline)
{
    /// <summary>Stands for a resident who is not in the columns: of another region, or with dates that cannot be moved.</summary>
    public const int NotCovered = -1, NotMoved = -2;

    private const int PersonalDates = 3;

    private readonly DayIndex _payments = new();
    private readonly Dictionary<int, MovedDays> _moved = [];
    private readonly int[] _places = new int[ResidentBatch.MaxResidents];
    private readonly uint[] _profileIndex = new uint[ResidentBatch.MaxResidents], _paymentIndex = new uint[ResidentBatch.MaxResidents];
    private readonly uint[][] _personal = [.. Enumerable.Range(0, PersonalDates).Select(_ => new uint[ResidentBatch.MaxResidents])];
    private readonly bool[] _hasPersonal = new bool[PersonalDates];
    private BaselineProfile[] _profiles = [];
    private BatchProfile[] _plans = [];
    private MovedDays[] _daysOf = [];

    /// <summary>Where each resident of the batch stands in the columns.</summary>
    public ReadOnlySpan<int> Places => _places;

    /// <summary>The columns; they are used again for the next batch.</summary>
    public BatchRequest Fill(ResidentBatch batch, BatchQuoter quoter)
    {
        Resolve(batch, quoter);
        for (var column = 0; column < PersonalDates; column++) _hasPersonal[column] = !batch.Personal(column).IsEmpty;
        var covered = 0;
        var profiles = batch.ProfileIndex.Span;
        var payments = batch.PaymentIndex.Span;
        var days = batch.Payments.Days.Span;
        for (var i = 0; i < profiles.Length; i++)
        {
            var profile = profiles[i];
            _places[i] = !_profiles[profile].IsCovered ? NotCovered : NotMoved;
            if (_places[i] == NotCovered) continue;
            var day = _daysOf[profile].NumberOf(payments[i], days[(int)payments[i]]);
            if (day == MovedDays.None || !TryMovePersonal(batch, i, _profiles[profile].Years, covered)) continue;
            (_profileIndex[covered], _paymentIndex[covered]) = (profile, (uint)day);
            _places[i] = covered++;
        }
        return RequestOf(batch.Profiles.Count, covered);
    }

    private void Resolve(ResidentBatch batch, BatchQuoter quoter)
    {
        var count = batch.Profiles.Count;
        if (_profiles.Length < count) (_profiles, _plans, _daysOf) = (new BaselineProfile[2 * count], new BatchProfile[2 * count], new MovedDays[2 * count]);
        for (var i = 0; i < count; i++)
        {
            _profiles[i] = baseline.Of(batch.Profiles[i], quoter);
            _plans[i] = _profiles[i].Profile;
            ref var days = ref CollectionsMarshal.GetValueRefOrAddDefault(_moved, _profiles[i].Years, out _);
            days ??= new MovedDays(_profiles[i].Years, _payments);
            _daysOf[i] = days;
        }
        foreach (var days in _moved.Values) days.Grow(batch.Payments.Days.Length);
    }

    private bool TryMovePersonal(ResidentBatch batch, int resident, int years, int place)
    {
        for (var column = 0; column < PersonalDates; column++)
            if (_hasPersonal[column] && !YearShift.TryMove(batch.Personal(column).Span[resident], years, out _personal[column][place])) return false;
        return true;
    }

    private BatchRequest RequestOf(int profiles, int residents) => new()
    {
        Profiles = _plans.AsMemory(0, profiles),
        ProfileIndex = _profileIndex.AsMemory(0, residents),
        PaymentDates = _payments.Days,
        PaymentDateIndex = _paymentIndex.AsMemory(0, residents),
        BirthDate = Personal(0, residents),
        EventDate = Personal(1, residents),
        IdentityRecognisedOn = Personal(2, residents),
    };

    private ReadOnlyMemory<uint> Personal(int column, int residents) => _hasPersonal[column] ? _personal[column].AsMemory(0, residents) : default;
}
