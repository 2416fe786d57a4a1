using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace GrpcLite.Server.Binding;

/// <summary>
/// Where a method is mapped, the endpoints for unknown methods are no candidates. Without this each call of a known method
/// pays for the parts of its path that their patterns would capture: two strings, a dictionary and a constraint.
/// </summary>
internal sealed class UnimplementedMatcherPolicy : MatcherPolicy, INodeBuilderPolicy
{
    /// <summary>Before the policy that looks at the HTTP method.</summary>
    public override int Order => -2000;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        endpoints.Any(IsMarked) && endpoints.Any(IsMethod);

    public IReadOnlyList<PolicyNodeEdge> GetEdges(IReadOnlyList<Endpoint> endpoints) =>
        [new PolicyNodeEdge(this, [.. endpoints.Where(endpoint => !IsMarked(endpoint))])];

    public PolicyJumpTable BuildJumpTable(int exitDestination, IReadOnlyList<PolicyJumpTableEdge> edges) =>
        new OnlyEdge(edges.Single().Destination);

    /// <summary>Another endpoint of the application, such as its fallback for every path, takes no calls of unknown methods.</summary>
    private static bool IsMethod(Endpoint endpoint) => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>() is not null;

    private static bool IsMarked(Endpoint endpoint) => endpoint.Metadata.GetMetadata<Marker>() is not null;

    /// <summary>Marks the endpoints for unknown services and methods.</summary>
    internal sealed class Marker
    {
        internal static readonly Marker Instance = new();
    }

    private sealed class OnlyEdge(int destination) : PolicyJumpTable
    {
        public override int GetDestination(HttpContext httpContext) => destination;
    }
}
