using System.Collections;
using Canbao.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Canbao.Recalculation.Differences;

/// <summary>
/// Compares quotes field by field as the contract describes them, so that a field that is added to it is compared too. Which policy
/// answered is told apart and not compared.
/// </summary>
internal static class QuoteDifferences
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true).WithFormatDefaultValues(true));

    public static IReadOnlyList<QuoteDifference> Between(Quote receipt, Quote verified)
    {
        var differences = new List<QuoteDifference>();
        Compare("", Quote.Descriptor, receipt, verified, differences);
        return differences;
    }

    /// <summary>Absent messages have no fields.</summary>
    private static void Compare(string path, MessageDescriptor message, IMessage? before, IMessage? after, List<QuoteDifference> differences)
    {
        foreach (var field in message.Fields.InFieldNumberOrder())
        {
            if (field.Name is "policy" or "policy_index") continue;
            var name = path + field.Name;
            if (field is { FieldType: FieldType.Message, IsRepeated: false })
            {
                var (own, other) = ((IMessage?)Value(field, before), (IMessage?)Value(field, after));
                Compare($"{name}.", field.MessageType, own, other, differences);
                // A message without any field is not the same as none.
                if ((own is null) != (other is null) && (own ?? other)!.CalculateSize() == 0) Add(name, own is null ? null : "{}", other is null ? null : "{}");
                continue;
            }
            Add(name, Text(field, before), Text(field, after));
        }

        void Add(string name, string? own, string? other)
        {
            if (own == other) return;
            var difference = new QuoteDifference { Field = name };
            if (own is not null) difference.Receipt = own;
            if (other is not null) difference.Verified = other;
            differences.Add(difference);
        }
    }

    private static object? Value(FieldDescriptor field, IMessage? message) => message is null ? null : field.Accessor.GetValue(message);

    /// <summary>The value as JSON; null where there is none.</summary>
    private static string? Text(FieldDescriptor field, IMessage? message)
    {
        if (message is null || (field.HasPresence && !field.Accessor.HasValue(message))) return null;
        var value = field.Accessor.GetValue(message);
        if (value is IList { Count: 0 }) return null;
        using var text = new StringWriter();
        Formatter.WriteValue(text, value);
        return text.ToString();
    }
}
