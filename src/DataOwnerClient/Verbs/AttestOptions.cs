using System.CommandLine;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Attesting;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary>The options that judging files and judging an instance share: what to hold evidence against where no agreement says it.</summary>
internal sealed class AttestOptions
{
    internal Option<string?> Policy { get; } = new("--policy") { Description = "the policy's text, or base64 of it; its SHA-256 has to be the host data" };

    internal Option<string[]> MinimumTcb { get; } = new("--minimum-tcb")
    {
        Description = "LINE:PART=NUMBER,… such as milan:snp=24,microcode=219; by default milan snp 24, genoa snp 23 (AMD-SB-3019), turin bootloader 1, tee 1, snp 1",
    };

    internal Option<int> MinimumUvmSvn { get; } = new("--minimum-uvm-svn")
    {
        Description = "lowest security version of the utility VM, where its endorsement is there",
        DefaultValueFactory = _ => HandedEvidenceValues.Default.MinimumUvmSvn,
    };

    internal Option<string[]> TrustRoot { get; } = new("--trust-root") { Description = "LINE:SHA256 of a root certificate to believe beside AMD's, such as one of your own" };

    internal Option<bool> Json { get; } = new("--json") { Description = "one JSON object instead of lines; its member verdict is the word" };

    /// <exception cref="ClientException">A floor or root is malformed.</exception>
    internal HandedEvidenceValues Values(ParseResult parsed) => HandedEvidenceValues.Default with
    {
        Hardware = Attesting.TrustRoot.Parse(parsed.GetValue(TrustRoot) ?? []),
        MinimumTcb = TcbFloor.Parse(parsed.GetValue(MinimumTcb) ?? [], HandedEvidenceValues.PublishedTcbFloor),
        MinimumUvmSvn = parsed.GetValue(MinimumUvmSvn),
    };
}
