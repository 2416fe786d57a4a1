using Google.Protobuf.Reflection;

namespace GrpcLite.Server.Reflection;

/// <summary>Where every name and extension of some files, and of the files that they import, is declared.</summary>
internal sealed class SymbolTable
{
    private readonly Dictionary<string, FileDescriptor> files = [];
    private readonly Dictionary<string, FileDescriptor> symbols = [];
    private readonly Dictionary<string, SortedDictionary<int, FileDescriptor>> extensions = [];

    internal SymbolTable(IEnumerable<FileDescriptor> roots)
    {
        foreach (var file in roots.SelectMany(WithImports))
        {
            if (files.TryAdd(file.Name, file))
            {
                AddSymbols(file);
            }
        }
    }

    internal FileDescriptor? FileNamed(string name) => files.GetValueOrDefault(name);

    internal FileDescriptor? FileOf(string symbol) => symbols.GetValueOrDefault(symbol);

    internal FileDescriptor? FileOfExtension(string message, int number) =>
        extensions.GetValueOrDefault(message)?.GetValueOrDefault(number);

    /// <summary>The numbers of a message's extensions in ascending order; null if there is no such message.</summary>
    internal IReadOnlyCollection<int>? ExtensionNumbersOf(string message) => extensions.GetValueOrDefault(message)?.Keys;

    /// <summary>The file, then everything that it imports, each once.</summary>
    internal static IReadOnlyList<FileDescriptor> WithImports(FileDescriptor file)
    {
        var found = new List<FileDescriptor>();
        var seen = new HashSet<FileDescriptor>();
        Visit(file);
        return found;

        void Visit(FileDescriptor next)
        {
            if (seen.Add(next))
            {
                found.Add(next);
                next.Dependencies.ToList().ForEach(Visit);
            }
        }
    }

    private void AddSymbols(FileDescriptor file)
    {
        foreach (var symbol in SymbolsOf(file))
        {
            symbols[symbol.FullName] = file;
            switch (symbol)
            {
                case MessageDescriptor message:
                    ExtensionsOf(message);
                    break;
                case FieldDescriptor { IsExtension: true } extension:
                    ExtensionsOf(extension.ExtendeeType)[extension.FieldNumber] = file;
                    break;
            }
        }
    }

    private SortedDictionary<int, FileDescriptor> ExtensionsOf(MessageDescriptor message)
    {
        if (!extensions.TryGetValue(message.FullName, out var found))
        {
            extensions[message.FullName] = found = [];
        }

        return found;
    }

    private static IEnumerable<IDescriptor> SymbolsOf(FileDescriptor file) =>
    [
        .. file.MessageTypes.SelectMany(SymbolsOf),
        .. file.EnumTypes,
        .. file.Services.SelectMany(service => service.Methods.Prepend<IDescriptor>(service)),
        .. file.Extensions.UnorderedExtensions,
    ];

    private static IEnumerable<IDescriptor> SymbolsOf(MessageDescriptor message) =>
    [
        message,
        .. message.Fields.InDeclarationOrder(),
        .. message.Oneofs,
        .. message.NestedTypes.SelectMany(SymbolsOf),
        .. message.EnumTypes,
        .. message.Extensions.UnorderedExtensions,
    ];
}
