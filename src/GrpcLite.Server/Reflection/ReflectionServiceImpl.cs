using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1Alpha;
using GrpcLite.Server.Reflection;

namespace Grpc.Reflection;

/// <summary>The reflection service under its older name, <c>grpc.reflection.v1alpha</c>, which many tools still ask for.</summary>
public class ReflectionServiceImpl : ServerReflection.ServerReflectionBase
{
    private readonly ReflectionAnswers answers;

    public ReflectionServiceImpl(IEnumerable<ServiceDescriptor> serviceDescriptors) =>
        answers = new ReflectionAnswers(serviceDescriptors);

    public ReflectionServiceImpl(params ServiceDescriptor[] serviceDescriptors)
        : this((IEnumerable<ServiceDescriptor>)serviceDescriptors)
    {
    }

    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream,
        IServerStreamWriter<ServerReflectionResponse> responseStream,
        ServerCallContext context)
    {
        while (await requestStream.MoveNext())
        {
            await responseStream.WriteAsync(Answer(requestStream.Current));
        }
    }

    /// <summary>The messages of the two versions are the same on the wire.</summary>
    private ServerReflectionResponse Answer(ServerReflectionRequest request) =>
        ServerReflectionResponse.Parser.ParseFrom(
            answers.Answer(V1.ServerReflectionRequest.Parser.ParseFrom(request.ToByteString())).ToByteString());
}
