using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Canbao.EndToEnd.Tests.Interop;
using Canbao.Tests.Notices;

namespace Canbao.Tests.Cli;

/// <summary>canbao notice check, as a person and as a program call it.</summary>
public sealed class NoticeCommandTests : IDisposable
{
    private static readonly string Bad = InventedNotices.Edited(InventedNotices.Table, "700元\t336元\t84元", "700元\t336元\t\u001b[31m74元");

    private readonly string folder = Directory.CreateTempSubdirectory("canbao-notice-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void GoodNotice_EndsWithZero()
    {
        var run = Run(File("good.txt", Encoding.UTF8.GetBytes(InventedNotices.Table)));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("nothing found", run.Output, StringComparison.Ordinal);
        var json = Run(File("bom.txt", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(InventedNotices.Tiers)]), "--json");
        Assert.Equal(0, json.ExitCode);
        Assert.Empty(JsonDocument.Parse(json.Output).RootElement.GetProperty("findings").EnumerateArray());
    }

    [Fact]
    public void BadNotice_ShowsBothPassagesWithTheirLines()
    {
        var run = Run(File("bad.txt", Encoding.UTF8.GetBytes(InventedNotices.Edited(InventedNotices.Table, "336元\t84元", "336元\t74元"))));
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        foreach (var part in (string[])["sum: 低保对象：", "336 + 74 = 410元", "410 yuan, not 420", "第15行 line 15: 「低保对象 700元 336元 74元」",
            "第11行 line 11: 「2026年度个人缴费标准提高20元，达到每人每年420元」", "1 finding"])
            Assert.Contains(part, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_HasStableNames()
    {
        var run = Run(File("bad.txt", Encoding.UTF8.GetBytes(Bad)), "--json");
        Assert.Equal(1, run.ExitCode);
        var finding = Assert.Single(JsonDocument.Parse(run.Output).RootElement.GetProperty("findings").EnumerateArray());
        Assert.Equal(["code", "zh", "en", "passages"], finding.EnumerateObject().Select(p => p.Name));
        Assert.Equal("sum", finding.GetProperty("code").GetString());
        var passage = finding.GetProperty("passages")[0];
        Assert.Equal(["line", "end_line", "text"], passage.EnumerateObject().Select(p => p.Name));
        Assert.Equal((15, 15), (passage.GetProperty("line").GetInt32(), passage.GetProperty("end_line").GetInt32()));
    }

    [Fact]
    public void Lines_MayEndInCarriageReturns()
    {
        var notice = InventedNotices.Edited(InventedNotices.Table, "336元\t84元", "336元\t74元").Replace('\n', '\r');
        var run = Run(File("OLD.TXT", Encoding.UTF8.GetBytes(notice)));
        Assert.Contains("第15行 line 15: 「低保对象 700元 336元 74元」", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, run.ExitCode);
    }

    /// <summary>What stands in a notice must not reach the terminal as a command to it.</summary>
    [Fact]
    public void Output_IsEscaped()
    {
        var run = Run(File("bad.txt", Encoding.UTF8.GetBytes(InventedNotices.Edited(InventedNotices.Table, "（9月1日—12月31日）", "（9月1日—12月\u001b25日）"))));
        Assert.Contains("12月\\u001b25日", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Fact]
    public void Rejects_WhatIsNoNotice()
    {
        Rejects("cannot be read", Path.Combine(folder, "nothing.txt"));
        Rejects("cannot be read", folder);
        Rejects("not UTF-8 (byte 0)", File("gbk.txt", [0xD4, 0xC6, 0xCF, 0xAA]));
        Rejects("larger than 1 MiB", File("large.txt", new byte[(1 << 20) + 1]));
        Rejects("is empty and holds no Chinese", File("empty.txt", []));
        Rejects("is empty and holds no Chinese", File("blank.TXT", [.. Encoding.UTF8.Preamble, .. "\r\n \r"u8]));
        Rejects("no Chinese", File("english.txt", "A notice."u8.ToArray()));
        Rejects("bytes of 0", File("zero.txt", Encoding.UTF8.GetBytes("云溪\0县")));
        Rejects("Required argument");
    }

    [Theory]
    [InlineData("notice")]
    [InlineData("notice check")]
    public void Help_HasAnExample(string command) =>
        Assert.Contains("  canbao notice check", Start([.. command.Split(' '), "--help"]).Output, StringComparison.Ordinal);

    private static void Rejects(string part, params string[] arguments)
    {
        var run = Run(arguments);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
    }

    private string File(string name, byte[] bytes)
    {
        var path = Path.Combine(folder, name);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }

    private static (int ExitCode, string Output, string Error) Run(params string[] arguments) => Start(["notice", "check", .. arguments]);

    private static (int ExitCode, string Output, string Error) Start(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "canbao.dll"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        using var process = Child.Start(start);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
