using Canbao.Cli.Commands;
using Canbao.Recalculation;

namespace Canbao.Tests.Recalculation.Parts;

/// <summary>A job goes on under another help text: the program's own module is not in its identity.</summary>
public class JobIdentityModulesTests
{
    [Fact]
    public void Commands_AreInAnotherModuleThanTheJob() =>
        Assert.NotEqual(typeof(RecalculationRun).Module.ModuleVersionId, typeof(RecalculateCommand).Module.ModuleVersionId);
}
