
namespace Canbao.Policies.Model;

/// <summary>A document from which values of a policy come: its own, or a wider region's that it extends.</summary>
/// <param name="File">The file.</param>
/// <param name="Region">Its region code.</param>
/// <param name="BenefitYear">Its benefit year.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="Digest">SHA-256 of what is written in it, lower-case hexadecimal.</param>
public sealed record PolicySource(string File, string Region, int BenefitYear, int Revision, string Digest)
{
    /// <summary>SHA-256 of the notice that it was read from, and where the document records it; that of what it extends, if it names none.</summary>
    public (string Sha256, Position Position) Notice { get; init; }

    public override string ToString() => $"{Region}/{BenefitYear}@{Revision}";
}
