using System.Reflection;

namespace GrpcLite.Server.Binding;

/// <summary>Finds the method of a service class that handles a gRPC method.</summary>
internal static class HandlerMethod
{
    /// <summary>
    /// The most derived override of the base class's method. A method that hides it is skipped: only an override
    /// is what a caller of the base class would reach.
    /// </summary>
    internal static MethodInfo? Find(Type serviceType, Type declaringType, string name, Type[] parameters)
    {
        for (var type = serviceType; type is not null; type = type.BaseType)
        {
            var method = type.GetMethod(name, BindingFlags.Public | BindingFlags.Instance, parameters);
            if (method is null || (method.IsVirtual && method.GetBaseDefinition().DeclaringType == declaringType))
            {
                return method;
            }
        }

        return null;
    }
}
