using GrpcLite.Protocol;
using GrpcLite.Server.Calls;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GrpcLite.Server.Hosting;

/// <summary>Keeps the endpoints for unknown services and methods away from requests that are not gRPC.</summary>
internal sealed class GrpcRequestConstraint : IRouteConstraint
{
    public bool Match(
        HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        httpContext is null
        || RequestCheck.IsCorsPreflight(httpContext.Request)
        || ContentTypes.IsGrpc(httpContext.Request.ContentType)
        || ContentTypes.IsGrpcWeb(httpContext.Request.ContentType);
}
