using Canbao.Cli.Commands;
using Canbao.Documents.Cells;
using Canbao.Engine;
using Canbao.Generation;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;

namespace Canbao.Cli.Readings;

/// <summary>Finds for every reading of a policy whom it touches: residents are drawn and quoted, and their notices counted.</summary>
public sealed class ReadingSurvey
{
    // Examples are weighed against each other among so many; after that only counted.
    private const int WeighedExamples = 100;

    private const int EdgeRounds = 10;

    private readonly Policy _policy;
    private readonly Dictionary<string, ReadingExample> _examples = [];
    private readonly Dictionary<string, (bool FeeIsSame, int Length)> _weights = [];

    private ReadingSurvey(Policy policy) => _policy = policy;

    /// <summary>All readings of a policy in the order of its document.</summary>
    public static ValueList<SurveyedReading> Of(Policy policy, int residents, ulong seed, CancellationToken stop)
    {
        var survey = new ReadingSurvey(policy);
        var ordinary = survey.Count(Ordinary(policy, residents, seed), stop);
        var edges = survey.CountAtEdges([.. policy.Readings.Select(r => r.Id).Where(id => !ordinary.ContainsKey(id))], residents, seed, stop);
        var cells = PolicyCells.Of(policy);
        return [.. policy.Readings.Select(reading => new SurveyedReading(
            reading, [.. cells.Where(cell => cell.RestsOn(reading)).Select(cell => cell.Path)],
            new Draw(residents, ordinary.GetValueOrDefault(reading.Id)), edges.TryGetValue(reading.Id, out var draw) ? draw : null,
            survey._examples.GetValueOrDefault(reading.Id)))];
    }

    private static IEnumerable<(Profile, Situation)> Ordinary(Policy policy, int residents, ulong seed)
    {
        var generator = new ResidentGenerator([policy], seed);
        for (var i = 0; i < residents; i++)
        {
            var resident = generator.Resident(i);
            DateReader.Read(resident.Dates, out var situation);
            yield return (resident.Profile, situation);
        }
    }

    /// <summary>Round by round until everything wanted was met.</summary>
    private Dictionary<string, Draw> CountAtEdges(string[] wanted, int residents, ulong seed, CancellationToken stop)
    {
        var draws = wanted.ToDictionary(id => id, _ => default(Draw));
        var edges = new EdgeResidents(_policy, seed);
        for (var round = 0; round < EdgeRounds && draws.Values.Any(d => d.Touched == 0); round++)
        {
            var first = round * residents;
            var touched = Count(Enumerable.Range(first, residents).Select(i => edges.Resident(i)), stop);
            foreach (var id in wanted) draws[id] = new(first + residents, draws[id].Touched + touched.GetValueOrDefault(id));
        }
        return draws;
    }

    /// <summary>How many residents' answers depend on each reading; readings that nobody's answer depends on are not there.</summary>
    private Dictionary<string, int> Count(IEnumerable<(Profile Profile, Situation Situation)> residents, CancellationToken stop)
    {
        var touched = new Dictionary<string, int>();
        foreach (var (profile, situation) in residents)
        {
            stop.ThrowIfCancellationRequested();
            foreach (var id in Interpreter.Quote(_policy, profile, situation).Notices)
            {
                touched[id] = touched.GetValueOrDefault(id) + 1;
                if (touched[id] <= WeighedExamples) Weigh(id, profile, situation);
            }
        }
        return touched;
    }

    /// <summary>The better example is one whose fee would be another, then the one that is described more shortly.</summary>
    private void Weigh(string id, Profile profile, Situation situation)
    {
        var explained = Interpreter.Explain(_policy, profile, situation);
        var alternatives = explained.Readings.First(r => r.Reading.Id == id).Alternatives;
        var feeIsSame = alternatives.All(a => a.Quote is null || a.Quote.FeeFen == explained.Quote.FeeFen);
        var weight = (feeIsSame, QuoteCommandLine.Of(_policy, profile, situation).Length);
        if (_weights.TryGetValue(id, out var best) && best.CompareTo(weight) <= 0) return;
        _weights[id] = weight;
        _examples[id] = new ReadingExample(profile, situation, explained.Quote, alternatives);
    }
}
