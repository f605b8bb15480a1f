using System.CommandLine;
using Azure.Core;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DataOwnerClient.Doctoring;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom doctor</c>: what will keep a job from running, and what to do about it.</summary>
internal static class DoctorVerb
{
    internal static Command Create()
    {
        Argument<string?> url = new("url") { Description = "the instance's address, where there is one already", Arity = ArgumentArity.ZeroOrOne };
        Option<string> agreement = DatasetChoice.AgreementOption();
        Option<string?> keys = new("--keys") { Description = "your key folder: its vault keys are looked at too" };
        Option<string?> identity = VaultCredential.CreateOption();
        Command command = new("doctor", "look at agreement, clock, attestation service, your keys and vaults, and the room; changes nothing; exit code 0 when all is well") { url, agreement, keys, identity };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            SignedAgreement signed = Files.OpenAgreement(parsed.GetValue(agreement)!);
            Checkup checkup = new(signed);
            List<Finding> findings = [];
            Show(findings, [checkup.CheckAgreement(TimeProvider.System.GetUtcNow())]);
            Show(findings, await checkup.CheckAuthorityAsync(TimeProvider.System, cancellationToken));
            if (parsed.GetValue(keys) is { } folder)
            {
                using PartyKeyFolder owner = PartyKeyFolder.Open(folder);
                Show(findings, [checkup.CheckKeys(owner)]);
                TokenCredential credential = VaultCredential.Create(parsed.GetValue(identity));
                foreach (DatasetTerms dataset in signed.Agreement.Datasets.Where(dataset => dataset.Owner == owner.Id))
                {
                    Show(findings, await checkup.CheckVaultAsync(dataset, credential, cancellationToken));
                }
            }

            if (parsed.GetValue(url) is { } address)
            {
                Show(findings, await checkup.CheckRoomAsync(DatasetChoice.ParseUrl(address), cancellationToken));
            }

            int wrong = findings.Count(finding => !finding.Holds);
            StepList.Line(wrong == 0 ? $"all is well: {findings.Count} checks hold" : $"{wrong} of {findings.Count} checks do not hold");
            return wrong == 0 ? ExitCode.Success : ExitCode.Refused;
        });
        return command;
    }

    private static void Show(List<Finding> all, IReadOnlyList<Finding> findings)
    {
        foreach (string line in findings.SelectMany(finding => finding.Lines))
        {
            StepList.Line(line);
        }

        all.AddRange(findings);
    }
}
