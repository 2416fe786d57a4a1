using System.CommandLine;
using System.Text;
using Canbao.Cli.Rendering;
using Canbao.Notices;

namespace Canbao.Cli.Commands;

/// <summary>canbao notice check</summary>
internal static class NoticeCommand
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Command Create() => new("notice", Examples.Describe("notice", "Read the text of a notice before it is issued (公文体检)."))
    {
        Check(),
    };

    private static Command Check()
    {
        var file = new Argument<string>("FILE") { Description = "The notice as plain text in UTF-8, at most 1 MiB." };
        var json = new Option<bool>("--json") { Description = "Print the findings as JSON." };
        var command = new Command("check", Examples.Describe("notice check",
            "Print every passage that contradicts another one, as far as patterns reach; the exit code is 1 if there is one, 2 if the file cannot be read."))
        {
            file, json,
        };
        command.SetAction(result => Check(result.GetValue(file)!, result.GetValue(json)));
        return command;
    }

    private static int Check(string file, bool json)
    {
        if (Read(file, out var problem) is not { } text) return Fail.Usage(problem);
        var findings = NoticeCheck.Run(text);
        if (json) NoticeFindingsText.WriteJson(Console.Out, file, findings);
        else NoticeFindingsText.Write(Console.Out, file, findings);
        return findings.Count == 0 ? 0 : 1;
    }

    /// <summary>The text of a file; null where nothing could be said about it, which must not look like a notice without findings.</summary>
    private static string? Read(string file, out string problem)
    {
        problem = "";
        try
        {
            var bytes = ReadAtMost(file, NoticeText.MaxBytes + 1);
            if (bytes.Length > NoticeText.MaxBytes) problem = $"'{file}' is larger than 1 MiB; expected the text of one notice";
            else if (bytes.Contains((byte)0)) problem = $"'{file}' is not plain text: it holds bytes of 0; expected UTF-8";
            else if (Utf8.GetString(bytes).TrimStart('\uFEFF') is var text && text.Any(c => c is >= '一' and <= '龥')) return text;
            else if (string.IsNullOrWhiteSpace(text)) problem = $"'{file}' is empty and holds no Chinese; expected the text of one notice";
            else problem = $"'{file}' is not the text of a notice: it holds no Chinese";
        }
        catch (DecoderFallbackException e)
        {
            problem = $"'{file}' is not UTF-8 (byte {e.Index}); convert it first, for example: iconv -f GB18030 -t UTF-8";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problem = $"'{file}' cannot be read: {e.Message}";
        }
        return null;
    }

    /// <summary>A file of any size, and one that never ends, costs no more memory than a notice may have.</summary>
    private static byte[] ReadAtMost(string file, int limit)
    {
        using var stream = File.OpenRead(file);
        var bytes = new byte[limit];
        return bytes[..stream.ReadAtLeast(bytes, limit, throwOnEndOfStream: false)];
    }
}
