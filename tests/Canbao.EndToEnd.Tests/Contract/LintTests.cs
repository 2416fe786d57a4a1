using Canbao.EndToEnd.Tests.Interop;

namespace Canbao.EndToEnd.Tests.Contract;

/// <summary>The contract keeps the rules of buf.yaml, which leaves out no more than it must.</summary>
public class LintTests
{
    private static readonly string[] Lines = File.ReadAllLines(Buf.Rules);

    public static TheoryData<string> Exceptions() => [.. Lines
        .SkipWhile(line => line.Trim() != "except:").TakeWhile(line => line.Trim() != "breaking:")
        .Select(line => line.Trim()).Where(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => line[2..])];

    [Fact]
    public async Task Contract_KeepsTheRules() => Assert.Equal(new Child.Result(0, "", ""), await Buf.LintAsync(Buf.Rules));

    [Theory]
    [MemberData(nameof(Exceptions))]
    public async Task Exception_IsNeeded(string exception)
    {
        var without = Lines.Where(line => line.Trim() != $"- {exception}");
        var rules = Path.Combine(Path.GetTempPath(), $"canbao-buf-{Guid.NewGuid():N}.yaml");
        try
        {
            await File.WriteAllLinesAsync(rules, without);
            var result = await Buf.LintAsync(rules);
            Assert.NotEqual(0, result.ExitCode);
            Assert.Contains(exception, result.Output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(rules);
        }
    }

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void Exception_HasItsReason(string exception)
    {
        var at = Array.FindIndex(Lines, line => line.Trim() == $"- {exception}");
        Assert.StartsWith("# ", Lines[at - 1].Trim());
    }
}
