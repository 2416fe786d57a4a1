using Canbao.Documents.Residents;
using Canbao.Generation;
using Canbao.Policies;
using Canbao.Recalculation;
using Canbao.Recalculation.Answers.Remote;

namespace Canbao.EndToEnd.Tests.Recalculation;

/// <summary>Generated residents of all policies, some of them spoilt, to be answered in process or through a service, with the same outcome.</summary>
internal sealed class ServedJob : IDisposable
{
    private const int SpoiltEach = 37;

    private readonly string _folder = Directory.CreateTempSubdirectory("canbao-served-job-").FullName;

    internal ServedJob(PolicyBook book, int residents)
    {
        Book = book;
        using var text = new MemoryStream();
        ResidentFile.Write(text, ResidentGenerator.For(book, seed: 5), residents, _ => { }, default);
        var lines = System.Text.Encoding.UTF8.GetString(text.ToArray()).Split('\n')[..^1];
        for (var i = SpoiltEach; i < lines.Length; i += SpoiltEach) lines[i] = Spoil(lines[0].Split(','), lines[i].Split(','), i / SpoiltEach);
        File.WriteAllLines(Input, lines);
    }

    internal PolicyBook Book { get; }

    internal string Input => PathOf("residents.csv");

    internal string PathOf(string name) => Path.Combine(_folder, name);

    internal RecalculationRun Run(string output, params Uri[] addresses) => new(Book, new RecalculationOptions
    {
        Input = Input, Output = PathOf(output), Rejects = PathOf($"{output}.rejects"), Name = PathOf(output),
        Undetermined = PathOf($"{output}.undetermined"), Sheets = PathOf($"{output}.sheets"), PartRows = 4_000, Threads = 1,
        Service = addresses.Length == 0 ? null : new RemoteOptions(addresses, TimeSpan.FromSeconds(3)),
    });

    /// <summary>Runs in process, for comparison.</summary>
    internal PartTotals RunHere() => Run("here").Run(_ => { }, default).Totals;

    /// <summary>Quotes, rejects and totals, to the last bit those of the run in process.</summary>
    internal void AssertSameAsHere(PartTotals here, string output, PartTotals totals)
    {
        Assert.Equal(here.ToJson().ToJsonString(), totals.ToJson().ToJsonString());
        Assert.Equal(File.ReadAllBytes(PathOf("here")), File.ReadAllBytes(PathOf(output)));
        foreach (var list in (string[])["rejects", "undetermined"])
            Assert.Equal(File.ReadAllText(PathOf($"here.{list}")), File.ReadAllText(PathOf($"{output}.{list}")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>All that the service says otherwise than the engine, or cuts, or cannot be sent; and what it says the same.</summary>
    private static string Spoil(string[] columns, string[] fields, int kind)
    {
        (string Column, string Value)[] spoilt = (kind % 12) switch
        {
            0 => [(ResidentFields.Tier, "tier9")],
            1 => [(ResidentFields.PaymentDate, "20250230")],
            2 => [(ResidentFields.BirthDate, "20990101"), (ResidentFields.EventDate, "20990102")],
            // More problems than the service names.
            3 => [(ResidentFields.Identities, string.Concat(Enumerable.Range(0, 15).Select(i => $"nobody{i};"))), (ResidentFields.Tier, "tier9")],
            4 => [(ResidentFields.Region, "000000")],
            5 => [(ResidentFields.BenefitYear, "1999")],
            6 => [(ResidentFields.PolicyRevision, "9")],
            7 => [(ResidentFields.PolicyRevision, "1")],
            // A good resident, but a larger profile than the service takes.
            8 => [(ResidentFields.Addons, string.Join(';', Enumerable.Range(0, 8).Select(i => $"{i}{new string('x', 63)}")))],
            9 => [(ResidentFields.Region, new string('5', 700))],
            10 => [(ResidentFields.GapYears, "2000000000"), (ResidentFields.ContinuousYears, "5")],
            _ => [(ResidentFields.Id, "one,more,fields")],
        };
        foreach (var (column, value) in spoilt) fields[Array.IndexOf(columns, column)] = value;
        return string.Join(',', fields);
    }
}
