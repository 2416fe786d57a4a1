using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;
using static Grpc.Reflection.V1.ServerReflectionRequest;

namespace GrpcLite.Server.Reflection;

/// <summary>Answers the questions of the reflection service about the services of an application.</summary>
internal sealed class ReflectionAnswers
{
    private readonly ListServiceResponse services = new();
    private readonly SymbolTable symbols;

    internal ReflectionAnswers(IEnumerable<ServiceDescriptor> descriptors)
    {
        var known = descriptors.ToList();
        services.Service.AddRange(known.Select(service => new ServiceResponse { Name = service.FullName }));
        symbols = new SymbolTable(known.Select(service => service.File));
    }

    internal ServerReflectionResponse Answer(ServerReflectionRequest request)
    {
        var response = Find(request);
        response.ValidHost = request.Host;
        response.OriginalRequest = request;
        return response;
    }

    private ServerReflectionResponse Find(ServerReflectionRequest request) => request.MessageRequestCase switch
    {
        MessageRequestOneofCase.ListServices => new() { ListServicesResponse = services },
        MessageRequestOneofCase.FileByFilename => Files(symbols.FileNamed(request.FileByFilename), "file"),
        MessageRequestOneofCase.FileContainingSymbol => Files(symbols.FileOf(request.FileContainingSymbol), "symbol"),
        MessageRequestOneofCase.FileContainingExtension => Files(
            symbols.FileOfExtension(request.FileContainingExtension.ContainingType, request.FileContainingExtension.ExtensionNumber),
            "extension"),
        MessageRequestOneofCase.AllExtensionNumbersOfType => ExtensionNumbers(request.AllExtensionNumbersOfType),
        _ => Error(StatusCode.Unimplemented, "The request asks for nothing that is known here."),
    };

    private static ServerReflectionResponse Files(FileDescriptor? file, string wanted)
    {
        if (file is null)
        {
            return NotFound(wanted);
        }

        var found = new FileDescriptorResponse();
        found.FileDescriptorProto.AddRange(SymbolTable.WithImports(file).Select(next => next.SerializedData));
        return new ServerReflectionResponse { FileDescriptorResponse = found };
    }

    private ServerReflectionResponse ExtensionNumbers(string message)
    {
        if (symbols.ExtensionNumbersOf(message) is not { } numbers)
        {
            return NotFound("message type");
        }

        var found = new ExtensionNumberResponse { BaseTypeName = message };
        found.ExtensionNumber.AddRange(numbers);
        return new ServerReflectionResponse { AllExtensionNumbersResponse = found };
    }

    /// <summary>What was asked for is in the response's copy of the request.</summary>
    private static ServerReflectionResponse NotFound(string wanted) => Error(StatusCode.NotFound, $"No such {wanted} is known here.");

    private static ServerReflectionResponse Error(StatusCode code, string message) =>
        new() { ErrorResponse = new ErrorResponse { ErrorCode = (int)code, ErrorMessage = message } };
}
