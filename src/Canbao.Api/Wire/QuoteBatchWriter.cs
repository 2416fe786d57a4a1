using System.Buffers;
using System.Text;

namespace Canbao.Api.Wire;

/// <summary>Writes a QuoteBatch, field by field as generated code would.</summary>
internal static class QuoteBatchWriter
{
    private const byte Region = 0x0A, BenefitYear = 0x10, PolicyRevision = 0x18, BatchId = 0x20, Row = 0x2A, Profile = 0x32, ProfileIndex = 0x3A,
        PaymentDates = 0x42, PaymentDateIndex = 0x4A, BirthDate = 0x52, EventDate = 0x5A, RecognisedOn = 0x62, AnswersOnce = 0x68;

    private const byte RowRegion = 0x0A, RowBenefitYear = 0x10, RowPolicyRevision = 0x18, RowProfile = 0x22,
        RowPaymentDate = 0x28, RowBirthDate = 0x30, RowEventDate = 0x38, RowRecognisedOn = 0x40;

    public static int SizeOf(QuoteBatchColumns batch)
    {
        Check(batch);
        var size = WireSize.Text(batch.Region) + WireSize.Number(batch.BenefitYear) + WireSize.Number(batch.PolicyRevision) + WireSize.Number(batch.BatchId)
            + WireSize.Number(batch.AnswersOnce ? 1u : 0);
        if (batch.AsRows)
        {
            for (var i = 0; i < batch.ProfileIndex.Count; i++) size += WireSize.Message(SizeOf(RowOf(batch, i)));
            return size;
        }
        for (var i = 0; i < batch.Profiles.Count; i++) size += WireSize.Message(batch.Profiles[i].Length);
        return size + WireSize.Packed(batch.ProfileIndex) + WireSize.Packed(batch.PaymentDates) + WireSize.Packed(batch.PaymentDateIndex)
            + WireSize.Fixed(batch.BirthDate) + WireSize.Fixed(batch.EventDate) + WireSize.Fixed(batch.IdentityRecognisedOn);
    }

    public static void Write(QuoteBatchColumns batch, IBufferWriter<byte> output)
    {
        Check(batch);
        var writer = new WireWriter(output);
        writer.BytesField(Region, Encoding.UTF8.GetBytes(batch.Region));
        writer.NumberField(BenefitYear, batch.BenefitYear);
        writer.NumberField(PolicyRevision, batch.PolicyRevision);
        writer.NumberField(BatchId, batch.BatchId);
        if (batch.AsRows) WriteRows(batch, ref writer);
        else WriteColumns(batch, ref writer);
        writer.NumberField(AnswersOnce, batch.AnswersOnce ? 1u : 0);
        writer.Flush();
    }

    /// <summary>What would be another batch when it is read again is not written.</summary>
    private static void Check(QuoteBatchColumns batch)
    {
        if (batch.HasMoreThanIsKept) throw new InvalidOperationException(
            $"a column of the batch has more than {NumberColumn.MaxKept} values; split the batch");
        if (!batch.AsRows && batch.HasRowPolicies) throw new InvalidOperationException(
            "rows of the batch name policies themselves, or have no profile, which columns cannot say; write it as rows");
    }

    private static void WriteColumns(QuoteBatchColumns batch, ref WireWriter writer)
    {
        for (var i = 0; i < batch.Profiles.Count; i++) writer.Message(Profile, batch.Profiles[i]);
        WritePacked(ProfileIndex, batch.ProfileIndex, ref writer);
        WritePacked(PaymentDates, batch.PaymentDates, ref writer);
        WritePacked(PaymentDateIndex, batch.PaymentDateIndex, ref writer);
        WriteFixed(BirthDate, batch.BirthDate, ref writer);
        WriteFixed(EventDate, batch.EventDate, ref writer);
        WriteFixed(RecognisedOn, batch.IdentityRecognisedOn, ref writer);
    }

    private static void WriteRows(QuoteBatchColumns batch, ref WireWriter writer)
    {
        for (var i = 0; i < batch.ProfileIndex.Count; i++)
        {
            var row = RowOf(batch, i);
            writer.Tag(Row);
            writer.Number((uint)SizeOf(row));
            writer.BytesField(RowRegion, row.Region);
            writer.NumberField(RowBenefitYear, row.BenefitYear);
            writer.NumberField(RowPolicyRevision, row.PolicyRevision);
            if (row.HasProfile) writer.Message(RowProfile, row.Profile);
            writer.NumberField(RowPaymentDate, row.PaymentDate);
            writer.NumberField(RowBirthDate, row.BirthDate);
            writer.NumberField(RowEventDate, row.EventDate);
            writer.NumberField(RowRecognisedOn, row.RecognisedOn);
        }
    }

    /// <summary>The resident as a row, which names the region and the year that it named when it came, if it did.</summary>
    private static QuoteRequestReader RowOf(QuoteBatchColumns batch, int resident)
    {
        var profile = (int)batch.ProfileIndex.Values[resident];
        var policy = batch.RowPolicyOf(profile);
        var date = batch.PaymentDateIndex.Count == 0 ? 0 : (int)batch.PaymentDateIndex.Values[resident];
        return new QuoteRequestReader
        {
            Region = policy.Region.Length == 0 ? [] : Encoding.UTF8.GetBytes(policy.Region),
            BenefitYear = policy.BenefitYear,
            PolicyRevision = policy.PolicyRevision,
            HasProfile = policy.HasProfile,
            Profile = batch.Profiles[profile],
            PaymentDate = batch.PaymentDates.Values[date],
            BirthDate = At(batch.BirthDate, resident),
            EventDate = At(batch.EventDate, resident),
            RecognisedOn = At(batch.IdentityRecognisedOn, resident),
        };
    }

    private static uint At(NumberColumn column, int resident) => column.Count switch { 0 => 0, 1 => column.Values[0], _ => column.Values[resident] };

    private static int SizeOf(in QuoteRequestReader row) => (row.Region.IsEmpty ? 0 : WireSize.Message(row.Region.Length))
        + WireSize.Number(row.BenefitYear) + WireSize.Number(row.PolicyRevision) + (row.HasProfile ? WireSize.Message(row.Profile.Length) : 0)
        + WireSize.Number(row.PaymentDate) + WireSize.Number(row.BirthDate) + WireSize.Number(row.EventDate) + WireSize.Number(row.RecognisedOn);

    private static void WritePacked(byte tag, NumberColumn column, ref WireWriter writer)
    {
        if (column.Count == 0) return;
        writer.Tag(tag);
        writer.Number((uint)PackedNumbers.SizeOf(column.Values));
        PackedNumbers.Write(column.Values, ref writer);
    }

    private static void WriteFixed(byte tag, NumberColumn column, ref WireWriter writer)
    {
        if (column.Count == 0) return;
        writer.Tag(tag);
        writer.Number((uint)(column.Count * sizeof(uint)));
        writer.Fixed(column.Values);
    }
}
