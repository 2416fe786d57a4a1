using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Canbao.Tests.Recalculation.Parts;

/// <summary>Names of files, of which each is a step: so a run can be held between two of them, whatever it does with them.</summary>
internal sealed class SteppedPaths(Action step, params (string Name, string Path)[] paths) : IReadOnlyDictionary<string, string>
{
    public IEnumerable<string> Keys => this.Select(path => path.Key);

    public IEnumerable<string> Values => this.Select(path => path.Value);

    public int Count => paths.Length;

    public string this[string key] => paths.Single(path => path.Name == key).Path;

    public bool ContainsKey(string key) => paths.Any(path => path.Name == key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        value = paths.FirstOrDefault(path => path.Name == key).Path;
        return value is not null;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator()
    {
        foreach (var (name, path) in paths)
        {
            step();
            yield return KeyValuePair.Create(name, path);
        }
        step();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
