using Canbao.Api.Client;
using Canbao.EndToEnd.Tests.Service;
using Canbao.V1;
using Resident = Canbao.Api.Client.Resident;

namespace Canbao.EndToEnd.Tests.Client;

/// <summary>The examples in docs/OPERATIONS.md are this file's code, and do what they say.</summary>
[Collection(SharedServer.Name)]
public class ExampleTests(RunningServer server)
{
    [Fact]
    public void Docs_ShowTheCodeOfThisFile()
    {
        var docs = File.ReadAllText(Path.Combine(RepositoryFolder.Root, "docs", "OPERATIONS.md"));
        var source = Unindented(File.ReadAllText(
            Path.Combine(RepositoryFolder.Root, "tests", "Canbao.EndToEnd.Tests", "Client", "ExampleTests.cs")));
        var examples = docs.Split("```csharp\n").Skip(1).Select(part => part.Split("```")[0]).ToArray();
        Assert.Equal(2, examples.Length);
        foreach (var example in examples) Assert.Contains(Unindented(example), source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_GiveOneLineForEachResident()
    {
        var (first, second) = (new Uri(server.Address), new Uri(server.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)));
        var lines = new List<string>();
        var profile = new Profile { Tier = "tier1", Identities = { "subsistence_allowance" } };
        var residents = Enumerable.Repeat(
            new Resident { Region = "500230", BenefitYear = 2025, Profile = profile, PaymentDate = 20241115 }, 3).ToAsyncEnumerable();

        await using var client = new QuoteClient(new QuoteClientOptions { Addresses = [first, second] });
        await foreach (var answer in client.QuoteAsync(residents))
            lines.Add(answer.Quote is { } quote ? $"{quote.Status} {quote.FeeFen}" : answer.Error!.Message);

        Assert.Equal(Enumerable.Repeat("Open 4000", 3), lines);
    }

    [Fact]
    public async Task Columns_AddUp()
    {
        await using var client = new QuoteClient(new Uri(server.Address));
        var dates = Enumerable.Range(0, 1_000).Select(i => 20241101u + (uint)i % 30).ToArray();
        var fen = 0L;

        var handle = client.Intern(new Profile { Region = "500230", Tier = "tier1" });
        var batch = new ResidentColumns { BenefitYear = 2025, Profiles = Enumerable.Repeat(handle, dates.Length).ToArray(), PaymentDate = dates };
        await foreach (var answers in client.QuoteColumnsAsync([batch]))
        {
            if (answers.Error is { } error) throw new InvalidDataException($"batch {answers.BatchId}: {error.Message}");
            foreach (var index in answers.QuoteIndex.Span) fen += answers.Distinct[(int)index].Quote.FeeFen;
        }

        Assert.Equal(1_000 * 400_00, fen);
    }

    private static string Unindented(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()));
}
