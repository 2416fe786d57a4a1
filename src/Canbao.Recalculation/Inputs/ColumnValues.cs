using System.Text;
using Canbao.Documents.Residents;
using Canbao.Policies;

namespace Canbao.Recalculation.Inputs;

/// <summary>What a field of each kind may hold, as far as no policy is needed to tell.</summary>
internal static class ColumnValues
{
    public static string Allowed(string column) => ResidentFields.Find(column) switch
    {
        PolicyNumberField number => number.Allowed,
        YearsField => $"0 to {InputCheck.MaxYears}",
        DayField => DateField.Allowed,
        CircumstanceField => FieldText.CircumstanceAllowed,
        FlagField => FieldText.FlagAllowed,
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, "any text may stand there"),
    };

    /// <summary>Whether a text, which may be empty, can be read; codes are for the policies to judge.</summary>
    public static bool CanRead(string column, string text) => text.Length == 0 || ResidentFields.Find(column) switch
    {
        PolicyNumberField or YearsField => FieldText.TryNumber(text, out _),
        DayField => DateField.Parse(Encoding.UTF8.GetBytes(text)) != DateField.NoDate,
        CircumstanceField => CircumstanceNames.TryParse(text, out _),
        FlagField => FieldText.Flag(text) is not null,
        _ => true,
    };
}
