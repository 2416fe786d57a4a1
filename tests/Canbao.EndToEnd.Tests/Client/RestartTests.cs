using Canbao.Api.Client;
using Canbao.Documents;
using Canbao.EndToEnd.Tests.Launcher;
using Canbao.Engine;
using Canbao.Generation;
using Canbao.Mapping;
using Canbao.Policies.Interpretation;
using Resident = Canbao.Api.Client.Resident;

namespace Canbao.EndToEnd.Tests.Client;

/// <summary>
/// Services in processes of their own that end in the middle of a stream. Every resident's answer is compared with the interpreter's, in
/// order: none is lost, none comes twice.
/// </summary>
public class RestartTests : IAsyncLifetime
{
    private const int Residents = 24_000, BatchResidents = 400;

    internal static readonly ResidentGenerator Generator = ResidentGenerator.For(PolicyFolder.LoadBook(RepositoryFolder.Policies), seed: 5);

    public ValueTask InitializeAsync() => new(Launcher.Launcher.PrepareAsync());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task OneOfTwo_KilledAndStartedAgain_LosesNothing()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        LaunchedService? again = null;
        try
        {
            await QuoteAllAsync([first.Address, second.Address], async answered =>
            {
                if (answered == 4_000) await KillAsync(first);
                if (answered == 12_000) again = await StartAsync(first.Address.Port);
                if (answered == 20_000) await KillAsync(second);
            });
        }
        finally
        {
            if (again is not null) await again.DisposeAsync();
        }
    }

    [Fact]
    public async Task TheOnlyOne_StartedAgainOnItsPort_LosesNothing()
    {
        await using var first = await StartAsync();
        Task<LaunchedService>? again = null;
        try
        {
            await QuoteAllAsync([first.Address], async answered =>
            {
                if (answered != 8_000) return;
                await KillAsync(first);
                // The caller goes on reading while there is nobody to answer.
                again = Task.Run(() => StartAsync(first.Address.Port));
            });
        }
        finally
        {
            if (again is not null) await (await again).DisposeAsync();
        }
    }

    [Fact]
    public async Task OneThatDrains_EndsWell_AndLosesNothing()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        await QuoteAllAsync([first.Address, second.Address], async answered =>
        {
            if (answered == 8_000) await Launcher.Launcher.SignalAsync(first.Process.Id, "TERM");
        });
        Assert.Equal((0, ""), await first.EndAsync());
    }

    private static Task<LaunchedService> StartAsync(int port = 0) => LaunchedService.StartAtAsync(port, "--no-proof", "--no-watch");

    private static async Task KillAsync(LaunchedService service)
    {
        service.Process.Kill();
        await service.Process.WaitForExitAsync();
    }

    private static async Task QuoteAllAsync(Uri[] addresses, Func<int, Task> between)
    {
        await using var client = new QuoteClient(new QuoteClientOptions { Addresses = addresses, Streams = 3, BatchResidents = BatchResidents });
        var answered = 0;
        await foreach (var answer in client.QuoteAsync(Enumerable.Range(0, Residents).Select(i => ToResident(Generator.Resident(i)))))
        {
            Assert.Equal(Interpreted(Generator.Resident(answered)), answer.Quote);
            await between(++answered);
        }
        Assert.Equal(Residents, answered);
    }

    internal static V1.Quote Interpreted(in GeneratedResident resident)
    {
        DateReader.Read(resident.Dates, out var situation);
        return QuoteMapper.ToMessage(Interpreter.Quote(resident.Policy, resident.Profile, situation), resident.Policy);
    }

    internal static Resident ToResident(GeneratedResident resident) => new()
    {
        Region = resident.Policy.Region, BenefitYear = (uint)resident.Policy.BenefitYear, Profile = ProfileMapper.ToMessage(resident.Profile),
        PaymentDate = resident.Dates.Payment, BirthDate = resident.Dates.Birth, EventDate = resident.Dates.Event,
        IdentityRecognisedOn = resident.Dates.Recognised,
    };
}
