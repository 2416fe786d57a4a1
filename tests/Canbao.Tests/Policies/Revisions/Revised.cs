using Canbao.Documents;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Tests.Policies.Revisions;

/// <summary>A folder with the project's policies, to one of which revisions are added. Deleted when disposed.</summary>
internal sealed class Revised : IDisposable
{
    public const string Region = "140405", Tier = "standard";

    private const string WindowEnd = "2025-02-25", DayAfter = "2025-02-26", WindowQuote = "集中征缴期为2024年9月1日至2025年2月25日";

    public Revised()
    {
        foreach (var file in Directory.EnumerateFiles(TestPolicies.Folder, "*.yaml", SearchOption.AllDirectories))
            Write(Path.GetRelativePath(TestPolicies.Folder, file), System.IO.File.ReadAllText(file));
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("canbao-revisions-").FullName;

    /// <summary>The first revision: everybody pays 400 yuan on days 1 to 25 of a month until 25 February 2025.</summary>
    public static string First { get; } = TestPolicies.Named($"{Region}/2025@1").Document;

    public PolicyBook Book => PolicyFolder.LoadBook(Folder);

    /// <summary>A further revision, whose collection window ends on another day, with its own citation.</summary>
    public static string Document(int revision, DateOnly from, DateOnly windowEnd) => Edited(First,
        ("revision: 1", $"revision: {revision}\neffective_from: {from:yyyy-MM-dd}\nsupersedes: {revision - 1}"),
        ($"to: {WindowEnd}\n    status: open", $"to: {windowEnd:yyyy-MM-dd}\n    status: open"),
        ($"- id: after_collection                 # 集中征缴期以后，只写明咨询区医保中心\n    from: {DayAfter}",
            $"- id: after_collection\n    from: {windowEnd.AddDays(1):yyyy-MM-dd}"),
        // The cases of newborns keep their days, and so must quote them.
        ("          quote: 集中征缴期间每月1–25日可办理缴费", "          quote: 集中征缴期间每月1–25日可办理缴费，原至2025年2月25日"),
        (WindowQuote, $"集中征缴期为2024年9月1日至{windowEnd.Year}年{windowEnd.Month}月{windowEnd.Day}日"));

    public static string Edited(string document, params (string Old, string New)[] edits)
    {
        foreach (var (old, edit) in edits)
        {
            Assert.Contains(old, document, StringComparison.Ordinal);
            document = document.Replace(old, edit, StringComparison.Ordinal);
        }
        return document;
    }

    public Revised With(int revision, string document)
    {
        Write($"{Region}/2025.r{revision}.yaml", document);
        return this;
    }

    public Revised With(int revision, DateOnly from, DateOnly windowEnd) => With(revision, Document(revision, from, windowEnd));

    public void Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, text);
    }

    public Timeline Timeline() => Book.Find(Region, 2025, 0, out _)!;

    public PolicyFolder Loaded() => PolicyFolder.Load(Folder);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
