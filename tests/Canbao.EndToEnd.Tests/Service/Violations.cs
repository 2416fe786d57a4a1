using Google.Rpc;
using Grpc.Core;

namespace Canbao.EndToEnd.Tests.Service;

/// <summary>Reads the details of an error: which fields, and what is wrong with them.</summary>
internal static class Violations
{
    internal static IReadOnlyList<BadRequest.Types.FieldViolation> Of(Google.Rpc.Status status) =>
        Assert.Single(status.Details).Unpack<BadRequest>().FieldViolations;

    /// <summary>The google.rpc.Status that a failed call carries in its trailers.</summary>
    internal static Google.Rpc.Status StatusOf(RpcException thrown)
    {
        var status = thrown.GetRpcStatus()!;
        Assert.Equal((int)thrown.StatusCode, status.Code);
        return status;
    }

    /// <summary>That exactly this field is named, with the value that was sent.</summary>
    internal static void AssertNames(string field, string value, Google.Rpc.Status status)
    {
        var violation = Assert.Single(Of(status));
        Assert.Equal(field, violation.Field);
        Assert.Contains(value, violation.Description, StringComparison.Ordinal);
        Assert.Contains(violation.Description, status.Message, StringComparison.Ordinal);
    }
}
