using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Canbao.Policies;

namespace Canbao.Engine;

/// <summary>
/// One batch on its way. Residents without personal dates are looked up: profile and day give a number in the plan's row, that number the
/// answer's number in this batch. Where either is not known yet, the resident goes a slow way that makes it known for the next one.
/// </summary>
internal ref struct BatchRun
{
    private const int NoDay = -1;

    private readonly PlanCache _plans;
    private readonly AnswerNumbers _numbers;
    private readonly BatchScratch _scratch;
    private readonly Span<uint> _result;
    private readonly ReadOnlySpan<BatchProfile> _profiles;
    private readonly ReadOnlySpan<uint> _profileIndex, _paymentDates, _dateIndex, _birth, _event, _recognised;
    private readonly Span<int> _days;
    private readonly bool _daysAreGood;
    private Span<PlanRow> _rows;
    private Span<uint> _byProfile;

    public BatchRun(PlanCache plans, BatchRequest batch, BatchAnswer answer)
    {
        _result = answer.Begin(batch.Residents);
        (_plans, _numbers, _scratch) = (plans, answer.Numbers, answer.Scratch);
        _profiles = batch.Profiles.Span;
        _profileIndex = batch.ProfileIndex.Span;
        _paymentDates = batch.PaymentDates.Span;
        _dateIndex = batch.PaymentDateIndex.Span;
        _birth = batch.BirthDate.Span;
        _event = batch.EventDate.Span;
        _recognised = batch.IdentityRecognisedOn.Span;
        _scratch.Errors.Clear();
        _days = _scratch.Days(_paymentDates.Length);
        _daysAreGood = ReadDays();
    }

    public void Answer()
    {
        if (_dateIndex.IsEmpty) _byProfile = _scratch.ByProfile(_profiles.Length);
        else if (_daysAreGood) MakeRows();
        var personal = PersonalRows();
        var from = 0;
        foreach (var row in personal)
        {
            AnswerPlain(from, row);
            _result[row] = AnswerPersonal(row);
            from = row + 1;
        }
        AnswerPlain(from, _result.Length);
        // They hold rows of plans that the cache may let go.
        _rows.Clear();
    }

    private readonly bool ReadDays()
    {
        var good = true;
        for (var i = 0; i < _days.Length; i++)
        {
            _days[i] = WireDate.TryParse(_paymentDates[i], out var day) ? day.DayNumber : NoDay;
            good &= _days[i] != NoDay;
        }
        return good;
    }

    private void MakeRows()
    {
        _rows = _scratch.Rows(_profiles.Length);
        for (var i = 0; i < _rows.Length; i++) _rows[i] = _profiles[i].Plan is { } plan ? RowOf(plan) : PlanRow.Unknown(default);
    }

    private readonly PlanRow RowOf(Plan plan)
    {
        var place = _numbers.PlaceOf(plan.Pool);
        return plan.Row is { } cells ? new PlanRow(cells, plan.Slots.First, plan.Slots.Last, place) : PlanRow.Unknown(place);
    }

    /// <summary>The places of the residents with a personal date.</summary>
    private readonly Span<int> PersonalRows()
    {
        if (_birth.IsEmpty && _event.IsEmpty && _recognised.IsEmpty) return [];
        var places = _scratch.Personal(_result.Length);
        if (IsForAll(_birth) || IsForAll(_event) || IsForAll(_recognised))
        {
            for (var i = 0; i < places.Length; i++) places[i] = i;
            return places;
        }
        return places[..ColumnScan.NotZero(OnePerResident(_birth), OnePerResident(_event), OnePerResident(_recognised), places)];
    }

    private readonly bool IsForAll(ReadOnlySpan<uint> column) => column.Length == 1 && column[0] != 0;

    /// <summary>A column with one 0 for all is like none.</summary>
    private readonly ReadOnlySpan<uint> OnePerResident(ReadOnlySpan<uint> column) => column.Length == _result.Length ? column : [];

    private readonly void AnswerPlain(int from, int to)
    {
        if (!_byProfile.IsEmpty) AnswerOneDate(from, to);
        else if (_daysAreGood) AnswerManyDates(from, to);
        else
            for (var i = from; i < to; i++) _result[i] = AnswerCell((int)_profileIndex[i], (int)_dateIndex[i]);
    }

    /// <summary>The indices are in range: <see cref="BatchCheck"/> has seen to it.</summary>
    private readonly void AnswerOneDate(int from, int to)
    {
        ref var numbers = ref MemoryMarshal.GetReference(_byProfile);
        ref var profiles = ref MemoryMarshal.GetReference(_profileIndex);
        ref var result = ref MemoryMarshal.GetReference(_result);
        for (var i = from; i < to; i++)
        {
            var number = Unsafe.Add(ref numbers, Unsafe.Add(ref profiles, i));
            Unsafe.Add(ref result, i) = number != 0 ? unchecked(number - 1) : AnswerProfile((int)_profileIndex[i]);
        }
    }

    /// <summary>The indices are in range: <see cref="BatchCheck"/> has seen to it, and a slot and a place are clamped here.</summary>
    private readonly void AnswerManyDates(int from, int to)
    {
        ref var rows = ref MemoryMarshal.GetReference(_rows);
        ref var days = ref MemoryMarshal.GetReference(_days);
        ref var numbers = ref MemoryMarshal.GetArrayDataReference(_numbers.ByPlace);
        ref var profiles = ref MemoryMarshal.GetReference(_profileIndex);
        ref var dates = ref MemoryMarshal.GetReference(_dateIndex);
        ref var result = ref MemoryMarshal.GetReference(_result);
        for (var i = from; i < to; i++)
        {
            ref var row = ref Unsafe.Add(ref rows, Unsafe.Add(ref profiles, i));
            var slot = Math.Clamp(unchecked(Unsafe.Add(ref days, Unsafe.Add(ref dates, i)) - row.FirstDay), 0, row.LastSlot);
            int inPool = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(row.Cells), slot);
            var number = Unsafe.Add(ref numbers, unchecked(row.Place.First + Math.Min(inPool, row.Place.Limit)));
            Unsafe.Add(ref result, i) = number != 0 ? unchecked(number - 1) : AnswerCell((int)_profileIndex[i], (int)_dateIndex[i]);
        }
    }

    private readonly uint AnswerProfile(int profile)
    {
        var number = AnswerCell(profile, 0);
        _byProfile[profile] = number + 1;
        return number;
    }

    private readonly uint AnswerCell(int profile, int date)
    {
        if (_profiles[profile].Plan is not { } plan || _days[date] == NoDay) return AnswerError(profile, date);
        var answer = plan.AnswerOn(_days[date], out var inPool);
        if (!_rows.IsEmpty && _rows[profile].Cells.Length == 1) _rows[profile] = RowOf(plan);
        return _numbers.NumberOf(_numbers.PlaceOf(plan.Pool), inPool, answer);
    }

    private readonly uint AnswerPersonal(int row)
    {
        var (profile, date) = ((int)_profileIndex[row], _dateIndex.IsEmpty ? 0 : (int)_dateIndex[row]);
        var problems = DateReading.Read(new ResidentDates(_paymentDates[date], At(_birth, row), At(_event, row), At(_recognised, row)), out var situation);
        if (_profiles[profile].Plan is not { } plan || problems.Count > 0) return AnswerError(profile, problems);
        var answer = _plans.AnswerOn(plan, situation, out var inPool);
        return _numbers.NumberOf(_numbers.PlaceOf(plan.Pool), inPool, answer);
    }

    private static uint At(ReadOnlySpan<uint> column, int row) => column.Length switch { 0 => 0, 1 => column[0], _ => column[row] };

    /// <summary>An error for many residents is made once.</summary>
    private readonly uint AnswerError(int profile, int date)
    {
        if (_scratch.Errors.TryGetValue((profile, date), out var number)) return number;
        number = AnswerError(profile, DateReading.Read(new ResidentDates(_paymentDates[date], 0, 0, 0), out _));
        _scratch.Errors.Add((profile, date), number);
        return number;
    }

    /// <summary>Everything that is wrong with the row, as a single call would say it.</summary>
    private readonly uint AnswerError(int profile, ValueList<InputProblem> dates)
    {
        var error = _profiles[profile].Error;
        if (error is not { CannotBeChecked: true }) error = new RowError(false, [.. error?.Problems ?? [], .. dates]);
        return _numbers.NumberOf(Engine.Answer.Of(error));
    }
}
