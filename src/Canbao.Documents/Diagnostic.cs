using Canbao.Policies;

namespace Canbao.Documents;

/// <summary>One problem of a document, for the person who wrote it.</summary>
/// <param name="Code">A code of <see cref="DiagnosticCodes"/>.</param>
/// <param name="Position">Where it stands.</param>
/// <param name="Message">A sentence that names the value and what is allowed.</param>
public sealed record Diagnostic(string Code, Position Position, string Message)
{
    public override string ToString() => $"{Position} {Code}: {Message}";
}
