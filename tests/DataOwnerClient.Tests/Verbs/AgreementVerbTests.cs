using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Verbs;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Verbs;

public sealed class AgreementVerbTests : IDisposable
{
    private const string Measured = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef";

    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void A_draft_from_a_sample_is_signed_by_one_party_after_the_other()
    {
        Draft();

        string first = _shell.Do("agreement sign draft.json --keys hospital --out one.cose");
        string second = _shell.Do("agreement sign one.cose --keys registry --out agreement.cose");
        string hash = _shell.Do("agreement hash agreement.cose").TrimEnd();

        Assert.Contains("still to sign: registry", first, StringComparison.Ordinal);
        Assert.Contains("complete: all parties signed", second, StringComparison.Ordinal);
        Assert.True(SignedAgreement.TryOpen(File.ReadAllBytes(_shell.At("agreement.cose")), out SignedAgreement? agreement, out _));
        Assert.Equal(agreement.Hash.ToString(), hash);
        Assert.Equal(hash, _shell.Do("agreement hash draft.json").TrimEnd());
        Assert.Contains("signed by hospital, registry", _shell.Do("agreement check agreement.cose"), StringComparison.Ordinal);
        Assert.Contains("Who takes part", _shell.Do("agreement explain agreement.cose"), StringComparison.Ordinal);
        Refuses("agreement sign one.cose --keys hospital --out again.cose", "'hospital' has signed one.cose already; missing: registry");
    }

    [Fact]
    public void A_sample_as_it_is_cannot_be_signed()
    {
        string drafted = _shell.Do("agreement draft health-research --out draft.json");
        MakeKeys("hospital", "hospital");

        Assert.Contains("NOT YET: party 'hospital' has published test keys", drafted, StringComparison.Ordinal);
        Assert.Contains("NOT YET: the host data is a placeholder", _shell.Do("agreement explain draft.json"), StringComparison.Ordinal);
        Refuses("agreement sign draft.json --keys hospital --out signed.cose", "does not name the keys");

        _shell.Do("agreement draft draft.json --party hospital/party.public.json --out draft.json");
        Refuses("agreement sign draft.json --keys hospital --out signed.cose", "party 'registry' has published test keys");
    }

    [Fact]
    public void A_stranger_cannot_sign()
    {
        Draft();
        MakeKeys("hospital", "mallory");

        Refuses("agreement sign draft.json --keys mallory --out signed.cose", "does not name the keys");
    }

    [Fact]
    public void A_broken_draft_names_every_breach_on_a_line()
    {
        Draft();
        string draft = File.ReadAllText(_shell.At("draft.json"));
        _shell.WriteFile("draft.json", draft.Replace("\"maximumRowsPerPerson\": 20,", "\"maximumRowsPerPerson\": 0,", StringComparison.Ordinal)
            .Replace("\"statementAttoDelta\": 1000000000000,", "\"statementAttoDelta\": 0,", StringComparison.Ordinal));

        Shell.Outcome outcome = _shell.Run("agreement check draft.json");

        Assert.Equal(ExitCode.Refused, outcome.Code);
        Assert.Contains("InvalidContent", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("\n  dataset 'hospital-stays': maximumRowsPerPerson is 1 to 100000\n", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("\n  statementAttoDelta", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_byte_after_a_signature_is_refused()
    {
        Draft();
        _shell.Do("agreement sign draft.json --keys hospital --out one.cose");
        byte[] signed = File.ReadAllBytes(_shell.At("one.cose"));
        int at = signed.AsSpan().IndexOf("\"title\": \"R"u8) + 10;
        signed[at] = (byte)'X';
        File.WriteAllBytes(_shell.At("one.cose"), signed);

        Refuses("agreement sign one.cose --keys registry --out two.cose", "SignatureInvalid");
    }

    [Fact]
    public void An_agreement_that_ended_is_not_signed()
    {
        Draft("--expires 2020-01-01T00:00:00Z");

        Assert.Contains("EXPIRED", _shell.Do("agreement check draft.json"), StringComparison.Ordinal);
        Refuses("agreement sign draft.json --keys hospital --out signed.cose", "ended at 2020-01-01");
    }

    [Fact]
    public void The_keys_of_a_party_that_the_plan_does_not_know_are_refused()
    {
        MakeKeys("clinic", "clinic");

        Refuses("agreement draft health-research --party clinic/party.public.json --out draft.json", "the plan knows hospital, registry");
    }

    [Fact]
    public void The_vendors_anchors_give_no_warning()
    {
        Draft();

        Assert.DoesNotContain("WARNING", _shell.Do("agreement explain draft.json"), StringComparison.Ordinal);
        Assert.DoesNotContain("WARNING", _shell.Do("agreement sign draft.json --keys hospital --out one.cose"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_trust_base_of_the_drafters_own_is_warned_of_when_it_is_read_checked_and_signed()
    {
        const string Mine = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef";
        Draft();
        string draft = File.ReadAllText(_shell.At("draft.json"));
        _shell.WriteFile("renamed.json", draft.Replace(HardwareAnchor.AmdMilan.RootFingerprint.ToString(), Mine, StringComparison.Ordinal));
        Refuses("agreement sign renamed.json --keys hospital --out signed.cose", $"the hardware root 'ARK-Milan' is called as AMD's are and its certificate {Mine} is not AMD's");

        _shell.WriteFile("draft.json", draft.Replace(HardwareAnchor.AmdMilan.RootFingerprint.ToString(), Mine, StringComparison.Ordinal)
            .Replace("\"ARK-Milan\"", "\"Milan\"", StringComparison.Ordinal)
            .Replace(":sha256:", ":sha256:A", StringComparison.Ordinal).Replace("9s::eku", "8::eku", StringComparison.Ordinal));
        foreach (string command in new[] { "agreement explain draft.json", "agreement check draft.json", "agreement sign draft.json --keys hospital --out one.cose" })
        {
            string said = _shell.Do(command);
            Assert.Contains($"WARNING: hardware root 'Milan', certificate {Mine}, is not AMD's", said, StringComparison.Ordinal);
            Assert.Contains("which is not Microsoft's", said, StringComparison.Ordinal);
        }
    }

    private void Draft(string more = "")
    {
        MakeKeys("hospital", "hospital");
        MakeKeys("registry", "registry");
        _shell.Do($"agreement draft health-research --party hospital/party.public.json registry/party.public.json --host-data {Measured} {more} --out draft.json");
    }

    private void MakeKeys(string party, string folder)
    {
        using PartyKeyFolder keys = PartyKeyFolder.OpenOrCreate(_shell.At(folder), PartyId.Parse(party), party);
        Files.Write(_shell.At($"{folder}/{PublicParty.FileName}"), PublicParty.Write(keys.Public));
    }

    private void Refuses(string commandLine, string because)
    {
        Shell.Outcome outcome = _shell.Run(commandLine);
        Assert.Equal(ExitCode.Refused, outcome.Code);
        Assert.Contains(because, outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_shell.At("signed.cose")));
    }
}
