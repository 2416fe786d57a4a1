namespace Grpc.Core;

/// <summary>Credentials that each call carries in its headers.</summary>
public abstract class CallCredentials
{
    private protected CallCredentials()
    {
    }

    internal abstract AsyncAuthInterceptor Interceptor { get; }

    public static CallCredentials FromInterceptor(AsyncAuthInterceptor interceptor)
    {
        ArgumentNullException.ThrowIfNull(interceptor);
        return new InterceptorCredentials(interceptor);
    }

    private sealed class InterceptorCredentials(AsyncAuthInterceptor interceptor) : CallCredentials
    {
        internal override AsyncAuthInterceptor Interceptor => interceptor;
    }
}
