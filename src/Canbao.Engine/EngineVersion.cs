using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Canbao.Policies.Interpretation;

namespace Canbao.Engine;

/// <summary>
/// Which code gave an answer, for example "0.1.0+3fa9c2d1e0ab": the product's version, and a digest of the two modules that decide answers,
/// that of the model and the interpreter and that of the engine. A changed rule is another version, even where nobody thought of one; a changed
/// message about a document is not. The same source, compiler and configuration give the same one, wherever they are built.
/// </summary>
public static class EngineVersion
{
    private const int DigestLength = 12;

    /// <summary>The running code's.</summary>
    public static string Current { get; } = Of(ProductVersion(typeof(EngineVersion).Assembly),
        typeof(Interpreter).Module.ModuleVersionId, typeof(EngineVersion).Module.ModuleVersionId);

    /// <summary>The version of a product whose modules have these ids. A compiler that is deterministic makes an id of all it writes.</summary>
    public static string Of(string product, params ReadOnlySpan<Guid> modules) => $"{product}+{Digest(modules)}";

    /// <summary>Tells these modules from others: twelve hexadecimal digits.</summary>
    public static string Digest(params ReadOnlySpan<Guid> modules)
    {
        var text = new StringBuilder();
        foreach (var module in modules) text.Append(module.ToString("N")).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text.ToString())))[..DigestLength];
    }

    private static string ProductVersion(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
