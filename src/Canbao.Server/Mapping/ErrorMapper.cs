using Canbao.Engine;
using Canbao.Policies;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace Canbao.Server.Mapping;

/// <summary>Errors on the wire: a google.rpc.Status with the fields in google.rpc.BadRequest details.</summary>
public static class ErrorMapper
{
    private const string DetailsTrailer = "grpc-status-details-bin";

    // Status message and details travel in headers; a client accepts about 8 KB of them in all.
    private const int MaxViolations = 8, MaxMessageLength = 900;

    public static Google.Rpc.Status ToStatus(RowError error) =>
        ToStatus(error.NotFound ? StatusCode.NotFound : StatusCode.InvalidArgument, error.Problems);

    public static Google.Rpc.Status Invalid(InputProblem problem) => ToStatus(StatusCode.InvalidArgument, [problem]);

    public static Google.Rpc.Status ToStatus(StatusCode code, ValueList<InputProblem> problems)
    {
        var message = string.Join("; ", problems.Take(MaxViolations).Select(p => $"{p.Field}: {p.Message}"));
        var status = new Google.Rpc.Status { Code = (int)code, Message = message.Length > MaxMessageLength ? message[..MaxMessageLength] + "…"
            : message };
        var details = new BadRequest();
        foreach (var problem in problems.Take(MaxViolations))
            details.FieldViolations.Add(new BadRequest.Types.FieldViolation { Field = problem.Field, Description = problem.Message });
        status.Details.Add(Any.Pack(details));
        return status;
    }

    /// <summary>The same error as the status of a call.</summary>
    public static RpcException ToException(Google.Rpc.Status status)
    {
        var trailers = new Metadata { { DetailsTrailer, status.ToByteArray() } };
        return new RpcException(new Grpc.Core.Status((StatusCode)status.Code, status.Message), trailers);
    }
}
