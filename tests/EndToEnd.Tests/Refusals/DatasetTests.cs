using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.EndToEnd.Tests.Refusals;

/// <summary>Files that are not what their owner vouched for, on a disk that is the operator's.</summary>
public sealed class DatasetTests(TestWorld world)
{
    [Fact]
    public async Task Without_a_manifest_nothing_is_opened()
    {
        await using TestRoom room = await world.Agree().OpenRoomAsync();
        await room.FillAsync(StandardAgreement.Feeds);
        SealedDataset ads = await room.Deal.SealAsync(StandardAgreement.Ads);

        // The operator has the file, and puts it where it belongs; nobody vouched for it.
        File.Copy(ads.Path, room.CiphertextFile(StandardAgreement.Ads));
        await IsDeniedAsync(room, "denial.manifestMissing: manifest of ads is none");
    }

    [Fact]
    public async Task A_manifest_signed_by_a_stranger_or_by_another_party_is_refused()
    {
        TestRoom room = await world.StandardRoomAsync();
        SealedDataset byStranger = await room.Deal.SealAsync(StandardAgreement.Ads, 2, signer: world.Stranger);
        Assert.StartsWith("422 document.unknownSigner", await PostAsync(room, byStranger), StringComparison.Ordinal);
        SealedDataset byOther = await room.Deal.SealAsync(StandardAgreement.Ads, 2, signer: world.Publisher);
        Assert.StartsWith("422 document.wrongSigner", await PostAsync(room, byOther), StringComparison.Ordinal);

        static Task<string> PostAsync(TestRoom room, SealedDataset data) =>
            room.TryAsync(room.Deal.World.Advertiser, HttpMethod.Post, "/manifests", data.SignedManifest);
    }

    [Fact]
    public async Task A_well_formed_file_that_a_stranger_encrypted_to_the_owners_public_key_is_not_opened()
    {
        await using TestRoom room = await world.Agree().OpenReadyRoomAsync();
        string target = room.CiphertextFile(StandardAgreement.Ads);
        SealedDataset forged = await SealToLengthAsync(room.Deal, 1, new FileInfo(target).Length, world.Stranger);
        byte[] genuine = await ReadAsync(target);
        File.Copy(forged.Path, target, overwrite: true);
        await IsDeniedAsync(room, "denial.ciphertextRefused: ciphertext of ads is DigestMismatch");

        // Nothing was spent, and the genuine file opens.
        await WriteAsync(target, genuine);
        Assert.NotNull((await room.AskAsync(world.Publisher, Questions.NewOverlap())).SignedResult);
    }

    [Fact]
    public async Task An_older_version_is_not_accepted_again_nor_opened_in_the_place_of_the_new_one()
    {
        await using TestRoom room = await world.Agree().OpenRoomAsync();
        await room.FillAsync(StandardAgreement.Feeds);
        SealedDataset old = await room.FillAsync(StandardAgreement.Ads);
        SealedDataset current = await SealToLengthAsync(room.Deal, 2, old.Manifest.FileLength, world.Advertiser);
        await room.UploadAsync(current);
        Assert.Equal("", await room.GrantAsync(current));
        Assert.StartsWith(
            "409 room.superseded", await room.TryAsync(world.Advertiser, HttpMethod.Post, "/manifests", old.SignedManifest), StringComparison.Ordinal);
        File.Copy(room.CiphertextFile(StandardAgreement.Ads), room.CiphertextFile(StandardAgreement.Ads, 2), overwrite: true);
        await IsDeniedAsync(room, "denial.ciphertextRefused: ciphertext of ads is DigestMismatch");
    }

    [Fact]
    public async Task A_truncated_file_is_not_opened()
    {
        await using TestRoom room = await world.Agree().OpenReadyRoomAsync();
        string file = room.CiphertextFile(StandardAgreement.Ads);
        byte[] whole = await ReadAsync(file);
        await WriteAsync(file, whole[..^1]);
        await IsDeniedAsync(room, $"denial.ciphertextMissing: ciphertext of ads is {whole.Length - 1} bytes, wanted {whole.Length} bytes");

        // Of the right length again, with zeros where its end was.
        await WriteAsync(file, [.. whole[..^64], .. new byte[64]]);
        await IsDeniedAsync(room, "denial.ciphertextRefused: ciphertext of ads is ");
    }

    [Fact]
    public async Task A_file_of_another_aad_prefix_is_not_opened_though_its_owner_vouches_for_it()
    {
        await using TestRoom room = await world.Agree().OpenRoomAsync();
        await room.FillAsync(StandardAgreement.Feeds);
        SealedDataset first = await room.Deal.SealAsync(StandardAgreement.Ads);
        await FillAsync(room, first with { Manifest = first.Manifest with { Version = 2 } });
        await IsDeniedAsync(room, "denial.ciphertextRefused: ciphertext of ads is AadPrefix");
    }

    [Fact]
    public async Task A_file_whose_data_keys_are_wrapped_by_an_unknown_key_is_not_opened_though_its_owner_vouches_for_it()
    {
        await using TestRoom room = await world.Agree().OpenRoomAsync();
        await room.FillAsync(StandardAgreement.Feeds);
        await room.Deal.KeyOfAsync(StandardAgreement.Ads);
        using DekWrapper other = (await room.Deal.KeyOfAsync(StandardAgreement.Feeds)).CreateWrapper();
        SealedDataset data = DatasetSealing.Seal(
            room.Agreement, room.Deal.TermsOf(StandardAgreement.Ads), 1, People.Advertiser(), DateTimeOffset.UtcNow, other, world.Advertiser, world.NewPath("ads.parquet"));
        await FillAsync(room, data);
        await IsDeniedAsync(room, "denial.ciphertextRefused: ciphertext of ads is the data key is not wrapped by ");
    }

    [Fact]
    public async Task Swapped_pages_fail_without_a_reason_and_what_was_reserved_stays_spent()
    {
        Deal deal = world.Agree();
        await using TestRoom room = await deal.OpenRoomAsync();
        SealedDataset feeds = await deal.SealAsync(StandardAgreement.Feeds);
        await room.UploadAsync(feeds);
        // Enough for one question, not for two.
        Assert.Equal("", await room.GrantAsync(feeds, nanoRho: Questions.NanoRho * 3 / 2));
        await room.FillAsync(StandardAgreement.Ads);

        string file = room.CiphertextFile(StandardAgreement.Feeds);
        byte[] genuine = await ReadAsync(file);
        await WriteAsync(file, EncryptedModules.SwapTwo(genuine));
        JobOutcome failed = await room.AskAsync(world.Advertiser, Questions.Segments);
        Assert.Null(failed.SignedResult);
        Assert.Equal("the job ended as Failed", Assert.Single(failed.Denial));

        await WriteAsync(file, genuine);
        JobOutcome denied = await room.AskAsync(world.Advertiser, Questions.Segments);
        Assert.Null(denied.SignedResult);
        Assert.StartsWith("denial.budgetExhausted: budget of publisher for advertiser", Assert.Single(denied.Denial), StringComparison.Ordinal);
    }

    /// <summary>Wrapped keys differ by a few bytes in how they are written, so a file of a given length is a matter of trying.</summary>
    private static async Task<SealedDataset> SealToLengthAsync(Deal deal, int version, long length, PartyKeyFolder signer)
    {
        for (int attempt = 0; attempt < 2000; attempt++)
        {
            SealedDataset data = await deal.SealAsync(StandardAgreement.Ads, version, signer: signer);
            if (data.Manifest.FileLength == length)
            {
                return data;
            }
        }

        throw new Xunit.Sdk.XunitException($"no file of {length} bytes came about");
    }

    private async Task FillAsync(TestRoom room, SealedDataset data)
    {
        SealedDataset vouched = data with { SignedManifest = SignedDocument.Sign(data.Manifest, world.Advertiser.Signer) };
        await room.UploadAsync(vouched);
        Assert.Equal("", await room.GrantAsync(vouched));
    }

    private async Task IsDeniedAsync(TestRoom room, string reason)
    {
        JobOutcome outcome = await room.AskAsync(world.Publisher, Questions.NewOverlap());
        Assert.Null(outcome.SignedResult);
        Assert.StartsWith(reason, Assert.Single(outcome.Denial), StringComparison.Ordinal);
    }

    private static Task<byte[]> ReadAsync(string file) => File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);

    private static Task WriteAsync(string file, byte[] bytes) => File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
}
