using Canbao.Policies;

namespace Canbao.Cli.Commands;

/// <summary>How a command ends that did not work: a sentence on standard error and an exit code.</summary>
internal static class Fail
{
    /// <summary>The command line is wrong: exit code 2.</summary>
    public static int Usage(string message) => With(2, message);

    /// <summary>It could not be done: exit code 1.</summary>
    public static int Because(string message) => With(1, message);

    /// <summary>With an exit code of its own.</summary>
    public static int With(int code, string message)
    {
        Console.Error.WriteLine($"canbao: {Shown.Escaped(message)}");
        return code;
    }
}
