namespace Canbao.LoadTests;

/// <summary>The command line or one of its files is wrong; the message says what is allowed.</summary>
internal sealed class UsageException(string message) : Exception(message);
