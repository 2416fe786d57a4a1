using Canbao.EndToEnd.Tests.Interop;

namespace Canbao.EndToEnd.Tests.Contract;

/// <summary>Who was built with the first contract, which is kept beside these tests, goes on working: in source and on the wire.</summary>
public class BreakingTests
{
    [Fact]
    public async Task Contract_BreaksNobody() => Assert.Equal(new Child.Result(0, "", ""), await Buf.BreakingAsync(RepositoryFolder.Root));

    [Theory]
    [InlineData("profile.proto", "  string tier = 2;", "", "FIELD_NO_DELETE")]
    [InlineData("profile.proto", "string tier = 2;", "string level = 2;", "FIELD_SAME_NAME")]
    [InlineData("quote.proto", "uint32 payment_date = 5;", "uint32 payment_date = 50;", "FIELD_NO_DELETE")]
    [InlineData("quote.proto", "optional int64 fee_fen = 14;", "optional int32 fee_fen = 14;", "FIELD_SAME_TYPE")]
    [InlineData("quote.proto", "optional int64 fee_fen = 14;", "int64 fee_fen = 14;", "FIELD_SAME_CARDINALITY")]
    [InlineData("quote.proto", "QUOTE_STATUS_OPEN_LATE = 2;", "", "ENUM_VALUE_NO_DELETE")]
    [InlineData("quote_service.proto", "rpc StreamQuotes(stream QuoteBatch)", "rpc StreamQuotes(QuoteBatch)", "RPC_SAME_CLIENT_STREAMING")]
    [InlineData("batch.proto", "\"cn.canbao.v1\"", "\"cn.canbao.v2\"", "FILE_SAME_JAVA_PACKAGE")]
    public async Task Change_WouldBeFound(string file, string before, string after, string rule)
    {
        var copy = Directory.CreateTempSubdirectory("canbao-contract-");
        try
        {
            await Child.SucceedAsync("cp", "-r", RepositoryFolder.Protos, copy.FullName);
            var changed = Path.Combine(copy.FullName, "proto", "canbao", "v1", file);
            var text = await File.ReadAllTextAsync(changed);
            Assert.Contains(before, text, StringComparison.Ordinal);
            await File.WriteAllTextAsync(changed, text.Replace(before, after, StringComparison.Ordinal));
            var result = await Buf.BreakingAsync(copy.FullName);
            Assert.NotEqual(0, result.ExitCode);
            Assert.Contains(rule, result.Output, StringComparison.Ordinal);
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }
}
