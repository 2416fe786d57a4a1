using System.Text.Json.Nodes;
using Canbao.Recalculation.Parts;

namespace Canbao.Recalculation.Merging;

/// <summary>What a job has left behind.</summary>
/// <param name="Manifest">The file that tells it.</param>
/// <param name="Files">Its files, by their names within the job.</param>
/// <param name="End">What it came to.</param>
internal sealed record FinishedJob(string Manifest, JobIdentity Identity, IReadOnlyDictionary<string, string> Files, Checkpoint End)
{
    /// <summary>Null if it is not there. Throws <see cref="InvalidDataException"/> for what is none.</summary>
    public static FinishedJob? Read(string manifest)
    {
        if (JobFolder.Read(manifest) is not { } json) return null;
        if (json is not JsonObject || json["job"] is not JsonObject job || json["files"] is not JsonObject files || json["checkpoint"] is not { } checkpoint)
            throw new InvalidDataException($"{manifest} is not what a finished job leaves behind");
        var (identity, end) = (new JobIdentity(job), Checkpoint.FromJson(checkpoint, manifest));
        if (end.Job != identity.Digest || !end.IsComplete) throw new InvalidDataException($"{manifest} was changed: its checkpoint is that of another job");
        var beside = Path.GetDirectoryName(manifest) ?? "";
        return new(manifest, identity, files.ToDictionary(f => f.Key, f => Path.Combine(beside, f.Value?.ToString() ?? "")), end);
    }

    /// <summary>Why a file is not what the job left; null if it is, as far as its length tells.</summary>
    public string? ProblemOf(string name)
    {
        var file = new FileInfo(Files[name]);
        if (!file.Exists) return $"{Files[name]} is missing";
        return file.Length == End.LengthOf(name) ? null : $"{Files[name]} has {file.Length} bytes; expected {End.LengthOf(name)}";
    }

    public bool FilesAreThere() => Files.Keys.All(name => ProblemOf(name) is null);
}
