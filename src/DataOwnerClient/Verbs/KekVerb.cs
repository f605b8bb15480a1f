using System.CommandLine;
using Azure;
using Azure.Core;
using Azure.Identity;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Terminal;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom kek</c>: the key in the owner's vault under which a dataset's keys are wrapped, from its making to its end.</summary>
internal static class KekVerb
{
    internal static Command Create()
    {
        Command command = new("kek", "your key-encryption keys, which never leave your vault but to the enclave that you signed for");
        command.Subcommands.Add(CreateCreate());
        command.Subcommands.Add(KekRotateVerb.Create());
        command.Subcommands.Add(CreateEnable("disable", "take a version out of use: the next job that needs it is denied", isEnabled: false));
        command.Subcommands.Add(CreateEnable("enable", "put a version back into use", isEnabled: true));
        command.Subcommands.Add(CreateExplain());
        return command;
    }

    /// <summary>The key of a dataset; made when there is none.</summary>
    /// <exception cref="ClientException">The vault is not reached, does not know the owner, or refuses.</exception>
    internal static Task<KeyVaultKey> EnsureAsync(
        SignedAgreement agreement, DatasetTerms terms, string? identityEndpoint, CancellationToken cancellationToken, NewKeyOptions? options = null, IReadOnlyList<string>? authorities = null) =>
        AsOwnerAsync(terms, identityEndpoint, credential => KeyEncryptionKeys.EnsureAsync(agreement, terms, credential, cancellationToken, options, authorities));

    /// <summary>Does something at the vault as its owner.</summary>
    /// <exception cref="ClientException">The owner has no credential, or none that the vault's tenant knows.</exception>
    internal static async Task<T> AsOwnerAsync<T>(DatasetTerms terms, string? identityEndpoint, Func<TokenCredential, Task<T>> act)
    {
        try
        {
            return await act(VaultCredential.Create(identityEndpoint));
        }
        catch (Exception exception) when (exception is AuthenticationFailedException or RequestFailedException)
        {
            throw new ClientException(
                $"The vault of {terms.KeyEncryptionKey} does not know you: {exception.Message} Log in (az login), or give --identity-endpoint.", exception);
        }
    }

    private static Command CreateCreate()
    {
        Option<string> agreement = DatasetChoice.AgreementOption();
        Option<string> dataset = DatasetChoice.DatasetOption();
        Option<string?> identity = VaultCredential.CreateOption();
        Option<int> size = new("--size") { Description = "bits of the RSA key: 2048, 3072 or 4096", DefaultValueFactory = _ => 3072 };
        Option<string[]> authorities = new("--also-authority") { Description = "attestation services beside the agreement's on whose word the key is released too, such as another region's", AllowMultipleArgumentsPerToken = true };
        size.AcceptOnlyFromAmong("2048", "3072", "4096");
        Command create = new("create", "make a dataset's key in your vault (Premium, or a Managed HSM), under the agreement's release policy; again gives the same key")
        {
            agreement, dataset, identity, size, authorities,
        };
        create.SetAction(async (parsed, cancellationToken) =>
        {
            SignedAgreement signed = Files.OpenAgreement(parsed.GetValue(agreement)!);
            DatasetTerms terms = DatasetChoice.Find(signed, parsed.GetValue(dataset)!);
            KeyVaultKey key = await EnsureAsync(
                signed, terms, parsed.GetValue(identity), cancellationToken, new NewKeyOptions { KeySize = parsed.GetValue(size) }, parsed.GetValue(authorities) ?? []);
            StepList.Line($"key {key.Id}");
            StepList.Line($"released only to an attested instance that measures as {string.Join(" or ", signed.LastingHostData)} and serves agreement {signed.Hash}");
            return ExitCode.Success;
        });
        return create;
    }

    private static Command CreateEnable(string name, string description, bool isEnabled)
    {
        Option<string> agreement = DatasetChoice.AgreementOption();
        Option<string> dataset = DatasetChoice.DatasetOption();
        Option<string?> version = new("--version") { Description = "the version; by default the current one" };
        Option<string?> identity = VaultCredential.CreateOption();
        Command command = new(name, description) { agreement, dataset, version, identity };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            SignedAgreement signed = Files.OpenAgreement(parsed.GetValue(agreement)!);
            DatasetTerms terms = DatasetChoice.Find(signed, parsed.GetValue(dataset)!);
            KeyVaultKey key = await AsOwnerAsync(terms, parsed.GetValue(identity), async credential =>
            {
                Uri held = parsed.GetValue(version) is { } asked
                    ? await KeyEncryptionKeys.FindAsync(signed, terms.Id, asked, credential, cancellationToken)
                    : terms.KeyEncryptionKey;
                using KeyVaultClient vault = KeyEncryptionKeys.Connect(signed, held, credential);
                string key = KeyEncryptionKeys.NameOf(held);
                string chosen = parsed.GetValue(version) ?? KeyEncryptionKeys.Require(await vault.GetKeyAsync(key, null, cancellationToken), "The key cannot be read").Version;
                return KeyEncryptionKeys.Require(await vault.SetEnabledAsync(key, chosen, isEnabled, cancellationToken), $"Version {chosen} stays as it was");
            });
            StepList.Line($"{(key.IsEnabled ? "enabled" : "disabled")} {key.Id}");
            return ExitCode.Success;
        });
        return command;
    }

    private static Command CreateExplain()
    {
        Option<string> policy = new("--policy") { Description = "the release policy: JSON, base64url, or what `az keyvault key show` prints", Required = true };
        Option<string> token = new("--token") { Description = "the attestation token that was refused, as the room shows it to you", Required = true };
        Command explain = new("explain", "say offline which clause of a release policy a token does not satisfy, where a vault says only 403; the token's signature is not verified") { policy, token };
        explain.SetAction(parsed =>
        {
            ReleasePolicy read = KekExplanation.ReadPolicy(parsed.GetValue(policy)!, Files.Read(parsed.GetValue(policy)!));
            (string issuer, System.Text.Json.JsonElement claims) = KekExplanation.ReadToken(parsed.GetValue(token)!, Files.Read(parsed.GetValue(token)!));
            ReleaseDecision decision = read.Evaluate(issuer, claims);
            foreach (string line in KekExplanation.Lines(decision))
            {
                StepList.Line(line);
            }

            return decision.IsGranted ? ExitCode.Success : ExitCode.Refused;
        });
        return explain;
    }
}
