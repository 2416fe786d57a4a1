using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;

namespace Canbao.Tests.Recalculation;

/// <summary>A quote's fields by the contract's own names, as text; found by reflection over the message, not by the code under test.</summary>
internal static partial class ContractFields
{
    public static Dictionary<string, string> Of(V1.Quote quote)
    {
        var fields = new Dictionary<string, string>
        {
            ["region"] = quote.Policy.Region, ["benefit_year"] = Text(quote.Policy.BenefitYear), ["policy_revision"] = Text(quote.Policy.Revision),
        };
        foreach (var field in V1.Quote.Descriptor.Fields.InDeclarationOrder())
            if (field.Name is not ("policy" or "policy_index" or "catastrophic")) fields[field.Name] = Value(quote, field);
        foreach (var field in V1.CatastrophicCover.Descriptor.Fields.InDeclarationOrder())
            fields[field.Name] = quote.Catastrophic is { } cover ? Value(cover, field) : "";
        return fields;
    }

    private static string Value(Google.Protobuf.IMessage message, FieldDescriptor field)
    {
        if (field.HasPresence && !field.Accessor.HasValue(message)) return "";
        return field.Accessor.GetValue(message) switch
        {
            RepeatedField<string> list => string.Join(';', list),
            RepeatedField<V1.AddonPrice> list => string.Join(';', list.Select(a => $"{a.Code}={a.PriceFen}")),
            RepeatedField<V1.Contribution> list => string.Join(';', list.Select(c => $"{c.Payer}={c.AmountFen}")),
            bool flag => flag ? "true" : "false",
            Enum value => Name(field, Convert.ToInt32(value, CultureInfo.InvariantCulture)),
            var value => Text(value),
        };
    }

    /// <summary>The name of the contract without its prefix; nothing for the unspecified one.</summary>
    private static string Name(FieldDescriptor field, int number)
    {
        if (number == 0) return "";
        var prefix = WordEnd().Replace(field.EnumType.Name, "_").ToUpperInvariant() + "_";
        return field.EnumType.FindValueByNumber(number).Name[prefix.Length..].ToLowerInvariant();
    }

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordEnd();
}
