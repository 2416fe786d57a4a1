using System.IO.Pipelines;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace GrpcLite.Tests;

/// <summary>A read that fails because the caller is gone is a cancellation, also before the server has been told that it is.</summary>
public sealed class LostCallerTests
{
    [Fact]
    public async Task Unary_IsCancelled() => Assert.Equal(StatusCode.Cancelled, await StatusAsync(new IOException("reset"), invoker =>
        invoker.AsyncUnaryCall(ScriptBase.UnaryMethod, null, default, "a").ResponseAsync));

    [Fact]
    public async Task RequestStream_IsCancelled() => Assert.Equal(StatusCode.Cancelled, await StatusAsync(new IOException("reset"), invoker =>
        invoker.AsyncClientStreamingCall(ScriptBase.ClientStreamMethod, null, default).ResponseAsync));

    /// <summary>What else fails in a read is no sign of a lost caller.</summary>
    [Fact]
    public async Task AnotherFailure_IsUnknown() => Assert.Equal(StatusCode.Unknown, await StatusAsync(new FormatException(), invoker =>
        invoker.AsyncUnaryCall(ScriptBase.UnaryMethod, null, default, "a").ResponseAsync));

    private static async Task<StatusCode> StatusAsync(Exception failure, Func<CallInvoker, Task> call)
    {
        await using var host = await GrpcHost.StartAsync(
            app =>
            {
                app.Use((http, next) =>
                {
                    http.Features.Set<IRequestBodyPipeFeature>(new FailingBody(failure));
                    return next(http);
                });
                app.MapGrpcService<ScriptService>();
            },
            services => services.AddSingleton(new ScriptService
            {
                OnClientStream = async (requests, _) => string.Concat(await requests.ReadAllAsync().ToListAsync()),
            }));
        return (await Assert.ThrowsAsync<RpcException>(() => call(host.Invoker()))).StatusCode;
    }

    private sealed class FailingBody(Exception failure) : PipeReader, IRequestBodyPipeFeature
    {
        public PipeReader Reader => this;

        public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            throw failure;
        }

        public override bool TryRead(out ReadResult result) => throw failure;

        public override void AdvanceTo(SequencePosition consumed) => throw new NotSupportedException();

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => throw new NotSupportedException();

        public override void CancelPendingRead()
        {
        }

        public override void Complete(Exception? exception = null)
        {
        }
    }
}
