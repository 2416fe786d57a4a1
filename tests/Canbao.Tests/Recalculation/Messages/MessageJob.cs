using Canbao.Generation;
using Canbao.Policies;
using Canbao.Recalculation;
using Canbao.Recalculation.Blocks;
using Canbao.V1;
using Google.Protobuf;

namespace Canbao.Tests.Recalculation.Messages;

/// <summary>A file of batches that is recalculated in a folder of its own.</summary>
internal sealed class MessageJob : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("canbao-messages-").FullName;

    internal MessageJob(byte[] file) => File.WriteAllBytes(PathOf("in.pb"), file);

    internal MessageJob(IEnumerable<QuoteBatch> batches)
        : this(Bytes(batches))
    {
    }

    /// <summary>As generate writes them.</summary>
    internal static byte[] Generated(int residents)
    {
        using var file = new MemoryStream();
        BatchFile.Write(file, new ResidentGenerator(TestPolicies.Book.Policies, seed: 9), residents, _ => { }, default);
        return file.ToArray();
    }

    internal static byte[] Bytes(IEnumerable<IMessage> messages)
    {
        using var file = new MemoryStream();
        foreach (var message in messages) message.WriteDelimitedTo(file);
        return file.ToArray();
    }

    internal string PathOf(string name) => Path.Combine(_folder, name);

    internal PartTotals Run(string output, long partRows = 1_000_000, Action<RunProgress>? progress = null, CancellationToken stop = default) =>
        new RecalculationRun(TestPolicies.Book, Options(output, partRows)).Run(progress ?? (_ => { }), stop).Totals;

    internal void RunShard(string output, Shard shard) =>
        new RecalculationRun(TestPolicies.Book, Options(output, partRows: 1_000).For(shard)).Run(_ => { }, default);

    private RecalculationOptions Options(string output, long partRows) => new()
    {
        Input = PathOf("in.pb"), Output = PathOf(output), Rejects = PathOf($"{output}.rejects"), PartRows = partRows, Threads = 2,
        Name = PathOf(output), Undetermined = PathOf($"{output}.undetermined"), Sheets = PathOf($"{output}.sheets"),
    };

    /// <summary>The rejects, without the header.</summary>
    internal string[] Rejects(string output) => File.ReadAllLines(PathOf($"{output}.rejects"))[1..];

    internal List<QuoteBatchReply> Replies(string output)
    {
        using var file = File.OpenRead(PathOf(output));
        var replies = new List<QuoteBatchReply>();
        while (file.Position < file.Length) replies.Add(QuoteBatchReply.Parser.ParseDelimitedFrom(file));
        return replies;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
