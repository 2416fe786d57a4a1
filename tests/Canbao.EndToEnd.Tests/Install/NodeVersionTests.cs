using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Canbao.EndToEnd.Tests.Install;

/// <summary>Debian 12 itself brings Node 18; whoever has no newer one runs the tests too.</summary>
public partial class NodeVersionTests
{
    private const int Debians = 18;

    [Theory]
    [InlineData("tests/Canbao.EndToEnd.Tests/clients")]
    [InlineData("benchmarks/peers")]
    public void EveryModule_RunsOnDebiansNode(string folder)
    {
        using var locked = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryFolder.Root, folder, "package-lock.json")));
        var modules = locked.RootElement.GetProperty("packages").EnumerateObject().ToList();
        Assert.True(modules.Count > 3);
        Assert.Empty(from module in modules
                     where module.Value.TryGetProperty("engines", out var engines) && engines.TryGetProperty("node", out _)
                     let asked = module.Value.GetProperty("engines").GetProperty("node").GetString()!
                     where !Allows(asked)
                     select $"{module.Name}: {asked}");
    }

    [Theory]
    [InlineData(">=18", true)]
    [InlineData(">= 14", true)]
    [InlineData("6.* || 8.* || >= 10.*", true)]
    [InlineData("^18.18.0 || >=20", true)]
    [InlineData(">=20", false)]
    [InlineData(">=18.21.0", false)]
    [InlineData("16.* || >= 20", false)]
    public void Range_IsRead(string range, bool allows) => Assert.Equal(allows, Allows(range));

    /// <summary>Of the ranges that lock files hold: from a version on, or one version with all that come after its point.</summary>
    private static bool Allows(string range) => range.Split("||").Any(part =>
    {
        var found = Range().Match(part.Trim());
        Assert.True(found.Success, $"'{range}' cannot be read");
        var (major, minor) = (Number(found.Groups["major"]), Number(found.Groups["minor"]));
        // Debian's is 18.20.
        return found.Groups["from"].Success ? major < Debians || (major == Debians && minor <= 20) : major == Debians && minor <= 20;
    });

    private static int Number(Group group) => int.TryParse(group.Value, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(@"^(?<from>>=)? *\^?(?<major>\d+)(\.(?<minor>\d+|\*|x))?(\.(\d+|\*|x))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Range();
}
