using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Canbao.Recalculation.Parts;

/// <summary>All that decides about the outcome of a job: two runs with the same identity write the same bytes.</summary>
internal sealed class JobIdentity
{
    /// <summary>The field that a shard has and the whole job does not have.</summary>
    public const string Shard = "shard";

    public JobIdentity(JsonObject fields)
    {
        Fields = fields;
        Digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(fields.ToJsonString())));
    }

    public JsonObject Fields { get; }

    public bool IsShard => Fields.ContainsKey(Shard);

    /// <summary>The job of which this one is a shard; the same for one that is not divided.</summary>
    public JobIdentity Whole()
    {
        var whole = (JsonObject)Fields.DeepClone();
        whole.Remove(Shard);
        return new(whole);
    }

    /// <summary>64 hexadecimal digits.</summary>
    public string Digest { get; }

    /// <summary>The fields in which another job differs, with both values.</summary>
    public string DifferenceTo(JsonNode other) => string.Join("; ", Fields
        .Select(field => (field.Key, Now: field.Value?.ToJsonString() ?? "nothing", Then: other[field.Key]?.ToJsonString() ?? "nothing"))
        .Where(field => field.Now != field.Then)
        .Select(field => $"{field.Key} was {field.Then} and is {field.Now}"));
}
