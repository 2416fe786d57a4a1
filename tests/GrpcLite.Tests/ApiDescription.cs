using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace GrpcLite.Tests;

/// <summary>
/// What code that uses or derives from a type can see of it, one line each. Whatever makes such code compile differently changes a
/// line: names, types, modifiers, defaults, constraints, accessors, base types, interfaces, values. Nullability is left out.
/// </summary>
internal static partial class ApiDescription
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    internal static IEnumerable<Type> VisibleTypes(Assembly assembly) => assembly.GetTypes().Where(IsVisible);

    internal static string Head(Type type) =>
        $"{Warnings(type)}{Access(type)}{Kind(type)} {NameOf(type)}{Constraints(type.GetGenericArguments())}";

    internal static IEnumerable<string> Members(Type type) => type.BaseType == typeof(MulticastDelegate)
        ? [Line(type.GetMethod("Invoke")!)!]
        : type.GetMembers(Declared).Select(Line).OfType<string>().Concat(Ancestors(type));

    private static IEnumerable<string> Ancestors(Type type)
    {
        if (type.IsEnum)
        {
            return [$": {NameOf(Enum.GetUnderlyingType(type))}"];
        }

        var usage = type.GetCustomAttribute<AttributeUsageAttribute>(inherit: false);
        return type.GetInterfaces().Append(type.BaseType).OfType<Type>()
            .Where(ancestor => ancestor != typeof(object) && ancestor != typeof(ValueType) && ancestor.IsVisible)
            .Select(ancestor => $": {NameOf(ancestor)}")
            .Concat(usage is null ? [] : [$"[on {usage.ValidOn}, AllowMultiple={usage.AllowMultiple}, Inherited={usage.Inherited}]"])
            .Concat(type.IsDefined(typeof(DefaultMemberAttribute)) ? ["[indexed]"] : []);
    }

    private static string? Line(MemberInfo member) => member switch
    {
        MethodInfo method when IsOwn(method) => $"{Warnings(method)}{Access(method)}{Modifiers(method)}{NameOf(method.ReturnType)} {method.Name}"
            + $"{Arguments(method.GetGenericArguments())}({Parameters(method)}){Constraints(method.GetGenericArguments())}",
        ConstructorInfo maker when Access(maker) is not null && !maker.IsStatic => $"{Warnings(maker)}{AccessOf(maker)}new({Parameters(maker)})",
        PropertyInfo property => LineOf(property),
        EventInfo change when Access(change.AddMethod!) is { } access => $"{Warnings(change)}{access}event {NameOf(change.EventHandlerType!)} {change.Name}",
        FieldInfo { IsSpecialName: false } field when field.IsPublic || IsForHeirs(field.IsFamily, field.IsFamilyOrAssembly) =>
            $"{Warnings(field)}{(field.IsPublic ? "public " : "protected ")}{FieldKind(field)}{NameOf(field.FieldType)} {field.Name}{Constant(field)}",
        _ => null,
    };

    private static string? LineOf(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(accessor => Access(accessor) is not null).ToArray();
        if (accessors.Length == 0)
        {
            return null;
        }

        var parameters = property.GetIndexParameters();
        var index = parameters.Length == 0 ? "" : $"[{string.Join(", ", parameters.Select(Parameter))}]";
        var shown = accessors.Select(accessor => $"{Access(accessor)}{AccessorName(accessor)};").Order(StringComparer.Ordinal);
        return $"{Warnings(property)}{Modifiers(accessors[0])}{NameOf(property.PropertyType)} {property.Name}{index} {{ {string.Join(' ', shown)} }}";
    }

    private static string AccessorName(MethodInfo accessor) => accessor.ReturnType != typeof(void)
        ? "get"
        : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init" : "set";

    /// <summary>Operators and what is neither an accessor nor an override of what every object has.</summary>
    private static bool IsOwn(MethodInfo method) =>
        Access(method) is not null
        && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
        && method.GetBaseDefinition().DeclaringType != typeof(object);

    private static bool IsVisible(Type type) => type.IsNested
        ? IsVisible(type.DeclaringType!) && (type.IsNestedPublic || IsForHeirs(type.IsNestedFamily, type.IsNestedFamORAssem))
        : type.IsPublic;

    private static string Access(Type type) => type.IsPublic || type.IsNestedPublic ? "public " : "protected ";

    private static string? Access(MethodBase method) =>
        method.IsPublic ? "public " : IsForHeirs(method.IsFamily, method.IsFamilyOrAssembly) ? "protected " : null;

    /// <summary>Nobody but an heir can call what makes an abstract type, whether it says so or not.</summary>
    private static string? AccessOf(ConstructorInfo maker) => maker.DeclaringType!.IsAbstract ? "protected " : Access(maker);

    private static bool IsForHeirs(bool family, bool familyOrAssembly) => family || familyOrAssembly;

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => type.IsDefined(typeof(FlagsAttribute)) ? "flags enum" : "enum",
        { IsValueType: true } => "struct",
        _ when type.BaseType == typeof(MulticastDelegate) => "delegate",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string Modifiers(MethodInfo method)
    {
        if (method.IsStatic)
        {
            return method.IsDefined(typeof(ExtensionAttribute)) ? "static extension " : "static ";
        }

        var overriding = method.GetBaseDefinition() != method;
        return method switch
        {
            { IsAbstract: true } => overriding ? "abstract override " : "abstract ",
            { IsVirtual: true, IsFinal: false } => overriding ? "override " : "virtual ",
            { IsVirtual: true } when overriding => "sealed override ",
            _ => "",
        };
    }

    private static string FieldKind(FieldInfo field) => field switch
    {
        { IsLiteral: true } => "const ",
        { IsStatic: true, IsInitOnly: true } => "static readonly ",
        { IsStatic: true } => "static ",
        { IsInitOnly: true } => "readonly ",
        _ => "",
    };

    private static string Constant(FieldInfo field) => field.IsLiteral ? $" = {field.GetRawConstantValue() ?? "null"}" : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var kind = parameter switch
        {
            { IsOut: true } => "out ",
            { ParameterType.IsByRef: true } => parameter.IsIn ? "in " : "ref ",
            _ => parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "",
        };
        var preset = parameter.HasDefaultValue ? $" = {parameter.RawDefaultValue ?? "default"}" : parameter.IsOptional ? " = optional" : "";
        return $"{kind}{NameOf(parameter.ParameterType)} {parameter.Name}{preset}";
    }

    /// <summary>Of generic parameters: constraints and variance.</summary>
    private static string Constraints(Type[] arguments) =>
        string.Concat(arguments.Where(argument => argument.IsGenericParameter).Select(argument =>
        {
            var flags = $"{argument.GenericParameterAttributes}".Replace("ReferenceTypeConstraint", "class", StringComparison.Ordinal);
            var parts = argument.GetGenericParameterConstraints().Select(NameOf).Order(StringComparer.Ordinal)
                .Concat(flags == nameof(GenericParameterAttributes.None) ? [] : [flags]).ToArray();
            return parts.Length == 0 ? "" : $" where {argument.Name} : {string.Join(", ", parts)}";
        }));

    private static string Arguments(Type[] arguments) =>
        arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments.Select(NameOf))}>";

    private static string NameOf(Type type) => type switch
    {
        { IsByRef: true } => NameOf(type.GetElementType()!),
        { IsArray: true } => $"{NameOf(type.GetElementType()!)}[]",
        { IsGenericParameter: true } => type.Name,
        { IsGenericType: true } => Arity().Replace(type.GetGenericTypeDefinition().FullName!, "") + Arguments(type.GetGenericArguments()),
        _ => type.FullName!,
    };

    /// <summary>What makes the compiler warn, which is an error here.</summary>
    private static string Warnings(MemberInfo member) =>
        string.Concat(member.GetCustomAttributesData().Select(attribute => attribute.AttributeType.Name switch
        {
            nameof(ObsoleteAttribute) => "obsolete ",
            "ExperimentalAttribute" => "experimental ",
            _ => "",
        }));

    [GeneratedRegex(@"`\d+")]
    private static partial Regex Arity();
}
