using System.Security.Cryptography;
using System.Text;
using Canbao.Documents;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Notices.Citations;

/// <summary>The notice of a policy: the text file, whatever its name, whose bytes have the SHA-256 that the policy records.</summary>
internal static class NoticeFile
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whoever saved it: .txt, .TXT, .Txt.</summary>
    private static readonly EnumerationOptions AnyCase = new() { MatchCasing = MatchCasing.CaseInsensitive, AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <summary>Null, with a problem that says why, if there is none or it cannot be read.</summary>
    public static (string File, string Text)? Find(PolicySource source, string folder, List<Diagnostic> problems)
    {
        var notice = source.Notice;
        if (!Directory.Exists(folder))
        {
            problems.Add(new(DiagnosticCodes.NoticeMissing, notice.Position,
                $"sha256: there is no folder '{Shown.Text(folder)}' with the notices; expected the folder that holds them as .txt files"));
            return null;
        }
        var seen = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.txt", AnyCase).Order(StringComparer.Ordinal))
        {
            if (Read(file, notice, problems) is not { } bytes) continue;
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
            if (hash == notice.Sha256) return Decode(file, bytes, notice, problems) is { } text ? (file, text) : null;
            seen.Add($"{Path.GetFileName(file)} ({hash[..12]}…)");
        }
        problems.Add(new(DiagnosticCodes.NoticeMissing, notice.Position,
            $"sha256: no .txt file in '{Shown.Text(folder)}' has {notice.Sha256}; looked at {(seen.Count == 0 ? "none" : string.Join(", ", seen))}"));
        return null;
    }

    private static byte[]? Read(string file, (string Sha256, Position Position) notice, List<Diagnostic> problems)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(new(DiagnosticCodes.NoticeUnreadable, notice.Position, $"sha256: '{Shown.Text(file)}' cannot be read: {e.Message}"));
            return null;
        }
    }

    private static string? Decode(string file, byte[] bytes, (string Sha256, Position Position) notice, List<Diagnostic> problems)
    {
        try
        {
            // Sections begin at the beginning of a line, whatever ended the line before.
            var text = StrictUtf8.GetString(bytes).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
            if (text.Trim('\uFEFF', ' ', '\n', '\t').Length > 0) return text;
            problems.Add(new(DiagnosticCodes.NoticeUnreadable, notice.Position,
                $"sha256: '{Shown.Text(Path.GetFileName(file))}' is empty; save the text of the notice and record the SHA-256 of that file"));
            return null;
        }
        catch (DecoderFallbackException)
        {
            problems.Add(new(DiagnosticCodes.NoticeUnreadable, notice.Position,
                $"sha256: '{Shown.Text(Path.GetFileName(file))}' is not UTF-8; save the notice as UTF-8 and record the SHA-256 of that file"));
            return null;
        }
    }
}
