using EnclaveCleanRoom.Agreements;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Verbs;

public sealed class AmendmentVerbTests : IDisposable
{
    private const string Measured = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef";
    private const string Next = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private readonly Shell _shell = new();

    public AmendmentVerbTests()
    {
        _shell.Do("keys init --party hospital --name hospital --out hospital");
        _shell.Do("keys init --party registry --name registry --out registry");
        _shell.Do(
            $"agreement draft health-research --party hospital/party.public.json registry/party.public.json --host-data {Measured} --expires 2999-12-31T00:00:00Z --out draft.json");
        _shell.Do("agreement sign draft.json --keys hospital --out one.cose");
        _shell.Do("agreement sign one.cose --keys registry --out agreement.cose");
    }

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void An_amendment_is_drafted_explained_signed_by_all_and_put_behind_the_agreement()
    {
        _shell.Do($"amendment draft --agreement agreement.cose --host-data {Next} --until {Measured}=2999-01-01T00:00:00Z --kek hospital-stays=https://hospital.vault.azure.net/keys/stays-2 --reason A␣new␣image. --out amendment.json");
        string explained = _shell.Do("amendment explain amendment.json --agreement agreement.cose");
        Assert.Contains($"NEW {Next}: may run until the agreement ends", explained, StringComparison.Ordinal);
        Assert.Contains($"STAYS {Measured}: may run until 2999-01-01 00:00:00 UTC", explained, StringComparison.Ordinal);
        Assert.Contains("still to sign: registry", _shell.Do("amendment sign amendment.json --agreement agreement.cose --keys hospital --out half.cose"), StringComparison.Ordinal);
        Refuses("amendment apply half.cose --agreement agreement.cose --out amended.cose", "SignatureMissing");
        Refuses("amendment sign half.cose --agreement agreement.cose --keys hospital --out again.cose", "'hospital' has signed half.cose already; missing: registry");
        Assert.Contains("complete: all parties signed", _shell.Do("amendment sign half.cose --agreement agreement.cose --keys registry --out amendment.cose"), StringComparison.Ordinal);
        Assert.Contains($"accepted now: {Next}, {Measured}", _shell.Do("amendment apply amendment.cose --agreement agreement.cose --out amended.cose"), StringComparison.Ordinal);

        Assert.Equal(_shell.Do("agreement hash agreement.cose"), _shell.Do("agreement hash amended.cose"));
        Assert.Contains($"may run: {Next} until 2999-12-31 00:00 UTC", _shell.Do("agreement check amended.cose"), StringComparison.Ordinal);
        Assert.Contains("key of hospital-stays: https://hospital.vault.azure.net/keys/stays-2", _shell.Do("agreement explain amended.cose"), StringComparison.Ordinal);
        Assert.True(SignedAgreement.TryOpen(File.ReadAllBytes(_shell.At("amended.cose")), out SignedAgreement? amended, out _));
        Assert.Single(amended.Amendments);
        Refuses("amendment apply amendment.cose --agreement amended.cose --out twice.cose", "OutOfOrder");
    }

    [Fact]
    public void A_draft_that_cannot_be_signed_is_not_written()
    {
        foreach ((string changes, string why) in new[]
        {
            ("", "there are 1 to 16 host data values"),
            ("--host-data 73973b78d70cc68353426de188db5dfc57e5b766e399935fb73a61127ea26d20", "the policy that allows everything is never accepted"),
            ("--host-data abc", "'abc' is no host data"),
            ($"--until {Next}=2001-01-01T00:00:00Z", "it ends after the amendment is issued"),
            ($"--until {Next}=tomorrow", "--until is HOSTDATA=TIME"),
            ($"--host-data {Next} --kek nobodys=https://v.example/keys/a", "dataset 'nobodys' is not in the agreement"),
            ($"--host-data {Next} --kek hospital-stays", "--kek is DATASET="),
        })
        {
            Shell.Outcome outcome = _shell.Run($"amendment draft --agreement agreement.cose {changes} --reason Why. --out amendment.json");
            Assert.Equal(ExitCode.Usage, outcome.Code);
            Assert.Contains(why, outcome.Error, StringComparison.Ordinal);
            Assert.False(File.Exists(_shell.At("amendment.json")));
        }
    }

    [Fact]
    public void An_amendment_that_is_dated_in_the_future_is_not_signed_and_one_dated_far_back_is_warned_of()
    {
        _shell.Do($"amendment draft --agreement agreement.cose --host-data {Next} --reason Why. --out amendment.json");
        string draft = File.ReadAllText(_shell.At("amendment.json"));
        Assert.DoesNotContain("WARNING", _shell.Do("amendment explain amendment.json --agreement agreement.cose"), StringComparison.Ordinal);

        Date(DateTimeOffset.UtcNow.AddHours(1));
        Assert.Contains("WARNING: it is dated in the future", _shell.Do("amendment explain amendment.json --agreement agreement.cose"), StringComparison.Ordinal);
        Refuses("amendment sign amendment.json --agreement agreement.cose --keys hospital --out half.cose", "which is not yet");
        Assert.False(File.Exists(_shell.At("half.cose")));

        Date(DateTimeOffset.UtcNow.AddDays(-30));
        Assert.Contains("WARNING: it is dated 30 days back", _shell.Do("amendment explain amendment.json --agreement agreement.cose"), StringComparison.Ordinal);
        Assert.Contains("WARNING: it is dated 30 days back", _shell.Do("amendment sign amendment.json --agreement agreement.cose --keys hospital --out half.cose"), StringComparison.Ordinal);

        void Date(DateTimeOffset time) => _shell.WriteFile(
            "amendment.json", System.Text.RegularExpressions.Regex.Replace(draft, "\"issuedAt\": \"[^\"]*\"", $"\"issuedAt\": \"{time:yyyy-MM-ddTHH:mm:ssZ}\""));
    }

    [Fact]
    public void A_stranger_cannot_sign_and_a_damaged_file_is_no_agreement()
    {
        _shell.Do($"amendment draft --agreement agreement.cose --host-data {Next} --reason Why. --out amendment.json");
        _shell.Do("keys init --party hospital --name hospital --out mallory");
        Refuses("amendment sign amendment.json --agreement agreement.cose --keys mallory --out signed.cose", "does not name the keys in mallory");
        File.WriteAllBytes(_shell.At("damaged.cose"), [.. File.ReadAllBytes(_shell.At("agreement.cose")), .. File.ReadAllBytes(_shell.At("one.cose"))]);
        Refuses("agreement check damaged.cose", "WrongContentType");
    }

    private void Refuses(string commandLine, string why)
    {
        Shell.Outcome outcome = _shell.Run(commandLine);
        Assert.Equal(ExitCode.Refused, outcome.Code);
        Assert.Contains(why, outcome.Error, StringComparison.Ordinal);
    }
}
