using System.CommandLine;
using Canbao.Cli.Commands;

namespace Canbao.Tests.Cli;

/// <summary>Every option of every command that takes a number, found by looking through them all: so a new one is covered too.</summary>
public class NumberOptionTests
{
    private static readonly Type[] Numbers =
        [typeof(int), typeof(long), typeof(uint), typeof(ulong), typeof(short), typeof(double), typeof(float), typeof(decimal)];

    private static readonly string[] NoNumbers =
        ["abc", "", " ", "1.5", "1,000", "1e3", "0x10", "１０", "٣", "99999999999999999999999", "-99999999999999999999999", "1 2"];

    public static TheoryData<string, string> Options => new(AllOf(AllCommands.Root(), []).Select(option => (option.Command, option.Option)));

    [Theory]
    [MemberData(nameof(Options))]
    public void WhatIsNoNumber_IsToldInOneSentence(string command, string option)
    {
        foreach (var text in NoNumbers)
        {
            var errors = AllCommands.Root().Parse([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), option, text]).Errors
                .Where(error => error.Message.Contains(option, StringComparison.Ordinal)).ToArray();
            var error = Assert.Single(errors);
            Assert.StartsWith($"{option}: '", error.Message, StringComparison.Ordinal);
            Assert.Contains("is not allowed; expected a whole number from ", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
        }
    }

    [Fact]
    public void All_AreFound()
    {
        string[] some =
        [
            "recalculate --patience", "recalculate --threads", "recalculate --memory", "recalculate --part-rows", "compare --threads", "generate --residents",
            "generate --seed", "demo --residents", "readings --residents", "quote --year", "quote --gap-years", "calendar --revision",
        ];
        Assert.Empty(some.Except(Options.Select(row => $"{row.Data.Item1} {row.Data.Item2}")));
    }

    [Theory]
    [InlineData("recalculate --in a --out b --patience abc", "--patience: 'abc' is not allowed; expected a whole number from 1 to 86400")]
    [InlineData("recalculate --in a --out b --threads 1.5", "--threads: '1.5' is not allowed; expected a whole number from 1 to 256")]
    [InlineData("recalculate --in a --out b --part-rows 99999999999", "--part-rows: '99999999999' is not allowed")]
    public void Program_EndsWithIt(string arguments, string says)
    {
        var run = ProgramRun.Of(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(" at ", run.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Command, string Option)> AllOf(Command command, string[] path)
    {
        foreach (var option in command.Options.Where(option => Numbers.Contains(Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType)))
            yield return (string.Join(' ', path), option.Name);
        foreach (var child in command.Subcommands)
            foreach (var found in AllOf(child, [.. path, child.Name])) yield return found;
    }
}
