using System.Collections;
using GrpcLite.Protocol;

namespace Grpc.Core;

/// <summary>Headers or trailers of a call. Keys are lower case; a key ending in <c>-bin</c> holds bytes.</summary>
public sealed class Metadata : IList<Metadata.Entry>
{
    public const string BinaryHeaderSuffix = "-bin";

    public static readonly Metadata Empty = new() { IsReadOnly = true };

    private readonly List<Entry> entries = [];

    public int Count => entries.Count;

    public bool IsReadOnly { get; private init; }

    public Entry this[int index]
    {
        get => entries[index];
        set => Writable()[index] = NotNull(value);
    }

    /// <summary>The last entry with this key.</summary>
    public Entry? Get(string key) => entries.FindLast(entry => entry.HasKey(key));

    public string? GetValue(string key) => Get(key)?.Value;

    public byte[]? GetValueBytes(string key) => Get(key)?.ValueBytes;

    public IEnumerable<Entry> GetAll(string key) => entries.Where(entry => entry.HasKey(key));

    public void Add(Entry item) => Writable().Add(NotNull(item));

    public void Add(string key, string value) => Add(new Entry(key, value));

    public void Add(string key, byte[] valueBytes) => Add(new Entry(key, valueBytes));

    public int IndexOf(Entry item) => entries.IndexOf(item);

    public void Insert(int index, Entry item) => Writable().Insert(index, NotNull(item));

    public void RemoveAt(int index) => Writable().RemoveAt(index);

    public void Clear() => Writable().Clear();

    public bool Contains(Entry item) => entries.Contains(item);

    public void CopyTo(Entry[] array, int arrayIndex) => entries.CopyTo(array, arrayIndex);

    public bool Remove(Entry item) => Writable().Remove(item);

    public IEnumerator<Entry> GetEnumerator() => entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static Entry NotNull(Entry item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item;
    }

    private List<Entry> Writable() =>
        IsReadOnly ? throw new InvalidOperationException("This metadata is read only.") : entries;

    /// <summary>One key with its text or bytes.</summary>
    public class Entry
    {
        private readonly string? text;
        private readonly byte[]? bytes;

        public Entry(string key, byte[] valueBytes)
        {
            ArgumentNullException.ThrowIfNull(valueBytes);
            Key = MetadataKey.Normalize(key);
            MetadataKey.RequireSuffix(Key, binary: true);
            bytes = [.. valueBytes];
        }

        public Entry(string key, string value)
        {
            ArgumentNullException.ThrowIfNull(value);
            Key = MetadataKey.Normalize(key);
            MetadataKey.RequireSuffix(Key, binary: false);
            text = value;
        }

        public string Key { get; }

        public byte[] ValueBytes => bytes is not null ? [.. bytes] : MetadataKey.TextEncoding.GetBytes(text!);

        public string Value =>
            text ?? throw new InvalidOperationException($"The value of {Key} is binary; read ValueBytes.");

        public bool IsBinary => text is null;

        internal ReadOnlySpan<byte> RawBytes => bytes;

        public override string ToString() =>
            IsBinary ? $"[Entry: key={Key}, valueBytes={Convert.ToBase64String(bytes!)}]" : $"[Entry: key={Key}, value={text}]";

        internal bool HasKey(string key) => string.Equals(Key, key, StringComparison.OrdinalIgnoreCase);
    }
}
