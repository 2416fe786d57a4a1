using System.Buffers.Binary;
using System.Reflection.PortableExecutable;

namespace Canbao.EndToEnd.Tests.Publishing;

/// <summary>For which machine a program file was made.</summary>
internal static class ProgramFile
{
    /// <summary>Compiled code names its machine with the system's number in it: Windows has 0, Linux this one.</summary>
    private const int Linux = 0x7B79;

    /// <summary>The machine of a native program, as its own format calls it.</summary>
    internal static string Machine(byte[] program) => program switch
    {
        [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, ..] => BinaryPrimitives.ReadUInt16LittleEndian(program.AsSpan(18)) switch
        {
            62 => "linux-x64",
            183 => "linux-arm64",
            var other => $"ELF {other}",
        },
        [(byte)'M', (byte)'Z', ..] => Native(program),
        _ => "no program",
    };

    /// <summary>For which machine the code of an assembly was compiled before it was published.</summary>
    internal static string CompiledFor(byte[] assembly)
    {
        using var reader = new PEReader(new MemoryStream(assembly));
        if (reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size == 0) return "nothing";
        return (int)reader.PEHeaders.CoffHeader.Machine switch
        {
            (int)System.Reflection.PortableExecutable.Machine.Amd64 => "win-x64",
            (int)System.Reflection.PortableExecutable.Machine.Amd64 ^ Linux => "linux-x64",
            (int)System.Reflection.PortableExecutable.Machine.Arm64 ^ Linux => "linux-arm64",
            var other => $"{other:x}",
        };
    }

    private static string Native(byte[] program)
    {
        using var reader = new PEReader(new MemoryStream(program));
        return reader.PEHeaders.CoffHeader.Machine == System.Reflection.PortableExecutable.Machine.Amd64 ? "win-x64" : "another Windows";
    }
}
