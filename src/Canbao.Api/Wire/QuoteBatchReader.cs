using System.Runtime.InteropServices;
using System.Text;

namespace Canbao.Api.Wire;

/// <summary>
/// Reads a QuoteBatch in plain form (<see cref="WireReader"/>) into columns: every field that the contract has, in any order, packed fields
/// also in pieces or one by one. Anything else is false, and the columns then hold nothing that counts.
/// </summary>
internal static class QuoteBatchReader
{
    private const byte Region = 0x0A, BenefitYear = 0x10, PolicyRevision = 0x18, BatchId = 0x20, Row = 0x2A, Profile = 0x32, AnswersOnce = 0x68;

    // The fields 7 to 12, packed; one value alone has another type in its tag.
    private const byte ProfileIndex = 0x3A, PaymentDate = 0x42, PaymentDateIndex = 0x4A, BirthDate = 0x52, EventDate = 0x5A, RecognisedOn = 0x62;
    private const byte NumberType = 0, FixedType = 5, BytesType = 2;

    public static bool TryRead(ReadOnlySpan<byte> message, QuoteBatchColumns batch)
    {
        var reader = new WireReader(message);
        while (!reader.AtEnd)
            if (!TryReadField(message, ref reader, batch)) return false;
        batch.AsRows = batch.Rows > 0;
        return true;
    }

    private static bool TryReadField(ReadOnlySpan<byte> message, ref WireReader reader, QuoteBatchColumns batch)
    {
        var tag = reader.Tag();
        switch (tag)
        {
            case Region:
                if (!TryText(ref reader, batch.Region, out var region)) return false;
                batch.Region = region;
                return true;
            case BenefitYear:
                if (!reader.TryNumber(out var year)) return false;
                batch.BenefitYear = year;
                return true;
            case PolicyRevision:
                if (!reader.TryNumber(out var revision)) return false;
                batch.PolicyRevision = revision;
                return true;
            case BatchId:
                if (!reader.TryNumber64(out var id)) return false;
                batch.BatchId = id;
                return true;
            case Row:
                return reader.TryBytes(out var row) && TryReadRow(row, message, batch);
            case Profile:
                if (!reader.TryBytes(out var profile)) return false;
                batch.Profiles.AddPlace(StartOf(profile, message), profile.Length);
                return true;
            case AnswersOnce:
                if (!reader.TryNumber64(out var once)) return false;
                batch.AnswersOnce = once != 0;
                return true;
            default:
                return TryReadColumn(tag, ref reader, batch);
        }
    }

    private static bool TryReadColumn(byte tag, ref WireReader reader, QuoteBatchColumns batch) => (tag & ~7 | BytesType) switch
    {
        ProfileIndex => TryReadNumbers(tag & 7, ref reader, batch.ProfileIndex),
        PaymentDate => TryReadNumbers(tag & 7, ref reader, batch.PaymentDates),
        PaymentDateIndex => TryReadNumbers(tag & 7, ref reader, batch.PaymentDateIndex),
        BirthDate => TryReadFixed(tag & 7, ref reader, batch.BirthDate),
        EventDate => TryReadFixed(tag & 7, ref reader, batch.EventDate),
        RecognisedOn => TryReadFixed(tag & 7, ref reader, batch.IdentityRecognisedOn),
        _ => false,
    };

    private static bool TryReadNumbers(int type, ref WireReader reader, NumberColumn column)
    {
        if (type == BytesType) return reader.TryBytes(out var packed) && PackedNumbers.TryRead(packed, column);
        if (type != NumberType || !reader.TryNumber(out var value)) return false;
        column.Add(value);
        return true;
    }

    private static bool TryReadFixed(int type, ref WireReader reader, NumberColumn column)
    {
        if (type == BytesType) return reader.TryBytes(out var packed) && TryReadFixed(packed, column);
        if (type != FixedType || !reader.TryFixed(out var value)) return false;
        column.Add(value);
        return true;
    }

    private static bool TryReadFixed(ReadOnlySpan<byte> packed, NumberColumn column)
    {
        if (packed.Length % sizeof(uint) != 0) return false;
        var room = column.Extend(packed.Length / sizeof(uint));
        if (BitConverter.IsLittleEndian) packed[..(room.Length * sizeof(uint))].CopyTo(MemoryMarshal.AsBytes(room));
        else
        {
            var reader = new WireReader(packed);
            foreach (ref var value in room) reader.TryFixed(out value);
        }
        return true;
    }

    private static bool TryReadRow(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> message, QuoteBatchColumns batch)
    {
        var row = new QuoteRequestReader();
        if (!row.TryRead(bytes)) return false;
        batch.AddRow(row, StartOf(row.Profile, message));
        return true;
    }

    /// <summary>Region codes are ASCII; whether other bytes are a text is for the generated parser to say.</summary>
    private static bool TryText(ref WireReader reader, string known, out string text)
    {
        text = known;
        if (!reader.TryBytes(out var bytes) || !Ascii.IsValid(bytes)) return false;
        if (!Ascii.Equals(bytes, known)) text = Encoding.ASCII.GetString(bytes);
        return true;
    }

    private static int StartOf(ReadOnlySpan<byte> part, ReadOnlySpan<byte> whole)
    {
        // An empty part may stand behind the last byte, or nowhere.
        if (part.IsEmpty) return 0;
        whole.Overlaps(part, out var start);
        return start;
    }
}
