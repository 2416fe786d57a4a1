using Grpc.Net.Client;

namespace Canbao.Api.Client;

/// <summary>How a <see cref="QuoteClient"/> works. Read once, when the client is made.</summary>
public sealed record QuoteClientOptions
{
    /// <summary>Where the service is, for example <c>http://127.0.0.1:5080</c>: one address or several that serve the same policies. Required.</summary>
    public IReadOnlyList<Uri> Addresses { get; init; } = [];

    /// <summary>Streams at once, each over a connection of its own; by default one for each core. A stream keeps one core of the service busy.</summary>
    public int Streams { get; init; } = Environment.ProcessorCount;

    /// <summary>Batches on their way in each stream, 4 by default. What is in memory at once is this times <see cref="Streams"/>, and two more.</summary>
    public int BatchesInFlight { get; init; } = 4;

    /// <summary>Residents in a batch that the client builds from rows; 16,384 by default. The service takes no more than 65,536.</summary>
    public int BatchResidents { get; init; } = 16_384;

    /// <summary>
    /// How long it goes on after the last answer of any address while batches wait for theirs, whether they are sent again, wait in silence or
    /// for an address that serves; 30 seconds by default. Then the caller gets UNAVAILABLE with every address and what it is.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long one stream may be silent while it owes an answer before it counts as broken; 20 seconds by default. Never longer than what is
    /// left of the patience; two thirds of that while another address may be tried.
    /// </summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Wait after the first failure of an address; 50 ms by default. It doubles with each further one, and is varied by half.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Longest wait after a failure of an address; 2 seconds by default.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How many distinct answers each stream remembers, so that they are parsed once; 65,536 by default, in 32 MiB at the most.</summary>
    public int RememberedAnswers { get; init; } = 65_536;

    /// <summary>
    /// Called before a channel to an address is made: credentials, a handler of one's own. One channel is made for each stream and one
    /// for the health; a handler that they share must not be disposed by them.
    /// </summary>
    public Action<Uri, GrpcChannelOptions>? ConfigureChannel { get; init; }

    /// <summary>Throws if a value is not allowed.</summary>
    internal void Check()
    {
        if (Addresses.Count == 0) throw new ArgumentException($"{nameof(Addresses)}: none given; a client needs at least one, such as http://127.0.0.1:5080");
        foreach (var address in Addresses)
            if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https"))
                throw new ArgumentException($"{nameof(Addresses)}: '{address}' is not allowed; expected a URL such as http://127.0.0.1:5080");
        if (Addresses.Distinct().Count() < Addresses.Count) throw new ArgumentException($"{nameof(Addresses)}: one of them is named twice");
        Range(nameof(Streams), Streams, 1, 1_024);
        Range(nameof(BatchesInFlight), BatchesInFlight, 1, 1_024);
        Range(nameof(BatchResidents), BatchResidents, 1, NumberColumn.MaxKept);
        Range(nameof(RememberedAnswers), RememberedAnswers, 0, 1 << 24);
        Range(nameof(Patience), Patience);
        Range(nameof(AnswerTimeout), AnswerTimeout);
        Range(nameof(FirstBackoff), FirstBackoff);
        Range(nameof(MaxBackoff), MaxBackoff);
    }

    private static void Range(string name, int value, int least, int most)
    {
        if (value < least || value > most) throw new ArgumentOutOfRangeException(name, value, $"{name}: allowed are {least} to {most}");
    }

    private static void Range(string name, TimeSpan value)
    {
        if (value <= TimeSpan.Zero || value > TimeSpan.FromDays(1))
            throw new ArgumentOutOfRangeException(name, value, $"{name}: allowed is more than nothing, up to a day");
    }
}
