namespace Canbao.Recalculation.Answers.Remote;

/// <summary>Where the service is.</summary>
/// <param name="Addresses">One or several that serve the same policies.</param>
/// <param name="Patience">How long it is waited for while none of them answers.</param>
internal sealed record RemoteOptions(IReadOnlyList<Uri> Addresses, TimeSpan Patience)
{
    public static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(30);

    /// <summary>Addresses with commas between them, each host:port or as a URL. Throws <see cref="InvalidDataException"/> for others.</summary>
    public static RemoteOptions Parse(string text, TimeSpan patience)
    {
        Uri[] addresses = [.. text.Split(',', StringSplitOptions.TrimEntries).Select(Address)];
        if (addresses.Distinct().Count() == addresses.Length) return new(addresses, patience);
        throw new InvalidDataException("an address is named twice");
    }

    private static Uri Address(string text)
    {
        var url = text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}";
        if (Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp && address.Host.Length > 0
            && address is { PathAndQuery: "/", UserInfo: "", Fragment: "" } && url.TrimEnd('/').EndsWith($":{address.Port}", StringComparison.Ordinal))
            return address;
        throw new InvalidDataException($"'{Policies.Shown.Text(text)}' is not allowed; expected host:port, several with commas between them");
    }
}
