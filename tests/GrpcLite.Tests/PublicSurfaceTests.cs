using System.Reflection;
using System.Runtime.CompilerServices;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;

namespace GrpcLite.Tests;

/// <summary>
/// The public members of the two assemblies are those of the official packages, and no others, so that the packages
/// can take their place. PublicSurface.txt was compared with the sources of grpc-dotnet; a new line in it needs the same.
/// </summary>
public sealed class PublicSurfaceTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void Surface_IsTheCommittedOne()
    {
        var lines = new[] { typeof(GrpcChannel).Assembly, typeof(GrpcServiceOptions).Assembly }
            .SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => type.Namespace is not ("Grpc.Health.V1" or "Grpc.Reflection.V1" or "Grpc.Reflection.V1Alpha" or "Google.Rpc"))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(Describe);
        Assert.Equal(File.ReadAllLines(Committed()), lines);
    }

    private static IEnumerable<string> Describe(Type type) =>
        type.GetMembers(Declared)
            .Where(IsVisible)
            .Select(member => $"    {member}")
            .Order(StringComparer.Ordinal)
            .Prepend(type.FullName!);

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase { IsSpecialName: true, IsConstructor: false } => false,
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(accessor => accessor.IsPublic || accessor.IsFamily),
        _ => false,
    };

    private static string Committed([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "PublicSurface.txt");
}
