using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Programs;

/// <summary><c>cleanroom doctor</c> as a party and an operator run it.</summary>
public sealed class DoctorTests(TestWorld world)
{
    [Fact]
    public async Task A_sound_room_is_well_and_another_agreement_is_found_out()
    {
        Deal deal = world.Agree(agreement => agreement with { Expires = StandardAgreement.InSeconds(TimeSpan.FromDays(60)) });
        await using TestRoom room = await deal.OpenRoomAsync();
        (int code, string said) = await RunAsync($"{room.Address}", "--agreement", deal.AgreementFile);
        Assert.True(code == 0, said);
        Assert.Contains("all is well", said, StringComparison.Ordinal);
        Assert.Contains("ok  clock: agrees", said, StringComparison.Ordinal);
        Assert.Contains("ok  room, writable: holds", said, StringComparison.Ordinal);

        Deal other = world.Agree(agreement => agreement with { Expires = StandardAgreement.InSeconds(TimeSpan.FromDays(2)) });
        (code, said) = await RunAsync($"{room.Address}", "--agreement", other.AgreementFile, "--keys", world.Stranger.Path);
        Assert.Equal(1, code);
        Assert.Contains("NO  agreement: it expires", said, StringComparison.Ordinal);
        Assert.Contains("NO  keys: 'stranger' is no party of this agreement", said, StringComparison.Ordinal);
        Assert.Contains("The room serves another agreement: its operator sets CLEANROOM_AGREEMENT to this one.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_owner_whose_key_is_another_agreements_is_told_so()
    {
        Deal first = world.Agree();
        await first.KeyOfAsync(StandardAgreement.Feeds);
        Deal second = world.Agree(agreement => agreement with
        {
            Datasets = [.. agreement.Datasets.Select(dataset => dataset.Id == StandardAgreement.Feeds
                ? dataset with { KeyEncryptionKey = first.TermsOf(dataset.Id).KeyEncryptionKey }
                : dataset)],
        });
        DataOwnerClient.Doctoring.Checkup checkup = new(second.Agreement);
        IReadOnlyList<DataOwnerClient.Doctoring.Finding> own = await new DataOwnerClient.Doctoring.Checkup(first.Agreement)
            .CheckVaultAsync(first.TermsOf(StandardAgreement.Feeds), world.Region.Credential, TestContext.Current.CancellationToken);
        Assert.All(own, finding => Assert.True(finding.Holds, string.Join('\n', finding.Lines)));

        IReadOnlyList<DataOwnerClient.Doctoring.Finding> others = await checkup.CheckVaultAsync(
            second.TermsOf(StandardAgreement.Feeds), world.Region.Credential, TestContext.Current.CancellationToken);
        Assert.Equal("vault key of feeds, policy", Assert.Single(others, finding => !finding.Holds).Subject);

        IReadOnlyList<DataOwnerClient.Doctoring.Finding> none = await checkup.CheckVaultAsync(
            second.TermsOf(StandardAgreement.Ads), world.Region.Credential, TestContext.Current.CancellationToken);
        DataOwnerClient.Doctoring.Finding missing = Assert.Single(none);
        Assert.False(missing.Holds);
        Assert.Contains("cleanroom kek create", missing.Advice, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        using ClientProgram program = ClientProgram.Start(world, ["doctor", .. arguments]);
        return (await program.WaitForEndAsync(), program.Output + program.Errors);
    }
}
