using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Jobs;

/// <summary>
/// Somebody with a region, a room and keys of his own, under our names and our agreement's words, makes a whole folder: agreement,
/// keys, a result that his room really computed and signed. Everything in it fits together, and nothing of it is ours.
/// </summary>
public sealed class AttackersFolderTests(TestWorld world)
{
    [Fact]
    public async Task A_whole_folder_from_an_attackers_own_room_is_refused_with_my_agreement_and_unanchored_without()
    {
        using PartyKeyFolder publisher = world.Keys("publisher", "Publisher");
        using PartyKeyFolder advertiser = world.Keys("advertiser", "Advertiser");
        string folder = await ForgeAsync(publisher, advertiser);
        string result = Path.Combine(folder, "result.cose");
        Deal mine = world.Agree();

        // To himself it verifies: the forgery lacks nothing but us.
        Assert.Equal(0, (await VerifyCommand.RunAsync(world, result, "--keys", advertiser.Path)).Code);

        (int code, string output) = await VerifyCommand.RunAsync(world, result, "--agreement", mine.AgreementFile, "--keys", world.Advertiser.Path);
        Assert.Equal(1, code);
        Assert.Contains("REFUSED: do not use these numbers", output, StringComparison.Ordinal);
        Assert.Contains(mine.Agreement.Hash.ToString(), output, StringComparison.Ordinal);

        (code, output) = await VerifyCommand.RunAsync(
            world, result, "--agreement", mine.AgreementFile, "--agreement-hash", mine.Agreement.Hash.ToString());
        Assert.Equal((1, true), (code, output.Contains("REFUSED", StringComparison.Ordinal)));

        // With the agreement that lies beside it there is nothing false in it; it is only not mine, and says so.
        foreach (string[] anchor in new string[][] { [], ["--keys", world.Advertiser.Path], ["--agreement-hash", mine.Agreement.Hash.ToString()] })
        {
            (code, output) = await VerifyCommand.RunAsync(world, [result, .. anchor]);
            Assert.Equal(3, code);
            Assert.Contains("unanchored", output, StringComparison.Ordinal);
        }
    }

    private async Task<string> ForgeAsync(PartyKeyFolder publisher, PartyKeyFolder advertiser)
    {
        await using TestRegion region = await TestRegion.StartAsync(world.Programs.LocalCloud, world.NewFolder("region"), []);
        Agreement agreement = StandardAgreement.Write(publisher, advertiser, region, world.HostData);
        Deal deal = new(world, region, AgreementSigning.Sign(agreement, publisher, advertiser), publisher, advertiser);
        await using TestRoom room = await deal.OpenReadyRoomAsync();
        byte[] signed = (await room.AskAsync(advertiser, Questions.NewOverlap())).SignedResult!;
        string folder = world.NewFolder("results");
        await File.WriteAllBytesAsync(Path.Combine(folder, "result.cose"), signed, TestContext.Current.CancellationToken);
        File.Copy(deal.AgreementFile, Path.Combine(folder, "agreement.cose"));

        // Keys beside a result are the giver's; his private ones too, as the demo leaves them.
        FolderCopy.Copy(publisher.Path, Path.Combine(folder, "keys", "publisher"));
        FolderCopy.Copy(advertiser.Path, Path.Combine(folder, "keys", "advertiser"));
        return folder;
    }
}
