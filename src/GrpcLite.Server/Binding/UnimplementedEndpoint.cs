using Grpc.Core;
using GrpcLite.Server.Calls;
using GrpcLite.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace GrpcLite.Server.Binding;

/// <summary>Answers calls of unknown services and methods.</summary>
internal static class UnimplementedEndpoint
{
    private static readonly object Policies = new { unknownMethod = new GrpcRequestConstraint() };

    internal static IEndpointConventionBuilder MapMethod(IEndpointRouteBuilder routes, string serviceName) =>
        Map(routes, serviceName + "/{unknownMethod}", "Method is unimplemented.");

    internal static IEndpointConventionBuilder MapService(IEndpointRouteBuilder routes) =>
        Map(routes, "{unknownService}/{unknownMethod}", "Service is unimplemented.");

    private static IEndpointConventionBuilder Map(IEndpointRouteBuilder routes, string pattern, string detail)
    {
        var endpoint = routes.Map(
            RoutePatternFactory.Parse(pattern, defaults: null, parameterPolicies: Policies),
            http => AnswerAsync(http, detail));
        endpoint.WithMetadata(
            new HttpMethodMetadata([HttpMethods.Post], acceptCorsPreflight: true), UnimplementedMatcherPolicy.Marker.Instance);
        return endpoint.WithDisplayName($"gRPC - unimplemented {pattern}");
    }

    private static Task AnswerAsync(HttpContext http, string detail)
    {
        if (RequestCheck.Accepts(http))
        {
            ResponseStatus.WriteHeadersOnly(http.Response, new Status(StatusCode.Unimplemented, detail));
        }

        return Task.CompletedTask;
    }
}
