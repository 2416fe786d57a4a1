using Canbao.Engine;
using Canbao.Policies;
using Canbao.Policies.Model;
using Canbao.Recalculation.Csv;
using Canbao.Recalculation.Inputs;

namespace Canbao.Recalculation.Differences;

/// <summary>
/// Quotes every resident of a CSV stream under two policies, block by block, in constant memory. The columns are those of a
/// recalculation; region and revision are not used, and the benefit year of a row says only to which year its dates belong.
/// </summary>
public sealed class ComparisonRun
{
    private const int ProgressRows = 1 << 14;

    // As many as the memo of profiles keeps.
    private const int MaxChecked = 1 << 15;

    private readonly Policy _before, _after;
    private readonly PlanCache _plans;
    private readonly CsvBlockReader _input;
    private readonly Action<long, InputProblem, string> _reject;
    private readonly CsvRow _row = new(ResidentColumns.All.Count);
    private readonly Dictionary<string, int> _places;
    private readonly ResidentFields _fields;
    private readonly int _columns;
    private readonly Dictionary<KnownProfile, ValueList<InputProblem>> _checked = [];

    /// <summary>Reads the header; throws if it is not one.</summary>
    /// <param name="reject">Is told line, problem and value of every problem of a row that cannot be quoted.</param>
    public ComparisonRun(Policy before, Policy after, PlanCache plans, Stream input, Action<long, InputProblem, string> reject)
    {
        (_before, _after, _plans, _input, _reject) = (before, after, plans, new CsvBlockReader(input), reject);
        if (!_input.Fill() || !_input.TryRead(_row)) throw new InvalidDataException("the file is empty; expected a header");
        _places = ResidentColumns.Read(_row);
        _columns = _row.Count;
        _fields = new ResidentFields(ColumnPlan.At(_places));
    }

    public MoneyComparison Money { get; } = new();

    public long Rejected { get; private set; }

    /// <summary>Reads to the end; reports how many bytes are read.</summary>
    public void Run(Action<long> progress, CancellationToken stop)
    {
        var garbage = new YoungGarbage();
        var rows = 0;
        do
        {
            while (_input.TryRead(_row))
            {
                Answer();
                if (++rows % ProgressRows != 0) continue;
                stop.ThrowIfCancellationRequested();
                progress(_input.BytesRead);
                garbage.Collect();
            }
        }
        while (_input.Fill());
    }

    private void Answer()
    {
        if (_row.Problem is { } problem) Reject([new("", $"the row is not CSV: {problem}")]);
        else if (_row.Count != _columns) Reject([new("", $"the row has {_row.Count} fields; the header has {_columns}")]);
        else if (Problems(out var profile, out var before, out var after) is { Count: > 0 } problems) Reject(problems);
        else Money.Add(Quote(_before, profile, before), Quote(_after, profile, after));
    }

    /// <summary>All problems of a row; none, and its profile and situations, if it can be quoted.</summary>
    private List<InputProblem> Problems(out Profile profile, out Situation before, out Situation after)
    {
        (before, after) = (default, default);
        var known = _fields.ProfileOf(_row);
        profile = known.Profile.Profile;
        var problems = new List<InputProblem>(0);
        problems.AddRange(DateProblems(_fields.DatesOf(_row), known.Profile.BenefitYear, ref before, ref after));
        problems.AddRange(known.Problems.Where(p => p.Field is not (ResidentColumns.BenefitYear or ResidentColumns.PolicyRevision)));
        problems.AddRange(Checked(known).Where(p => !known.Problems.Any(k => k.Field == p.Field)));
        return problems;
    }

    /// <summary>What either policy does not take of a profile, found once for all rows that share it.</summary>
    private ValueList<InputProblem> Checked(KnownProfile known)
    {
        if (_checked.TryGetValue(known, out var problems)) return problems;
        if (_checked.Count >= MaxChecked) _checked.Clear();
        var profile = known.Profile.Profile;
        problems = [.. InputCheck.Profile(_before, profile).Concat(InputCheck.Profile(_after, profile)).Distinct()];
        _checked.Add(known, problems);
        return problems;
    }

    private List<InputProblem> DateProblems(in ResidentDates dates, long year, ref Situation before, ref Situation after)
    {
        var problems = new List<InputProblem>(0);
        uint[] given = [dates.Payment, dates.Birth, dates.Event, dates.Recognised];
        for (var i = 0; i < given.Length; i++)
            if (given[i] == DateField.NoDate) problems.Add(new(ResidentColumns.Dates[i], $"expected {DateField.Allowed}"));
        if (year is < WireDate.FirstYear or > WireDate.LastYear)
            problems.Add(new(ResidentColumns.BenefitYear, "expected the year that the dates belong to, such as 2025"));
        if (problems.Count > 0) return problems;
        problems.AddRange(DateReading.Read(dates, out _));
        if (problems.Count > 0) return problems;
        foreach (var policy in (Policy[])[_before, _after])
            if (!TryMove(dates, policy.BenefitYear - (int)year, out var moved))
                problems.Add(new(ResidentColumns.PaymentDate,
                    $"a date leaves the years {WireDate.FirstYear} to {WireDate.LastYear} when it is moved to {policy}"));
            else if (ReferenceEquals(policy, _before)) before = moved;
            else after = moved;
        return problems;
    }

    private static bool TryMove(in ResidentDates dates, int years, out Situation moved)
    {
        moved = default;
        return YearShift.TryMove(dates, years, out var there) && DateReading.Read(there, out moved).Count == 0;
    }

    private Quote Quote(Policy policy, Profile profile, in Situation situation) => _plans.PlanFor(policy, profile).QuoteOn(situation);

    private void Reject(List<InputProblem> problems)
    {
        Rejected++;
        foreach (var problem in problems)
        {
            var column = problem.Field.Split('[')[0];
            _reject(_row.Line, problem, _places.TryGetValue(column, out var place) ? Shown.Text(_row.Text(place)) : "");
        }
    }
}
