using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Canbao.Cli.Recalculation.Parts;

/// <summary>
/// What a job that is not finished keeps beside its output: what it is, and how far it has come. At the end the folder goes, and a file
/// stays that tells what was done.
/// </summary>
/// <param name="output">The name of the output, of which the others are made.</param>
/// <param name="job">What decides about the outcome.</param>
internal sealed class JobFolder(string output, JobIdentity job)
{
    // Chinese stays readable.
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _folder = output + ".work";
    private readonly string _done = output + ".job.json";

    private string JobPath => Path.Combine(_folder, "job.json");

    private string CheckpointPath => Path.Combine(_folder, $"checkpoint.{job.Digest[..8]}.json");

    /// <summary>A file of the job that nobody wants when it is finished.</summary>
    public string PathOf(string name) => Path.Combine(_folder, $"{name}.{job.Digest[..8]}");

    /// <summary>The end of this very job, if it was finished before; its files may have gone since.</summary>
    public Checkpoint? Finished()
    {
        if (Read(_done) is not { } done || (string?)done["checkpoint"]?["job"] != job.Digest) return null;
        return Checkpoint.FromJson(done["checkpoint"]!, _done);
    }

    /// <summary>Makes the folder, or finds that of this job. Throws for that of another one.</summary>
    public void Enter()
    {
        if (Read(JobPath) is { } other && other["digest"]?.ToString() is { } digest && digest != job.Digest)
            throw new InvalidDataException($"'{_folder}' is the unfinished work of another job: {job.DifferenceTo(other["job"]!)}. "
                + "Run the job as it was to finish it, or give --restart to throw it away");
        Directory.CreateDirectory(_folder);
        Write(JobPath, new JsonObject { ["digest"] = job.Digest, ["job"] = job.Fields.DeepClone() });
    }

    /// <summary>The last checkpoint of this job; null if there is none.</summary>
    public Checkpoint? Last() => Read(CheckpointPath) is { } json ? Checkpoint.FromJson(json, CheckpointPath) : null;

    /// <summary>Returns when the checkpoint is safe on the disk.</summary>
    public void Save(Checkpoint checkpoint) => Write(CheckpointPath, checkpoint.ToJson());

    /// <summary>Leaves behind what was done, and nothing else.</summary>
    public void Finish(Checkpoint checkpoint)
    {
        Write(_done, new JsonObject { ["job"] = job.Fields.DeepClone(), ["checkpoint"] = checkpoint.ToJson() });
        Remove();
    }

    /// <summary>Throws away what was not finished.</summary>
    public void Remove()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // There was none, or another run of this job has just done the same.
        }
    }

    private static JsonNode? Read(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} is damaged: {e.Message}. --restart begins again", e);
        }
    }

    /// <summary>In one step: who reads sees the old text or the new one.</summary>
    private static void Write(string path, JsonNode json)
    {
        var aside = $"{path}.{Environment.ProcessId}";
        using (var file = new FileStream(aside, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(file, json, Indented);
            file.Flush(flushToDisk: true);
        }
        File.Move(aside, path, overwrite: true);
    }
}
