namespace Grpc.Core;

/// <summary>Carries a handler's context into the calls it makes. No implementation here issues one.</summary>
public abstract class ContextPropagationToken
{
    internal ContextPropagationToken()
    {
    }
}
