using System.Text.Json.Nodes;
using Canbao.Cli.Recalculation.Blocks;

namespace Canbao.Cli.Recalculation.Parts;

/// <summary>How far a job has come: all before it is safe, and from it the job goes on as if it had never stopped.</summary>
/// <param name="Job">The digest of the job.</param>
/// <param name="Part">How many parts are done.</param>
/// <param name="Position">Where the input goes on.</param>
/// <param name="Lengths">Of the job's files, by their names within the job.</param>
/// <param name="Totals">What the parts add up to.</param>
/// <param name="IsComplete">Whether there is nothing left to read.</param>
internal sealed record Checkpoint(
    string Job, int Part, InputPosition Position, IReadOnlyDictionary<string, long> Lengths, PartTotals Totals, bool IsComplete)
{
    public static Checkpoint Start(string job, InputPosition first) => new(job, 0, first, new Dictionary<string, long>(), new PartTotals(), false);

    /// <summary>With the length of another file.</summary>
    public Checkpoint With(string file, long length) => this with { Lengths = new Dictionary<string, long>(Lengths) { [file] = length } };

    public long LengthOf(string file) => Lengths.GetValueOrDefault(file);

    public JsonObject ToJson() => new()
    {
        ["job"] = Job,
        ["part"] = Part,
        ["offset"] = Position.Offset,
        ["row"] = Position.Row,
        ["complete"] = IsComplete,
        ["lengths"] = new JsonObject(Lengths.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => KeyValuePair.Create(l.Key, (JsonNode?)l.Value))),
        ["totals"] = Totals.ToJson(),
    };

    /// <summary>Throws <see cref="InvalidDataException"/> for what is no checkpoint.</summary>
    public static Checkpoint FromJson(JsonNode json, string place)
    {
        try
        {
            return new((string)json["job"]!, (int)json["part"]!, new InputPosition((long)json["offset"]!, (long)json["row"]!),
                json["lengths"]!.AsObject().ToDictionary(l => l.Key, l => (long)l.Value!), PartTotals.FromJson(json["totals"]), (bool)json["complete"]!);
        }
        catch (Exception e) when (e is NullReferenceException or FormatException or InvalidOperationException or InvalidDataException)
        {
            throw new InvalidDataException($"{place} is no checkpoint: {e.Message}. --restart begins again", e);
        }
    }
}
