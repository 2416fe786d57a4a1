using System.Text.Json.Nodes;

namespace Canbao.Recalculation.Blocks;

/// <summary>The share of an input that a shard has, in the unit of the input's offsets. The next shard begins where this one ends.</summary>
/// <param name="Shard">Whose it is.</param>
/// <param name="First">Where the first row of the whole input stands.</param>
/// <param name="From">Where the first row of the share stands.</param>
/// <param name="To">Where its last row ends.</param>
/// <param name="End">Where the last row of the whole input ends.</param>
internal sealed record InputRange(Shard Shard, long First, long From, long To, long End)
{
    /// <summary>Where a shard begins nominally, between the first row and the end: shards are about equally long.</summary>
    public static long Nominal(long first, long end, int shardsBefore, int count) => first + (long)((Int128)(end - first) * shardsBefore / count);

    public JsonObject ToJson() => new()
    {
        ["number"] = Shard.Number, ["count"] = Shard.Count, ["first"] = First, ["from"] = From, ["to"] = To, ["end"] = End,
    };

    /// <summary>Throws <see cref="InvalidDataException"/> for what is no range.</summary>
    public static InputRange FromJson(JsonNode? json, string place)
    {
        try
        {
            return new(new Shard((int)json!["number"]!, (int)json["count"]!),
                (long)json["first"]!, (long)json["from"]!, (long)json["to"]!, (long)json["end"]!);
        }
        catch (Exception e) when (e is NullReferenceException or FormatException or InvalidOperationException)
        {
            throw new InvalidDataException($"{place} is not what a shard leaves behind: {e.Message}", e);
        }
    }
}
