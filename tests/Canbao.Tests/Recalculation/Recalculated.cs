using System.Text;
using Canbao.Policies;
using Canbao.Recalculation;

namespace Canbao.Tests.Recalculation;

/// <summary>A text of residents recalculated from file to file.</summary>
internal sealed record Recalculated(PartTotals Totals, string[] Quotes, string[] Rejects)
{
    public int Answered => (int)Totals.Answered;

    public int Rejected => (int)Totals.Rejected;

    public string Checksum => Totals.Checksum.ToString();

    public static Recalculated Of(PolicyBook book, byte[] text, Func<RecalculationOptions, RecalculationOptions>? change = null,
        Action<string>? look = null)
    {
        var folder = Directory.CreateTempSubdirectory("canbao-recalculated-").FullName;
        try
        {
            var input = Path.Combine(folder, "in.csv");
            File.WriteAllBytes(input, text);
            var options = new RecalculationOptions
            {
                Input = input, Output = Path.Combine(folder, "out.csv"), Name = Path.Combine(folder, "out.csv"), Rejects = Path.Combine(folder, "rejects.csv"),
                Undetermined = Path.Combine(folder, "undetermined.csv"), Sheets = Path.Combine(folder, "sheets"), Threads = 2,
            };
            options = change?.Invoke(options) ?? options;
            var totals = new RecalculationRun(book, options).Run(_ => { }, CancellationToken.None).Totals;
            look?.Invoke(folder);
            return new Recalculated(totals, Lines(options.Output), Lines(options.Rejects));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string[] Lines(string path) => Encoding.UTF8.GetString(File.ReadAllBytes(path)).Split('\n')[..^1];
}
