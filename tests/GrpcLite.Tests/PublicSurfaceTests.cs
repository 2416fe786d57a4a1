using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;

namespace GrpcLite.Tests;

/// <summary>
/// The public members of the two assemblies are those of the official packages, and no others, so that the packages can take their
/// place. PublicSurface.txt holds the official signatures of these members. After a change of the public members, and for another
/// version of the packages, it is made anew from the official assemblies:
/// <code>GRPC_OFFICIAL=artifacts/official/bin/Canbao.Cli/release dotnet test tests/GrpcLite.Tests --filter PublicSurface</code>
/// </summary>
public sealed partial class PublicSurfaceTests
{
    [Fact]
    public void EveryMember_IsAnOfficialOne()
    {
        var ours = Describe([typeof(GrpcChannel).Assembly, typeof(GrpcServiceOptions).Assembly]);
        if (Environment.GetEnvironmentVariable("GRPC_OFFICIAL") is { Length: > 0 } folder)
        {
            Renew(ours, folder);
        }

        Assert.Equal(File.ReadLines(Committed()).Where(line => line is not ['#', ..]), ours.SelectMany(type => type.Value.Prepend(type.Key)));
    }

    /// <summary>Each pair differs in one thing that other code notices.</summary>
    [Theory]
    [InlineData(typeof(Samples.Base), typeof(Samples.Open))]
    [InlineData(typeof(Samples.Open), typeof(Samples.Closed))]
    [InlineData(typeof(Samples.Preset), typeof(Samples.NoPreset))]
    [InlineData(typeof(Samples.Preset), typeof(Samples.OtherName))]
    [InlineData(typeof(Samples.Preset), typeof(Samples.Static))]
    [InlineData(typeof(Samples.Preset), typeof(Samples.Virtual))]
    [InlineData(typeof(Samples.Preset), typeof(Samples.ByIn))]
    [InlineData(typeof(Samples.Many), typeof(Samples.Array))]
    [InlineData(typeof(Samples.Settable), typeof(Samples.Initable))]
    [InlineData(typeof(Samples.Settable), typeof(Samples.ForHeirs))]
    [InlineData(typeof(Samples.Constrained), typeof(Samples.Unconstrained))]
    [InlineData(typeof(Samples.One), typeof(Samples.Two))]
    [InlineData(typeof(Samples.One), typeof(Samples.OneAsByte))]
    public void Description_NoticesTheDifference(Type one, Type other) => Assert.NotEqual(DescribeAs("it", one), DescribeAs("it", other));

    private static IEnumerable<string> DescribeAs(string name, Type type) =>
        ApiDescription.Members(type).Prepend(ApiDescription.Head(type)).Select(line => line.Replace(type.FullName!, name, StringComparison.Ordinal));

    private static void Renew(SortedDictionary<string, string[]> ours, string folder)
    {
        // Relative to the repository's root, because a test runs in its own output folder.
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Committed())!, "..", ".."));
        var assemblies = Directory.GetFiles(Path.Combine(root, folder), "Grpc.*.dll").Select(Assembly.LoadFrom).ToArray();
        var official = Describe(assemblies);
        var deviations = ours.SelectMany(type => Deviations(type.Key, type.Value, official.GetValueOrDefault(type.Key))).ToArray();
        Assert.True(deviations.Length == 0, string.Join('\n', deviations));
        var version = assemblies.Select(assembly => assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!)
            .Select(attribute => attribute.InformationalVersion.Split('+')[0]).Distinct().Single();
        string[] header =
        [
            $"# Signatures of grpc-dotnet {version}, of the members that GrpcLite mirrors. PublicSurfaceTests compares them with ours",
            "# and says how this file is made anew from the official assemblies.",
        ];
        File.WriteAllLines(Committed(), [.. header, .. ours.SelectMany(type => official[type.Key].Intersect(type.Value).Prepend(type.Key))]);
    }

    private static IEnumerable<string> Deviations(string type, string[] ours, string[]? official)
    {
        if (official is null)
        {
            return [$"there is no official {type}"];
        }

        // Whoever may derive from the type must have been told of everything to implement.
        var open = ours.Contains("    protected new()") || type.Contains(" interface ", StringComparison.Ordinal);
        return ours.Except(official).Select(line => $"{type}: only here: {line.Trim()}").Concat(
            from line in official.Except(ours)
            where open && line.Contains(" abstract ", StringComparison.Ordinal)
            select $"{type}: an heir needs {line.Trim()}");
    }

    private static SortedDictionary<string, string[]> Describe(IEnumerable<Assembly> assemblies) => new(
        assemblies.SelectMany(ApiDescription.VisibleTypes)
            .Where(type => !OfContracts().IsMatch(type.Namespace!))
            .GroupBy(ApiDescription.Head, ApiDescription.Members)
            .ToDictionary(type => type.Key, type => type.SelectMany(lines => lines).Order(StringComparer.Ordinal).Select(line => $"    {line}").ToArray()),
        StringComparer.Ordinal);

    private static string Committed([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "PublicSurface.txt");

    /// <summary>Generated from contracts that others publish, here as there.</summary>
    [GeneratedRegex(@"^(Google\.Rpc|Grpc\.(Health|Reflection)\.V1(Alpha)?)$")]
    private static partial Regex OfContracts();
}
