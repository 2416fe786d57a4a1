namespace GrpcLite.Protocol;

/// <summary>Recognises the content types of gRPC and gRPC-Web, with or without a message format or parameters.</summary>
internal static class ContentTypes
{
    internal const string Grpc = "application/grpc";
    internal const string GrpcWeb = "application/grpc-web";
    internal const string GrpcWebText = "application/grpc-web-text";

    internal static bool IsGrpc(string? contentType) => Is(contentType, Grpc);

    internal static bool IsGrpcWeb(string? contentType) => Is(contentType, GrpcWeb) || Is(contentType, GrpcWebText);

    internal static bool IsGrpcWebText(string? contentType) => Is(contentType, GrpcWebText);

    private static bool Is(string? contentType, string wanted) =>
        contentType is not null
        && contentType.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == wanted.Length || contentType[wanted.Length] is '+' or ';');
}
