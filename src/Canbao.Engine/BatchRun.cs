using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Canbao.Policies;
using Canbao.Policies.Interpretation;

namespace Canbao.Engine;

/// <summary>
/// One batch on its way. Residents without personal dates are looked up: profile and day give a number in the plan's row, that number the
/// answer's number in this batch; and so are those with a birth, in the row of its class. Where either is not known yet, or another personal date
/// is given, the resident goes a slow way, which makes known what the next one may find.
/// </summary>
internal ref struct BatchRun
{
    private const int NoDay = -1;

    // Among fewer births than one of so many residents each goes the slow way, and all others the fastest.
    private const int FewBirths = 8;

    // Their places stay in the nearest cache from one step to the next.
    private const int BlockResidents = 1_024;

    private readonly AnswerNumbers _numbers;
    private readonly BatchScratch _scratch;
    private readonly Span<uint> _result;
    private readonly ReadOnlySpan<BatchProfile> _profiles;
    private readonly ReadOnlySpan<uint> _profileIndex, _paymentDates, _dateIndex, _birth, _event, _recognised;
    private readonly Span<int> _days;
    private readonly Span<PlanRow> _rows;
    private Span<BirthRow> _births;
    private readonly Span<int> _places;
    private readonly bool _daysAreGood;
    private bool _hasBirths;

    public BatchRun(BatchRequest batch, BatchAnswer answer)
    {
        _result = answer.Begin(batch.Residents);
        (_numbers, _scratch) = (answer.Numbers, answer.Scratch);
        _profiles = batch.Profiles.Span;
        _profileIndex = batch.ProfileIndex.Span;
        _paymentDates = batch.PaymentDates.Span;
        _dateIndex = batch.PaymentDateIndex.Span;
        _birth = batch.BirthDate.Span;
        _event = batch.EventDate.Span;
        _recognised = batch.IdentityRecognisedOn.Span;
        _scratch.Errors.Clear();
        _days = _scratch.Days(_paymentDates.Length);
        if (_dateIndex.IsEmpty) _places = _scratch.Places(_profiles.Length);
        else _rows = _scratch.Rows(_profiles.Length);
        _daysAreGood = ReadDays();
    }

    public void Answer()
    {
        // Then there need not be a payment date either.
        if (_result.IsEmpty) return;
        var personal = PersonalRows();
        if (_daysAreGood) MakeRows();
        var from = 0;
        foreach (var row in personal)
        {
            AnswerPlain(from, row);
            _result[row] = AnswerPersonal(row);
            from = row + 1;
        }
        AnswerPlain(from, _result.Length);
        _numbers.Settle(_result);
        // They hold rows of plans that the cache may let go.
        _rows.Clear();
        _births.Clear();
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

    private readonly void MakeRows()
    {
        var (pool, place) = ((AnswerPool?)null, default(PoolPlace));
        for (var i = 0; i < _profiles.Length; i++)
        {
            if (_profiles[i].Plan is not { } plan)
            {
                if (_hasBirths) _births[i] = BirthRow.Unknown;
                else SetRow(i, PlanRow.Unknown);
                continue;
            }
            if (!ReferenceEquals(plan.Pool, pool)) (pool, place) = (plan.Pool, _numbers.PlaceOf(plan.Pool));
            if (_hasBirths) _births[i] = plan.BirthRowAt(place);
            else SetRow(i, plan.RowAt(place));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void SetRow(int profile, in PlanRow row)
    {
        if (_dateIndex.IsEmpty) _places[profile] = row.PlaceOn(_days[0]);
        else _rows[profile] = row;
    }

    /// <summary>The residents who go the slow way for a personal date.</summary>
    private Span<int> PersonalRows()
    {
        var places = _scratch.Personal(_result.Length);
        if (IsForAll(_birth) || IsForAll(_event) || IsForAll(_recognised))
        {
            for (var i = 0; i < places.Length; i++) places[i] = i;
            return places;
        }
        var count = WithAny(_birth, _event, _recognised, places);
        if (!_daysAreGood || !IsGiven(_birth) || count < places.Length / FewBirths || !ColumnScan.AreDates(_birth)) return places[..count];
        _hasBirths = true;
        _births = _scratch.Births(_profiles.Length);
        return places[..WithAny(_event, _recognised, [], places)];
    }

    /// <summary>Writes the places of the residents with a date in any of these columns. A column with one 0 for all is like none.</summary>
    private readonly int WithAny(ReadOnlySpan<uint> first, ReadOnlySpan<uint> second, ReadOnlySpan<uint> third, Span<int> places)
    {
        // Instead of none another one is looked through twice.
        var given = IsGiven(first) ? first : IsGiven(second) ? second : third;
        return IsGiven(given) ? ColumnScan.NotZero(given, IsGiven(second) ? second : given, IsGiven(third) ? third : given, places) : 0;
    }

    private static bool IsForAll(ReadOnlySpan<uint> column) => column.Length == 1 && column[0] != 0;

    private readonly bool IsGiven(ReadOnlySpan<uint> column) => column.Length == _result.Length && column.Length > 0;

    private readonly void AnswerPlain(int from, int to)
    {
        if (!_daysAreGood)
            for (var i = from; i < to; i++) _result[i] = AnswerCell((int)_profileIndex[i], DateOf(i));
        else if (_dateIndex.IsEmpty && !_hasBirths) AnswerOneDate(from, to);
        else AnswerInBlocks(from, to);
    }

    private readonly int DateOf(int row) => _dateIndex.IsEmpty ? 0 : (int)_dateIndex[row];

    /// <summary>
    /// In two steps: nobody can foresee which of thousands of answers are new, and a wrong guess must not wait for the rows of plans.
    /// </summary>
    private readonly void AnswerInBlocks(int from, int to)
    {
        for (; from < to; from += BlockResidents)
        {
            var end = Math.Min(to, from + BlockResidents);
            if (_hasBirths) FindBirthPlaces(from, end);
            else FindPlaces(from, end);
            NumberPlaces(from, end);
        }
    }

    /// <summary>The indices are in range: <see cref="BatchCheck"/> has seen to it, and slots and places are clamped.</summary>
    private readonly void FindPlaces(int from, int to)
    {
        ref var rows = ref MemoryMarshal.GetReference(_rows);
        ref var days = ref MemoryMarshal.GetReference(_days);
        ref var profiles = ref MemoryMarshal.GetReference(_profileIndex);
        ref var dates = ref MemoryMarshal.GetReference(_dateIndex);
        ref var places = ref MemoryMarshal.GetReference(_result);
        for (nint i = from; i < to; i++)
        {
            var place = Unsafe.Add(ref rows, Unsafe.Add(ref profiles, i)).PlaceOn(Unsafe.Add(ref days, Unsafe.Add(ref dates, i)));
            Unsafe.Add(ref places, i) = unchecked((uint)place);
        }
    }

    /// <summary>As the other one, of residents with a birth each or none.</summary>
    private readonly void FindBirthPlaces(int from, int to)
    {
        ref var rows = ref MemoryMarshal.GetReference(_births);
        ref var days = ref MemoryMarshal.GetReference(_days);
        ref var profiles = ref MemoryMarshal.GetReference(_profileIndex);
        ref var dates = ref MemoryMarshal.GetReference(_dateIndex);
        ref var births = ref MemoryMarshal.GetReference(_birth);
        ref var places = ref MemoryMarshal.GetReference(_result);
        var hasDates = !_dateIndex.IsEmpty;
        for (nint i = from; i < to; i++)
        {
            var day = Unsafe.Add(ref days, hasDates ? Unsafe.Add(ref dates, i) : 0);
            var place = Unsafe.Add(ref rows, Unsafe.Add(ref profiles, i)).PlaceOn(day, Unsafe.Add(ref births, i));
            Unsafe.Add(ref places, i) = unchecked((uint)place);
        }
    }

    /// <summary>Puts numbers where the places are.</summary>
    private readonly void NumberPlaces(int from, int to)
    {
        ref var numbers = ref MemoryMarshal.GetArrayDataReference(_numbers.ByPlace);
        ref var result = ref MemoryMarshal.GetReference(_result);
        for (nint i = from; i < to; i++)
        {
            var place = Unsafe.Add(ref result, i);
            var number = Unsafe.Add(ref numbers, place);
            Unsafe.Add(ref result, i) = number < AnswerNumbers.New ? number : AnswerFirst((int)i, (int)place);
        }
    }

    /// <summary>A profile has one place.</summary>
    private readonly void AnswerOneDate(int from, int to)
    {
        ref var places = ref MemoryMarshal.GetReference(_places);
        ref var numbers = ref MemoryMarshal.GetArrayDataReference(_numbers.ByPlace);
        ref var profiles = ref MemoryMarshal.GetReference(_profileIndex);
        ref var result = ref MemoryMarshal.GetReference(_result);
        for (nint i = from; i < to; i++)
        {
            var place = Unsafe.Add(ref places, Unsafe.Add(ref profiles, i));
            var number = Unsafe.Add(ref numbers, place);
            Unsafe.Add(ref result, i) = number < AnswerNumbers.New ? number : AnswerFirst((int)i, place);
        }
    }

    /// <summary>The first resident with this answer; or one whose answer has no place.</summary>
    private readonly uint AnswerFirst(int row, int place) => _numbers.ByPlace[place] == AnswerNumbers.New ? _numbers.Take(place)
        : _hasBirths ? AnswerBirth(row)
        : AnswerCell((int)_profileIndex[row], DateOf(row));

    private readonly uint AnswerCell(int profile, int date)
    {
        if (_profiles[profile].Plan is not { } plan || _days[date] == NoDay) return AnswerError(profile, date);
        var answer = plan.AnswerOn(_days[date], out var inPool);
        var place = _numbers.PlaceOf(plan.Pool);
        if (_daysAreGood) SetRow(profile, plan.RowAt(place));
        return _numbers.NumberOf(place, inPool, answer);
    }

    private readonly uint AnswerBirth(int row)
    {
        var number = AnswerPersonal(row);
        var profile = (int)_profileIndex[row];
        if (_profiles[profile].Plan is { } plan) _births[profile] = plan.BirthRowAt(_numbers.PlaceOf(plan.Pool));
        return number;
    }

    private readonly uint AnswerPersonal(int row)
    {
        var (date, profile) = (DateOf(row), (int)_profileIndex[row]);
        var dates = new ResidentDates(_paymentDates[date], At(_birth, row), At(_event, row), At(_recognised, row));
        var problems = _days[date] == NoDay ? DateReader.Read(dates, out var situation)
            : DateReader.Read(DateOnly.FromDayNumber(_days[date]), dates, out situation);
        if (_profiles[profile].Plan is not { } plan || problems.Count > 0) return AnswerError(profile, problems);
        var answer = plan.AnswerOn(new DayNumbers(situation), out var inPool);
        return _numbers.NumberOf(_numbers.PlaceOf(plan.Pool), inPool, answer);
    }

    private static uint At(ReadOnlySpan<uint> column, int row) => column.Length switch { 0 => 0, 1 => column[0], _ => column[row] };

    /// <summary>An error for many residents is made once.</summary>
    private readonly uint AnswerError(int profile, int date)
    {
        if (_scratch.Errors.TryGetValue((profile, date), out var number)) return number;
        number = AnswerError(profile, DateReader.Read(new ResidentDates(_paymentDates[date], 0, 0, 0), out _));
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
