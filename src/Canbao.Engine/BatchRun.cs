using Canbao.Policies;

namespace Canbao.Engine;

/// <summary>
/// One batch on its way. A cell is a profile on a payment date: its answer is found once and looked up for every further resident.
/// </summary>
internal sealed class BatchRun : IDisposable
{
    private readonly BatchRequest _batch;
    private readonly AnswerTable _answers;
    private readonly BatchAnswer _answer;
    private readonly CellTable _cells;
    private readonly Dictionary<(int Profile, Situation Situation), int> _personal = [];

    public BatchRun(BatchRequest batch, BatchAnswer answer)
    {
        (_batch, _answer) = (batch, answer);
        _answers = new AnswerTable(answer);
        _cells = new CellTable(batch.Profiles.Length, batch.PaymentDates.Length, batch.Residents);
    }

    public void Answer()
    {
        var result = _answer.Begin(_batch.Residents);
        var hasPersonal = _batch.BirthDate.Length + _batch.EventDate.Length + _batch.IdentityRecognisedOn.Length > 0;
        if (hasPersonal) AnswerWithPersonalDates(result);
        else if (_batch.PaymentDateIndex.Length == 0) AnswerOneDate(result, _batch.ProfileIndex.Span);
        else AnswerManyDates(result, _batch.ProfileIndex.Span, _batch.PaymentDateIndex.Span);
    }

    public void Dispose() => _cells.Dispose();

    private void AnswerOneDate(Span<uint> result, ReadOnlySpan<uint> profiles)
    {
        for (var i = 0; i < result.Length; i++) result[i] = (uint)Cell((int)profiles[i], 0);
    }

    private void AnswerManyDates(Span<uint> result, ReadOnlySpan<uint> profiles, ReadOnlySpan<uint> dates)
    {
        for (var i = 0; i < result.Length; i++) result[i] = (uint)Cell((int)profiles[i], (int)dates[i]);
    }

    private void AnswerWithPersonalDates(Span<uint> result)
    {
        var profiles = _batch.ProfileIndex.Span;
        var dates = _batch.PaymentDateIndex.Span;
        var birth = _batch.BirthDate.Span;
        var happened = _batch.EventDate.Span;
        var recognised = _batch.IdentityRecognisedOn.Span;
        for (var i = 0; i < result.Length; i++)
        {
            var date = dates.Length == 0 ? 0 : (int)dates[i];
            var personal = new ResidentDates(_batch.PaymentDates.Span[date], At(birth, i), At(happened, i), At(recognised, i));
            result[i] = (uint)((personal.Birth | personal.Event | personal.Recognised) == 0 ? Cell((int)profiles[i], date)
                : Personal((int)profiles[i], date, personal));
        }
    }

    private static uint At(ReadOnlySpan<uint> column, int row) => column.Length switch { 0 => 0, 1 => column[0], _ => column[row] };

    private int Cell(int profile, int date)
    {
        var answer = _cells[profile, date];
        return answer >= 0 ? answer : FillCell(profile, date);
    }

    private int FillCell(int profile, int date)
    {
        var answer = AnswerCell(profile, _batch.PaymentDates.Span[date]);
        _cells[profile, date] = answer;
        return answer;
    }

    private int AnswerCell(int profile, uint payment)
    {
        var problems = DateReading.Read(new ResidentDates(payment, 0, 0, 0), out var situation);
        if (_batch.Profiles.Span[profile].Error is not null || problems.Count > 0) return AddError(profile, problems);
        return _answers.Add(_batch.Profiles.Span[profile].Plan!.AnswerOn(situation.PaymentDate));
    }

    private int Personal(int profile, int date, in ResidentDates dates)
    {
        var problems = DateReading.Read(dates, out var situation);
        if (_batch.Profiles.Span[profile].Error is not null || problems.Count > 0) return AddError(profile, problems);
        var plan = _batch.Profiles.Span[profile].Plan!;
        if (!plan.HasPersonalDate(situation)) return Cell(profile, date);
        var read = Read(plan.DatesRead, situation);
        if (_personal.TryGetValue((profile, read), out var answer)) return answer;
        answer = _answers.Add(plan.AnswerOn(read));
        _personal.Add((profile, read), answer);
        return answer;
    }

    /// <summary>Everything that is wrong with the row, as a single call would say it.</summary>
    private int AddError(int profile, ValueList<InputProblem> dates)
    {
        var error = _batch.Profiles.Span[profile].Error;
        if (error is not { CannotBeChecked: true }) error = new RowError(false, [.. error?.Problems ?? [], .. dates]);
        return _answers.Add(error);
    }

    /// <summary>Only the dates that the plan reads: the others must not split the memo.</summary>
    private static Situation Read(PersonalDates dates, in Situation s) => new(
        s.PaymentDate,
        (dates & PersonalDates.Birth) != 0 ? s.BirthDate : null,
        (dates & PersonalDates.Event) != 0 ? s.EventDate : null,
        (dates & PersonalDates.Recognition) != 0 ? s.IdentityRecognisedOn : null);
}
