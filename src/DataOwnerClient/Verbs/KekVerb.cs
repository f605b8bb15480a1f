using System.CommandLine;
using Azure;
using Azure.Identity;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Terminal;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom kek</c>: the key in the owner's vault under which a dataset's keys are wrapped.</summary>
internal static class KekVerb
{
    internal static Command Create()
    {
        Command command = new("kek", "your key-encryption keys, which never leave your vault but to the enclave that you signed for");
        Option<string> agreement = DatasetChoice.AgreementOption();
        Option<string> dataset = DatasetChoice.DatasetOption();
        Option<string?> identity = VaultCredential.CreateOption();
        Command create = new("create", "make a dataset's key in your vault, under the agreement's release policy; again gives the same key") { agreement, dataset, identity };
        create.SetAction(async (parsed, cancellationToken) =>
        {
            SignedAgreement signed = Files.OpenAgreement(parsed.GetValue(agreement)!);
            DatasetTerms terms = DatasetChoice.Find(signed, parsed.GetValue(dataset)!);
            KeyVaultKey key = await EnsureAsync(signed, terms, parsed.GetValue(identity), cancellationToken);
            StepList.Line($"key {key.Id}");
            StepList.Line($"released only to an attested instance that measures as {string.Join(" or ", signed.Agreement.Enclave.HostData)} and serves agreement {signed.Hash}");
            return ExitCode.Success;
        });
        command.Subcommands.Add(create);
        return command;
    }

    /// <summary>The key of a dataset; made when there is none.</summary>
    /// <exception cref="ClientException">The vault is not reached, does not know the owner, or refuses.</exception>
    internal static async Task<KeyVaultKey> EnsureAsync(
        SignedAgreement agreement, DatasetTerms terms, string? identityEndpoint, CancellationToken cancellationToken)
    {
        try
        {
            return await KeyEncryptionKeys.EnsureAsync(agreement, terms, VaultCredential.Create(identityEndpoint), cancellationToken);
        }
        catch (Exception exception) when (exception is AuthenticationFailedException or RequestFailedException)
        {
            throw new ClientException(
                $"The vault of {terms.KeyEncryptionKey} does not know you: {exception.Message} Log in (az login), or give --identity-endpoint.", exception);
        }
    }
}
