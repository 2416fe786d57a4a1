namespace Grpc.Core;

/// <summary>The request stream of a call.</summary>
public interface IClientStreamWriter<in T> : IAsyncStreamWriter<T>
{
    /// <summary>Ends the request stream.</summary>
    Task CompleteAsync();
}
