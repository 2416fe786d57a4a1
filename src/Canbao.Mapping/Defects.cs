using Microsoft.Extensions.Logging;

namespace Canbao.Mapping;

/// <summary>Our own mistakes: logged in full under an id, told to the caller by the id alone.</summary>
public sealed partial class Defects(ILogger<Defects> log)
{
    /// <summary>The text for the caller.</summary>
    public string Report(Exception exception)
    {
        var id = Guid.NewGuid().ToString("n")[..12];
        LogDefect(id, exception);
        return $"internal error {id}";
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Internal error {Id}")]
    private partial void LogDefect(string id, Exception exception);
}
