using Canbao.Policies;

namespace Canbao.Recalculation.Tables.Connections;

/// <summary>A parameter with its value.</summary>
/// <param name="IsInAddress">And not in the environment.</param>
internal sealed record GivenParameter(ConnectionParameter Parameter, string Value, bool IsInAddress)
{
    /// <summary>Who says it.</summary>
    public string Source => IsInAddress ? $"{Parameter.Name} in the address of the database" : $"the variable {Parameter.Variable}";

    private string Said => Parameter.IsSecret ? $"{Source} is set" : $"{Source} is '{Shown.Text(Value)}'";

    /// <summary>Throws <see cref="InvalidDataException"/> for a value that is not allowed.</summary>
    public void Obey(ConnectionPlan plan)
    {
        if (Value.Length > 0 && Parameter.Obey(plan, Value)) return;
        if (Parameter.IsRefused) throw Refused($"cannot be obeyed: {Parameter.Expected}");
        throw Refused($"expected {(Parameter.Expected.Length == 0 ? "a value" : Parameter.Expected)}");
    }

    public InvalidDataException Refused(string why) => new($"{Said}; {why}");
}
