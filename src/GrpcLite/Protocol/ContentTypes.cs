namespace GrpcLite.Protocol;

/// <summary>Recognises <c>application/grpc</c>, with or without a message format or parameters.</summary>
internal static class ContentTypes
{
    internal const string Grpc = "application/grpc";

    internal static bool IsGrpc(string? contentType) =>
        contentType is not null
        && contentType.StartsWith(Grpc, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == Grpc.Length || contentType[Grpc.Length] is '+' or ';');
}
