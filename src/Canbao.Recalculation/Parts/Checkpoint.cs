using System.Text.Json.Nodes;
using Canbao.Policies;
using Canbao.Recalculation.Blocks;

namespace Canbao.Recalculation.Parts;

/// <summary>How far a job has come: all before it is safe, and from it the job goes on as if it had never stopped.</summary>
/// <param name="Job">The digest of the job.</param>
/// <param name="Attempt">Of the run that has begun, by which the job's unfinished files are called; empty when there are none any more.</param>
/// <param name="Part">How many parts are done.</param>
/// <param name="Position">Where the input goes on.</param>
/// <param name="Lengths">Of the job's files, by their names within the job.</param>
/// <param name="Totals">What the parts add up to.</param>
/// <param name="IsComplete">Whether there is nothing left to read.</param>
internal sealed record Checkpoint(
    string Job, string Attempt, int Part, InputPosition Position, IReadOnlyDictionary<string, long> Lengths, PartTotals Totals, bool IsComplete)
{
    /// <summary>Whether nothing has been written yet, not even the files.</summary>
    public bool IsNew { get; private init; }

    /// <summary>The beginning of a job, of which no other run knows.</summary>
    public static Checkpoint Start(string job, InputPosition first) =>
        new(job, Guid.NewGuid().ToString("N")[..8], 0, first, new Dictionary<string, long>(), new PartTotals(), false) { IsNew = true };

    /// <summary>With the length of another file.</summary>
    public Checkpoint With(string file, long length) => this with { Lengths = new Dictionary<string, long>(Lengths) { [file] = length } };

    public long LengthOf(string file) => Lengths.GetValueOrDefault(file);

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["job"] = Job };
        if (Attempt.Length > 0) json["attempt"] = Attempt;
        json["part"] = Part;
        json["offset"] = Position.Offset;
        json["row"] = Position.Row;
        json["complete"] = IsComplete;
        var lengths = Lengths.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => KeyValuePair.Create(l.Key, (JsonNode?)l.Value));
        json["lengths"] = new JsonObject(lengths);
        json["totals"] = Totals.ToJson();
        return json;
    }

    /// <summary>Throws <see cref="InvalidDataException"/> for what is no checkpoint.</summary>
    public static Checkpoint FromJson(JsonNode json, string place)
    {
        try
        {
            return new((string)json["job"]!, (string?)json["attempt"] ?? "", (int)json["part"]!, new InputPosition((long)json["offset"]!, (long)json["row"]!),
                json["lengths"]!.AsObject().ToDictionary(l => l.Key, l => (long)l.Value!), PartTotals.FromJson(json["totals"]), (bool)json["complete"]!);
        }
        catch (Exception e) when (e is NullReferenceException or FormatException or InvalidOperationException or InvalidDataException)
        {
            throw new InvalidDataException($"{place} is no checkpoint: {e.Message}. --restart begins again", e);
        }
    }
}
