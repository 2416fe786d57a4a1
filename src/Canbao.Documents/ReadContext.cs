using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Documents;

/// <summary>What the readers of one document share: its problems, its readings and the code lists.</summary>
internal sealed class ReadContext(CodeLists codes, List<Diagnostic> problems)
{
    private readonly Dictionary<string, Reading> _readings = [];
    private readonly HashSet<string> _used = [];
    private readonly HashSet<string> _deciding = [];

    public CodeLists Codes => codes;

    public void Report(string code, Position position, string message) => problems.Add(new(code, position, message));

    public void Add(Reading reading)
    {
        if (!_readings.TryAdd(reading.Id, reading)) Report(DiagnosticCodes.DuplicateId, reading.Position,
            $"reading '{Shown.Text(reading.Id)}' is given twice");
    }

    public Reading? Reading(ScalarNode id)
    {
        _used.Add(id.Text);
        if (_readings.TryGetValue(id.Text, out var reading)) return reading;
        Report(DiagnosticCodes.UnknownReading, id.Position,
            $"there is no reading '{Shown.Text(id.Text)}'; "
            + (_readings.Count == 0 ? "the document has none" : $"the readings are {string.Join(", ", _readings.Keys)}"));
        return null;
    }

    /// <summary>A reading that decides a parameter, so that changing its choice changes answers.</summary>
    public Reading? DecidingReading(ScalarNode id)
    {
        _deciding.Add(id.Text);
        return Reading(id);
    }

    /// <summary>A wider document's question may be without meaning where its rules are replaced; an own one may not.</summary>
    public void ReportMisusedReadings(string file)
    {
        foreach (var reading in _readings.Values)
        {
            if (reading.Position.File != file && !_used.Contains(reading.Id)) continue;
            if (reading.InWords && _deciding.Contains(reading.Id))
                Report(DiagnosticCodes.Reading, reading.Position,
                    $"reading '{Shown.Text(reading.Id)}' decides a rule: write choose instead of as_written");
            if (!reading.InWords && _used.Contains(reading.Id) && !_deciding.Contains(reading.Id))
                Report(DiagnosticCodes.Reading, reading.Position,
                    $"reading '{Shown.Text(reading.Id)}' decides no rule: write as_written instead of choose");
            if (!_used.Contains(reading.Id))
                Report(DiagnosticCodes.Reading, reading.Position, $"no rule rests on reading '{Shown.Text(reading.Id)}'");
        }
    }

    public void CheckIdentity(string code, Position position)
    {
        if (codes.Identity(code) is null)
            Report(DiagnosticCodes.UnknownIdentity, position, $"identity '{Shown.Text(code)}' is not in the identity list; expected a code of identities.yaml");
    }
}
