using Grpc.Core;
using GrpcLite.Protocol;
using Microsoft.AspNetCore.Http;

namespace GrpcLite.Server.Calls;

/// <summary>Metadata in the headers of ASP.NET.</summary>
internal static class RequestMetadata
{
    internal static Metadata Read(IHeaderDictionary headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers)
        {
            foreach (var value in values)
            {
                Add(metadata, name, value);
            }
        }

        return metadata;
    }

    internal static void Write(Metadata metadata, IHeaderDictionary headers)
    {
        foreach (var entry in metadata)
        {
            if (!MetadataHeaders.IsReserved(entry.Key))
            {
                headers.Append(entry.Key, MetadataHeaders.ToHeader(entry));
            }
        }
    }

    private static void Add(Metadata metadata, string name, string? value)
    {
        try
        {
            MetadataHeaders.AddReceived(metadata, name, value);
        }
        catch (FormatException exception)
        {
            throw new RpcException(new Status(StatusCode.Internal, $"The header {name} is not base64.", exception));
        }
        catch (ArgumentException)
        {
            // A header of HTTP whose name cannot be a metadata key is not for the handler.
        }
    }
}
