namespace Grpc.Core;

/// <summary>The call that credentials are wanted for.</summary>
public class AuthInterceptorContext
{
    public AuthInterceptorContext(string serviceUrl, string methodName)
    {
        ArgumentNullException.ThrowIfNull(serviceUrl);
        ArgumentNullException.ThrowIfNull(methodName);
        ServiceUrl = serviceUrl;
        MethodName = methodName;
    }

    public string ServiceUrl { get; }

    public string MethodName { get; }
}
