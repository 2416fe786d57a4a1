using System.Globalization;
using System.Text;
using Canbao.Engine;
using Canbao.Policies;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace Canbao.Mapping;

/// <summary>Errors on the wire: a google.rpc.Status with the fields in google.rpc.BadRequest details.</summary>
public static class ErrorMapper
{
    // Message and details travel in headers; encoded there, each should stay under 1 KB. What is left out is counted.
    private const int MaxBytes = 300;

    public static Google.Rpc.Status ToStatus(RowError error) =>
        ToStatus(error.NotFound ? StatusCode.NotFound : StatusCode.InvalidArgument, error.Problems);

    public static Google.Rpc.Status Invalid(InputProblem problem) => ToStatus(StatusCode.InvalidArgument, [problem]);

    public static Google.Rpc.Status ToStatus(StatusCode code, ValueList<InputProblem> problems)
    {
        var message = new StringBuilder();
        var details = new BadRequest();
        foreach (var problem in problems)
        {
            var text = $"{problem.Field}: {problem.Message}";
            if (details.FieldViolations.Count > 0 && Encoding.UTF8.GetByteCount(text)
                + Encoding.UTF8.GetByteCount(message.ToString()) > MaxBytes) break;
            message.Append(message.Length > 0 ? "; " : "").Append(text);
            details.FieldViolations.Add(new BadRequest.Types.FieldViolation
            {
                Field = problem.Field, Description = problem.Message, Reason = problem.Code,
            });
        }
        var left = problems.Count - details.FieldViolations.Count;
        if (left > 0) message.Append(CultureInfo.InvariantCulture, $"; and {left} more");
        return new Google.Rpc.Status { Code = (int)code, Message = message.ToString(), Details = { Any.Pack(details) } };
    }

    /// <summary>The problems that a status tells of.</summary>
    public static IEnumerable<InputProblem> ProblemsOf(Google.Rpc.Status status) =>
        status.Details[0].Unpack<BadRequest>().FieldViolations.Select(v => new InputProblem(v.Reason, v.Field, v.Description));

    /// <summary>The same error as the status of a call.</summary>
    public static RpcException ToException(Google.Rpc.Status status) => status.ToRpcException();
}
