using System.Text;
using Canbao.Policies;

namespace Canbao.Recalculation.Inputs;

/// <summary>What each column may hold, as far as no policy is needed to tell.</summary>
internal static class ColumnValues
{
    private static readonly Dictionary<string, string> Numbers = new()
    {
        [ResidentColumns.BenefitYear] = "a year such as 2025",
        [ResidentColumns.PolicyRevision] = "a revision from 1, or nothing for the newest",
        [ResidentColumns.GapYears] = $"0 to {InputCheck.MaxYears}",
        [ResidentColumns.ContinuousYears] = $"0 to {InputCheck.MaxYears}",
    };

    private static readonly ValueList<string> Codes =
        [ResidentColumns.Id, ResidentColumns.Region, ResidentColumns.Tier, ResidentColumns.Identities, ResidentColumns.Addons];

    public static string Allowed(string column)
    {
        if (Numbers.TryGetValue(column, out var number)) return number;
        if (ResidentColumns.Dates.Contains(column)) return DateField.Allowed;
        return column == ResidentColumns.Circumstance ? FieldText.CircumstanceAllowed : FieldText.FlagAllowed;
    }

    /// <summary>Whether a text, which may be empty, can be read; codes are for the policies to judge.</summary>
    public static bool CanRead(string column, string text)
    {
        if (text.Length == 0 || Codes.Contains(column)) return true;
        if (Numbers.ContainsKey(column)) return FieldText.TryNumber(text, out _);
        if (ResidentColumns.Dates.Contains(column)) return DateField.Parse(Encoding.UTF8.GetBytes(text)) != DateField.NoDate;
        return column == ResidentColumns.Circumstance ? FieldText.TryCircumstance(text, out _) : FieldText.Flag(text) is not null;
    }
}
