using System.Reflection;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace GrpcLite.Server.Binding;

/// <summary>The static bind method of a service, and the base class that declares the service's methods.</summary>
internal sealed class BindMethod
{
    private readonly MethodInfo method;

    private BindMethod(MethodInfo method, Type declaringType)
    {
        this.method = method;
        DeclaringType = declaringType;
    }

    /// <summary>The second parameter of the bind method.</summary>
    internal Type DeclaringType { get; }

    /// <summary>What the class of the bind method says of its service; null if it says nothing.</summary>
    internal ServiceDescriptor? Descriptor =>
        method.DeclaringType!.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as ServiceDescriptor;

    /// <summary>Finds the attribute on the service type or the nearest of its bases.</summary>
    internal static BindMethod Of(Type serviceType)
    {
        for (var type = serviceType; type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is { } attribute)
            {
                return Of(attribute, type);
            }
        }

        throw new InvalidOperationException(
            $"{serviceType} is not a gRPC service: neither it nor a base class has {nameof(BindServiceMethodAttribute)}.");
    }

    internal void Invoke(ServiceBinderBase binder) =>
        method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [binder, null], null);

    private static BindMethod Of(BindServiceMethodAttribute attribute, Type declaringType)
    {
        var method = attribute.BindType.GetMethod(
            attribute.BindMethodName,
            BindingFlags.Public | BindingFlags.Static,
            [typeof(ServiceBinderBase), declaringType])
            ?? throw new InvalidOperationException(
                $"{attribute.BindType} has no public static {attribute.BindMethodName}({nameof(ServiceBinderBase)}, {declaringType.Name}).");
        return new BindMethod(method, declaringType);
    }
}
