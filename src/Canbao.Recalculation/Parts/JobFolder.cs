using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Canbao.Recalculation.Parts;

/// <summary>
/// What a job that is not finished keeps beside its output: what it is, and how far it has come. At the end the folder goes, and a file
/// stays that tells what was done. Other runs of the same job may do the same at the same time.
/// </summary>
/// <param name="output">The name of the output, of which the others are made.</param>
/// <param name="job">What decides about the outcome.</param>
internal sealed class JobFolder(string output, JobIdentity job)
{
    /// <summary>The name of what stays has this behind the output's.</summary>
    public const string DoneSuffix = ".job.json", FolderSuffix = ".work";

    // Chinese stays readable.
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _folder = output + FolderSuffix;
    private readonly string _done = output + DoneSuffix;

    public JobIdentity Job => job;

    /// <summary>The name of the output.</summary>
    public string Output => output;

    /// <summary>Whether the folder is there; without it nobody can go on with what was not finished.</summary>
    public bool IsThere => Directory.Exists(_folder);

    private string JobPath => Path.Combine(_folder, "job.json");

    private string CheckpointPath => Path.Combine(_folder, $"checkpoint.{job.Digest[..8]}.json");

    /// <summary>The end of this very job, if it was finished before; its files may have gone since.</summary>
    public Checkpoint? Finished() => FinishedJob() == job.Digest ? Checkpoint.FromJson(Read(_done)!["checkpoint"]!, _done) : null;

    /// <summary>Makes the folder, or finds that of this job. Throws for that of another one.</summary>
    public void Enter()
    {
        var identity = new JsonObject { ["digest"] = job.Digest, ["job"] = job.Fields.DeepClone() };
        Directory.CreateDirectory(_folder);
        // Who has finished may have left its folder behind.
        var isFree = Read(JobPath)?["digest"]?.ToString() is { } before && before != job.Digest && before == FinishedJob();
        try
        {
            Write(JobPath, identity, overwrite: isFree);
        }
        catch (IOException) when (File.Exists(JobPath))
        {
            // Another run was faster; it is looked at now.
        }
        if (Read(JobPath) is not { } other || other["digest"]?.ToString() == job.Digest) return;
        throw new InvalidDataException($"'{_folder}' is the unfinished work of another job: {job.DifferenceTo(other["job"] ?? new JsonObject())}. "
            + "Run the job as it was to finish it, or give --restart to throw it away");
    }

    /// <summary>The last checkpoint of this job; null if there is none.</summary>
    public Checkpoint? Last() => Read(CheckpointPath) is { } json ? Checkpoint.FromJson(json, CheckpointPath) : null;

    /// <summary>Returns when the checkpoint is safe on the disk.</summary>
    public void Save(Checkpoint checkpoint) => Write(CheckpointPath, checkpoint.ToJson(), overwrite: true);

    /// <summary>Says that the job is finished, and what was done.</summary>
    /// <param name="files">The job's files, by their names within the job.</param>
    public void Finish(Checkpoint checkpoint, IReadOnlyDictionary<string, string> files)
    {
        var beside = Path.GetDirectoryName(Path.GetFullPath(output))!;
        var names = files.OrderBy(f => f.Key, StringComparer.Ordinal)
            .Select(f => KeyValuePair.Create(f.Key, (JsonNode?)Path.GetRelativePath(beside, Path.GetFullPath(f.Value))));
        var end = checkpoint with { Attempt = "" };
        Write(_done, new JsonObject
        {
            ["job"] = job.Fields.DeepClone(), ["files"] = new JsonObject(names), ["checkpoint"] = end.ToJson(),
        }, overwrite: true);
    }

    /// <summary>Removes the folder of a job that was finished, as far as no other run of it is writing there at this moment.</summary>
    public void Leave()
    {
        try
        {
            DeleteFolder();
        }
        catch (IOException)
        {
            // The other run finds that the job was finished, and removes the rest.
        }
    }

    /// <summary>Throws away what was not finished, and forgets that the job was.</summary>
    public void Remove()
    {
        if (FinishedJob() == job.Digest) File.Delete(_done);
        DeleteFolder();
    }

    private void DeleteFolder()
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

    /// <summary>What a file of a job says; null if it is not there.</summary>
    public static JsonNode? Read(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(path), documentOptions: new() { AllowDuplicateProperties = false });
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

    private string? FinishedJob() => (Read(_done) as JsonObject)?["checkpoint"]?["job"]?.ToString();

    /// <summary>In one step: who reads sees the old text or the new one. What a broken step leaves stays in the folder, and goes with it.</summary>
    private void Write(string path, JsonNode json, bool overwrite)
    {
        // Process numbers are not unique where several machines share a folder.
        var aside = Path.Combine(_folder, $"{Path.GetFileName(path)}.{Guid.NewGuid():N}");
        try
        {
            using (var file = new FileStream(aside, FileMode.CreateNew, FileAccess.Write))
            {
                JsonSerializer.Serialize(file, json, Indented);
                file.Flush(flushToDisk: true);
            }
            File.Move(aside, OutputPlace.FileAt(path), overwrite);
        }
        catch (Exception e) when (e is DirectoryNotFoundException or FileNotFoundException)
        {
            throw new IOException($"'{_folder}' was removed while the job was running. The same command begins again", e);
        }
    }
}
