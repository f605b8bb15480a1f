using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Jobs;

/// <summary><c>cleanroom verify</c> as a program: 0 verified, 1 refused, 3 consistent but nobody says it is yours.</summary>
public sealed class VerifyCommandTests(TestWorld world)
{
    [Fact]
    public async Task A_result_verifies_with_a_partys_keys_and_with_the_agreements_hash()
    {
        (string result, TestRoom room) = await WriteFolderAsync();
        (int code, string output) = await VerifyAsync(result, "--keys", world.Advertiser.Path);
        Assert.Equal((0, true), (code, output.Contains("\nverified", StringComparison.Ordinal)));
        Assert.Equal(0, (await VerifyAsync(result, "--agreement-hash", room.Agreement.Hash.ToString())).Code);
    }

    [Fact]
    public async Task A_result_with_one_changed_byte_is_refused_wherever_the_byte_lies()
    {
        (string result, TestRoom room) = await WriteFolderAsync();
        byte[] genuine = await File.ReadAllBytesAsync(result, TestContext.Current.CancellationToken);
        foreach (int at in new[] { 10, genuine.Length / 2, genuine.Length - 1 })
        {
            byte[] changed = [.. genuine];
            changed[at] ^= 1;
            await File.WriteAllBytesAsync(result, changed, TestContext.Current.CancellationToken);
            (int code, string output) = await VerifyAsync(result, "--agreement-hash", room.Agreement.Hash.ToString());
            Assert.Equal(1, code);
            Assert.Contains("REFUSED: do not use these numbers", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_whole_folder_that_others_made_among_themselves_is_never_verified_for_me()
    {
        // Result, agreement and evidence fit each other: only a hash that I know, or a key that I hold, tells whose they are.
        (string result, _) = await WriteFolderAsync();
        (int code, string output) = await VerifyAsync(result);
        Assert.Equal(3, code);
        Assert.Contains("unanchored", output, StringComparison.Ordinal);
        Assert.Equal(3, (await VerifyAsync(result, "--keys", world.Stranger.Path)).Code);
        Assert.Equal(3, (await VerifyAsync(result, "--agreement-hash", Digest256.Of("mine"u8).ToString())).Code);
    }

    [Fact]
    public async Task A_result_under_another_agreement_of_the_same_parties_is_refused()
    {
        (string result, _) = await WriteFolderAsync();
        Deal other = world.Agree();
        Assert.Equal(1, (await VerifyAsync(result, "--agreement", other.AgreementFile, "--keys", world.Advertiser.Path)).Code);
    }

    [Fact]
    public async Task What_is_no_agreement_is_refused()
    {
        (string result, _) = await WriteFolderAsync();
        Assert.Equal(1, (await VerifyAsync(result, "--agreement", result, "--keys", world.Advertiser.Path)).Code);
    }

    private async Task<(string Result, TestRoom Room)> WriteFolderAsync()
    {
        TestRoom room = await world.StandardRoomAsync();
        byte[] signed = (await room.AskAsync(world.Advertiser, Questions.NewOverlap())).SignedResult!;
        string folder = world.NewFolder("results");
        await File.WriteAllBytesAsync(Path.Combine(folder, "result.cose"), signed, TestContext.Current.CancellationToken);
        File.Copy(room.Deal.AgreementFile, Path.Combine(folder, "agreement.cose"));
        return (Path.Combine(folder, "result.cose"), room);
    }

    private Task<(int Code, string Output)> VerifyAsync(params string[] arguments) => VerifyCommand.RunAsync(world, arguments);
}
