using System.CommandLine;
using System.Text;
using Canbao.Documents.Residents;
using Canbao.Engine;
using Canbao.Policies;
using Canbao.Recalculation.Inputs;

namespace Canbao.Cli.Commands;

/// <summary>The options that describe one resident, one for each of <see cref="ResidentFields"/>, and what they mean together.</summary>
internal sealed class QuoteOptions
{
    private readonly Dictionary<string, Option> _options;

    /// <param name="asksForPayment">Whether a payment date is asked for.</param>
    public QuoteOptions(bool asksForPayment = true) => _options = ResidentFields.All
        .Where(field => field is not IdField && (asksForPayment || field.Name != ResidentFields.PaymentDate))
        .ToDictionary(field => field.Name, OptionOf);

    public void AddTo(Command command)
    {
        foreach (var option in _options.Values) command.Add(option);
    }

    /// <summary>The request, or a sentence that says which option is wrong.</summary>
    public string? Read(ParseResult result, PolicyBook book, out ResidentRequest request)
    {
        request = default;
        var circumstance = Circumstance.None;
        if (Value<string>(result, ResidentFields.Circumstance) is { } name && !CircumstanceNames.TryParse(FieldText.Plain(name), out circumstance))
            return $"--circumstance: '{Shown.Text(name)}' is not allowed; expected one of {SnakeCase.Allowed<Circumstance>()}";
        var dates = new uint[ResidentFields.Dates.Count];
        for (var i = 0; i < dates.Length; i++)
            if (Value<string>(result, ResidentFields.Dates[i]) is { } text && !TryDate(text, out dates[i]))
                return $"{_options[ResidentFields.Dates[i]].Name}: '{Shown.Text(text)}' is not allowed; expected {DateField.Allowed}";
        var names = new CodeNames(book);
        var (region, year, revision) = (Value<string>(result, ResidentFields.Region)!, Value<int>(result, ResidentFields.BenefitYear),
            Value<int>(result, ResidentFields.PolicyRevision));
        var profile = ReadProfile(result, circumstance);
        profile = profile with
        {
            Tier = names.Tier(FieldText.Plain(profile.Tier), region, year, revision),
            Identities = [.. profile.Identities.ToArray().Select(identity => names.Identity(FieldText.Plain(identity)))],
        };
        request = new ResidentRequest(region, year, revision, profile, new ResidentDates(dates[0], dates[1], dates[2], dates[3]));
        return null;
    }

    private static Option OptionOf(ResidentField field) => field switch
    {
        CodesField => new Option<string[]>(field.Option) { Description = field.Help, HelpName = "CODE", DefaultValueFactory = _ => [] },
        TierField or RegionField => new Option<string>(field.Option) { Description = field.Help, HelpName = "CODE", Required = true },
        DayField => new Option<string>(field.Option)
            { Description = field.Help, HelpName = "DATE", Required = field.Name == ResidentFields.PaymentDate },
        CircumstanceField => new Option<string>(field.Option) { Description = field.Help, HelpName = "NAME" },
        FlagField { Flag: var flag } => flag.MayBeUnknown() ? new Option<bool?>(field.Option) { Description = field.Help }
            : new Option<bool>(field.Option) { Description = field.Help },
        { Name: ResidentFields.BenefitYear } => NumberOption.Required(field.Option, field.Help, 0, int.MaxValue),
        _ => NumberOption.Of(field.Option, field.Help, 0, int.MaxValue, 0),
    };

    private Profile ReadProfile(ParseResult result, Circumstance circumstance)
    {
        var profile = new Profile { Tier = Value<string>(result, ResidentFields.Tier)!, Circumstance = circumstance };
        foreach (var field in ResidentFields.OfProfile)
            profile = field switch
            {
                CodesField codes => codes.With(profile, [.. Value<string[]>(result, field.Name)!]),
                YearsField years => years.With(profile, Value<int>(result, field.Name)),
                FlagField { Flag: var flag } => profile.With(flag, flag.MayBeUnknown() ? Value<bool?>(result, field.Name) : Value<bool>(result, field.Name)),
                _ => profile,
            };
        return profile;
    }

    /// <summary>Nothing for a field that has no option here.</summary>
    private T? Value<T>(ParseResult result, string name) => _options.TryGetValue(name, out var option) ? result.GetValue((Option<T>)option) : default;

    private static bool TryDate(string text, out uint date) => (date = DateField.Parse(Encoding.UTF8.GetBytes(text))) is not (0 or DateField.NoDate);
}
