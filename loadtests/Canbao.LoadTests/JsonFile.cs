using System.Text.Json;

namespace Canbao.LoadTests;

/// <summary>Reads the project's small files of data.</summary>
internal static class JsonFile
{
    /// <summary>The text of a file beside the program, or of another one that an option names.</summary>
    public static string Text(string option, string usual, string? named)
    {
        var file = named ?? Path.Combine(AppContext.BaseDirectory, usual);
        return File.Exists(file) ? File.ReadAllText(file) : throw new UsageException($"{option}: there is no file '{file}'");
    }

    /// <exception cref="UsageException">The text is not what is expected; the message has the place.</exception>
    public static T Parse<T>(string json, string file, JsonSerializerOptions options)
    {
        try
        {
            var strict = new JsonSerializerOptions(options) { AllowDuplicateProperties = false };
            return JsonSerializer.Deserialize<T>(json, strict) ?? throw new UsageException($"{file}: null is not allowed");
        }
        catch (JsonException e)
        {
            throw new UsageException($"{file}: {e.Message}");
        }
    }
}
