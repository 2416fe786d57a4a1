namespace Microsoft.AspNetCore.Builder;

/// <summary>Options of gRPC-Web.</summary>
public class GrpcWebOptions
{
    /// <summary>Whether endpoints that say nothing about gRPC-Web answer it.</summary>
    public bool DefaultEnabled { get; set; }
}
