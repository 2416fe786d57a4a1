using Canbao.LoadTests.Measuring;
using Canbao.LoadTests.Reporting;

namespace Canbao.Tests.LoadTests;

/// <summary>What Linux says of processes.</summary>
public class ProcessUseTests
{
    [Fact]
    public void Name_WithSpacesAndParentheses_IsNoField()
    {
        const string stat = "42 (a) b (c) S 1 42 42 0 -1 4194304 100 0 0 0 250 150 0 0 20 0 12 0 100 1000 200";
        Assert.Equal(new ProcessUse(4, 2048 * 1024), ProcessUse.Of(stat, "Name:\ta\nVmRSS:\t    2048 kB\nThreads:\t12\n"));
    }

    [Fact]
    public void OwnProcess_UsesCpuAndMemory()
    {
        var before = ProcessUse.Read(Environment.ProcessId)!.Value;
        var until = Environment.TickCount64 + 300;
        while (Environment.TickCount64 < until) { }
        var after = ProcessUse.Read(Environment.ProcessId)!.Value;
        Assert.InRange(after.CpuSeconds - before.CpuSeconds, 0.05, 10);
        Assert.InRange(after.RssBytes, 10 << 20, 100L << 30);
    }

    [Fact]
    public void NoProcess_HasNoUse() => Assert.Null(ProcessUse.Read(int.MaxValue));

    [Fact]
    public void Machine_CountsWorkAndNotWaiting() =>
        Assert.Equal(1.5, ProcessUse.MachineCpuSeconds("cpu  50 20 30 9000 8000 10 20 20 500 600\ncpu0 1 2 3\n"));

    [Fact]
    public void Processor_HasTheNameThatTheMachineGives() =>
        Assert.Equal("Some CPU @ 2.10GHz", Machine.ProcessorIn("processor\t: 0\nmodel name\t: Some CPU @ 2.10GHz\nflags\t: a\n"));
}
