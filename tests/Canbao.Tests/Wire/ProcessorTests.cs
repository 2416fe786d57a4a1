using System.Runtime.Intrinsics;

namespace Canbao.Tests.Wire;

/// <summary>
/// Which vectors this process has. The end-to-end tests run the tests of whatever looks at many bytes at once again in processes where they
/// are switched off; this one says that they are.
/// </summary>
public class ProcessorTests
{
    [Fact]
    public void Vectors_AreThereUnlessTheyAreSwitchedOff()
    {
        Assert.Equal(!IsOff("EnableHWIntrinsic"), Vector128.IsHardwareAccelerated);
        if (IsOff("EnableHWIntrinsic") || IsOff("EnableAVX2")) Assert.False(Vector256.IsHardwareAccelerated);
        if (IsOff("EnableHWIntrinsic") || IsOff("EnableAVX2") || IsOff("EnableAVX512")) Assert.False(Vector512.IsHardwareAccelerated);
    }

    private static bool IsOff(string vectors) => Environment.GetEnvironmentVariable($"DOTNET_{vectors}") == "0";
}
