using Canbao.Policies;

namespace Canbao.Engine;

/// <summary>Answers batches in columns under one book.</summary>
public sealed class BatchQuoter(PlanCache plans)
{
    /// <summary>The columns must have passed <see cref="BatchCheck"/>. A bad row has an error as its answer.</summary>
    public BatchAnswer Quote(PolicyBook book, BatchRequest batch)
    {
        using var run = new BatchRun(book, plans, batch);
        return new BatchAnswer(run.Distinct, run.Answer());
    }
}

/// <summary>
/// One batch on its way. A cell is a profile on a payment date: its answer is found once and looked up for every further resident.
/// </summary>
internal sealed class BatchRun : IDisposable
{
    private readonly BatchRequest _batch;
    private readonly int _dateCount;
    private readonly Plan?[] _plans;
    private readonly RowError?[] _profileErrors;
    private readonly AnswerTable _answers = new();
    private readonly CellTable _cells;
    private readonly Dictionary<(int Profile, Situation Situation), int> _personal = [];

    public BatchRun(PolicyBook book, PlanCache plans, BatchRequest batch)
    {
        _batch = batch;
        _dateCount = batch.PaymentDates.Length;
        _plans = new Plan?[batch.Profiles.Count];
        _profileErrors = new RowError?[batch.Profiles.Count];
        _cells = new CellTable(batch.Profiles.Count, _dateCount, batch.Residents);
        for (var i = 0; i < _plans.Length; i++) ResolveProfile(book, plans, i);
    }

    public IReadOnlyList<Answer> Distinct => _answers.Items;

    public int[] Answer()
    {
        var result = new int[_batch.Residents];
        var hasPersonal = _batch.BirthDate.Length + _batch.EventDate.Length + _batch.IdentityRecognisedOn.Length > 0;
        if (hasPersonal) AnswerWithPersonalDates(result);
        else if (_batch.PaymentDateIndex.Length == 0) AnswerOneDate(result, _batch.ProfileIndex.Span);
        else AnswerManyDates(result, _batch.ProfileIndex.Span, _batch.PaymentDateIndex.Span);
        return result;
    }

    public void Dispose() => _cells.Dispose();

    private void ResolveProfile(PolicyBook book, PlanCache plans, int index)
    {
        var wanted = _batch.Profiles[index];
        if (wanted.Profile is null)
        {
            _profileErrors[index] = wanted.Error;
            return;
        }
        var timeline = book.Find(wanted.Region, wanted.BenefitYear, wanted.Revision, out var lookup);
        if (timeline is null)
        {
            _profileErrors[index] = new RowError(!lookup.IsInvalid, [lookup.Problem]) { CannotBeChecked = true };
            return;
        }
        var problems = InputCheck.Profile(timeline, wanted.Profile);
        if (problems.Count > 0) _profileErrors[index] = new RowError(false, problems);
        else _plans[index] = plans.PlanFor(timeline, wanted.Profile);
    }

    private void AnswerOneDate(int[] result, ReadOnlySpan<uint> profiles)
    {
        for (var i = 0; i < result.Length; i++) result[i] = Cell((int)profiles[i], 0);
    }

    private void AnswerManyDates(int[] result, ReadOnlySpan<uint> profiles, ReadOnlySpan<uint> dates)
    {
        for (var i = 0; i < result.Length; i++) result[i] = Cell((int)profiles[i], (int)dates[i]);
    }

    private void AnswerWithPersonalDates(int[] result)
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
            result[i] = (personal.Birth | personal.Event | personal.Recognised) == 0 ? Cell((int)profiles[i], date)
                : Personal((int)profiles[i], date, personal);
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
        if (_profileErrors[profile] is not null || problems.Count > 0) return AddError(profile, problems);
        return _answers.Add(_plans[profile]!.AnswerOn(situation.PaymentDate));
    }

    private int Personal(int profile, int date, in ResidentDates dates)
    {
        var problems = DateReading.Read(dates, out var situation);
        if (_profileErrors[profile] is not null || problems.Count > 0) return AddError(profile, problems);
        var plan = _plans[profile]!;
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
        var error = _profileErrors[profile];
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
