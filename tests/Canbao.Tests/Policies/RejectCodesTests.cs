using System.Reflection;
using System.Text.RegularExpressions;
using Canbao.Policies;
using Canbao.Recalculation.Settlement;

namespace Canbao.Tests.Policies;

/// <summary>The one list of reasons for which something is refused.</summary>
public partial class RejectCodesTests
{
    private static readonly string[] Codes = [.. typeof(RejectCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];

    [Fact]
    public void Codes_AreOnce_AndEachHasItsMeaning()
    {
        Assert.Equal(Codes, RejectCodes.All);
        Assert.Equal(Codes.Length, Codes.Distinct().Count());
        Assert.Equal(Codes.Length, Codes.Select(code => RejectWords.Of(code).Zh).Distinct().Count());
        // As google.rpc.BadRequest.FieldViolation.reason asks for.
        Assert.All(Codes, code => Assert.Matches(Form(), code));
    }

    /// <summary>A code that no file uses would stand in the list for nothing.</summary>
    [Fact]
    public void EveryCode_IsUsed()
    {
        string[] lists = ["RejectCodes.cs", "RejectWords.cs"];
        var sources = Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !lists.Contains(Path.GetFileName(file))).Select(File.ReadAllText).ToArray();
        Assert.Empty(typeof(RejectCodes).GetFields().Where(field => field.IsLiteral)
            .Where(field => !sources.Any(text => text.Contains($"RejectCodes.{field.Name}", StringComparison.Ordinal))).Select(field => field.Name));
    }

    [GeneratedRegex("^[A-Z][A-Z0-9_]+[A-Z0-9]$")]
    private static partial Regex Form();
}
