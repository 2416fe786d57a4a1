using System.Xml.Linq;
using Canbao.Engine;
using Canbao.Policies.Interpretation;

namespace Canbao.Tests.Engine;

/// <summary>The name of the code that answers.</summary>
public class EngineVersionTests
{
    [Fact]
    public void Current_NamesTheProductAndADigest()
    {
        var product = XDocument.Load(Path.Combine(RepositoryRoot.Path, "Directory.Build.props")).Descendants("Version").Single().Value;
        Assert.Matches($@"^{product.Replace(".", "\\.", StringComparison.Ordinal)}\+[0-9a-f]{{12}}$", EngineVersion.Current);
    }

    [Fact]
    public void Current_IsMadeOfTheInterpreterAndTheEngine() => Assert.Equal(EngineVersion.Current,
        EngineVersion.Of(EngineVersion.Current.Split('+')[0], typeof(Interpreter).Module.ModuleVersionId, typeof(Plan).Module.ModuleVersionId));

    [Fact]
    public void Of_ChangesWithEveryModule()
    {
        Guid a = new("00000000-0000-0000-0000-000000000001"), b = new("00000000-0000-0000-0000-000000000002");
        string[] versions = [EngineVersion.Of("1.0.0", a, a), EngineVersion.Of("1.0.0", a, b), EngineVersion.Of("1.0.0", b, a),
            EngineVersion.Of("1.0.1", a, a)];
        Assert.Equal(versions.Length, versions.Distinct().Count());
    }
}
