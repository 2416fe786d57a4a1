using Google.Protobuf;
using static Canbao.Tests.Wire.WireBytes;

namespace Canbao.Tests.Wire;

/// <summary>Changes messages: some stay messages, most become nearly one.</summary>
internal sealed class Mutator(Random random, IReadOnlyList<byte[]> others)
{
    private static readonly byte[] TellingBytes = [0, 1, 5, 7, 0x0A, 0x12, 0x2A, 0x32, 0x3A, 0x4A, 0x7F, 0x80, 0x81, 0xFF];

    /// <summary>One to four changes.</summary>
    public byte[] Mutate(byte[] message)
    {
        for (var changes = 1 + random.Next(4) * random.Next(2); changes > 0; changes--) message = Change(message);
        return message;
    }

    private byte[] Change(byte[] message) => random.Next(3) == 0 ? ChangeFields(message) : ChangeBytes(message);

    private byte[] ChangeBytes(byte[] message)
    {
        var at = random.Next(message.Length + 1);
        var to = Math.Min(message.Length, at + 1 + random.Next(random.Next(2) == 0 ? 3 : 40));
        switch (random.Next(9))
        {
            case 0 when at < message.Length:
                var flipped = (byte[])message.Clone();
                flipped[at] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 1 when at < message.Length:
                var set = (byte[])message.Clone();
                set[at] = Telling();
                return set;
            case 2: return [.. message[..at], Telling(), .. message[at..]];
            case 3: return [.. message[..at], .. message[to..]];
            case 4: return [.. message[..to], .. message[at..]];
            case 5: return [.. message[..at], .. Varint((ulong)random.NextInt64(), random.Next(1, 12)), .. message[at..]];
            case 6:
                var other = Other();
                return [.. message[..at], .. other[Math.Min(at, other.Length)..]];
            case 7:
                // A change of a length that the content keeps up with is found more often than drawn.
                return at < message.Length && message[at] is > 0 and < 0x7F ? Longer(message, at) : message;
            default: return message[..at];
        }
    }

    /// <summary>A byte that may be a length becomes larger by the bytes that are put behind it.</summary>
    private byte[] Longer(byte[] message, int at)
    {
        var added = Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Telling()).ToArray();
        return message[at] + added.Length > 0x7F ? message : [.. message[..at], (byte)(message[at] + added.Length), .. added, .. message[(at + 1)..]];
    }

    private byte[] ChangeFields(byte[] message)
    {
        List<byte[]> fields;
        try
        {
            fields = OddForms.Fields(message);
        }
        catch (InvalidProtocolBufferException)
        {
            return ChangeBytes(message);
        }
        if (fields.Count == 0) return ChangeBytes(message);
        var (one, place) = (random.Next(fields.Count), random.Next(fields.Count));
        switch (random.Next(7))
        {
            case 0: (fields[one], fields[place]) = (fields[place], fields[one]); break;
            case 1: fields.Insert(place, fields[one]); break;
            case 2: fields.RemoveAt(one); break;
            case 3: fields.Insert(place, Unknown()); break;
            case 4: fields[one] = Rewritten(fields[one]); break;
            case 5: fields[one] = WithinField(fields[one]); break;
            default: random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(fields)); break;
        }
        return [.. fields.SelectMany(f => f)];
    }

    private byte[] Unknown()
    {
        var field = random.Next(1, random.Next(2) == 0 ? 16 : 3_000);
        return random.Next(6) switch
        {
            0 => Number(field, (ulong)random.NextInt64() >> random.Next(64), random.Next(1, 11)),
            1 => Fixed32(field, (uint)random.Next()),
            2 => Fixed64(field, (ulong)random.NextInt64()),
            3 => Group(field, Number(random.Next(1, 16), 300)),
            4 => Packed(field, (ulong)random.Next(300), (ulong)random.Next(3)),
            _ => Bytes(field, [Telling(), Telling()]),
        };
    }

    /// <summary>The same field in a form that means the same: a length of more bytes, packed numbers in two parts or one by one.</summary>
    private byte[] Rewritten(byte[] field)
    {
        using var input = new CodedInputStream(field);
        var tag = input.ReadTag();
        if ((tag & 7) != BytesType) return field;
        var (number, content) = ((int)(tag >> 3), input.ReadBytes().ToByteArray());
        var cut = random.Next(content.Length + 1);
        return random.Next(3) switch
        {
            0 => Bytes(number, content, lengthBytes: random.Next(1, 6)),
            1 => [.. Bytes(number, content[..cut]), .. Bytes(number, content[cut..])],
            _ => [.. content.Where(b => b < 0x80).SelectMany(b => Number(number, b, random.Next(1, 4)))],
        };
    }

    /// <summary>A change inside a nested message, whose length is right again.</summary>
    private byte[] WithinField(byte[] field)
    {
        using var input = new CodedInputStream(field);
        var tag = input.ReadTag();
        return (tag & 7) == BytesType ? Bytes((int)(tag >> 3), Change(input.ReadBytes().ToByteArray())) : ChangeBytes(field);
    }

    private byte[] Other() => others[random.Next(others.Count)];

    private byte Telling() => random.Next(2) == 0 ? TellingBytes[random.Next(TellingBytes.Length)] : (byte)random.Next(256);
}
