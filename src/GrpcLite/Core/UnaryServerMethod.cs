namespace Grpc.Core;

/// <summary>The server's side of a call.</summary>
public delegate Task<TResponse> UnaryServerMethod<TRequest, TResponse>(
    TRequest request,
    ServerCallContext context)
    where TRequest : class
    where TResponse : class;
