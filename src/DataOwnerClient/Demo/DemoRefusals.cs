using System.Buffers.Binary;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Azure.Core;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Report;
using EnclaveCleanRoom.DataOwnerClient.Rooms;
using EnclaveCleanRoom.DataOwnerClient.Terminal;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.DataOwnerClient.Demo;

/// <summary>Three things that must not work, tried live.</summary>
internal sealed class DemoRefusals(
    SignedAgreement agreement, DemoRoom demo, DemoPrograms programs, SimulatedRegion region, TokenCredential credential, string folder)
{
    private const string HostLibrary = "EnclaveCleanRoom.EnclaveHost.dll";

    internal async Task<IReadOnlyList<RefusalLine>> ShowAsync(
        StepList steps, IReadOnlyList<DemoAnswer> answers, string agreementFile, CancellationToken cancellationToken)
    {
        List<RefusalLine> lines = [];
        await steps.RunAsync("refused: the room with one changed byte", async _ =>
        {
            lines.Add(await TryChangedByteAsync(agreementFile, cancellationToken));
            return lines[^1].Reason;
        });
        await steps.RunAsync("refused: a result with one changed byte", _ =>
        {
            lines.Add(TryTamperedResult(answers[0]));
            return Task.FromResult(lines[^1].Reason);
        });
        await steps.RunAsync("refused: a question beyond the budget", async _ =>
        {
            lines.Add(await TryBeyondBudgetAsync(answers, cancellationToken));
            return lines[^1].Reason;
        });
        return lines;
    }

    /// <summary>
    /// Copies the workload, changes one byte of one message in it, and runs it. It works and attests, truthfully; then its token
    /// is shown to the vault, and the vault says no.
    /// </summary>
    private async Task<RefusalLine> TryChangedByteAsync(string agreementFile, CancellationToken cancellationToken)
    {
        string copy = Path.Combine(folder, "changed");
        CopyFolder(programs.EnclaveHostFolder, copy);
        ChangeOneByte(Path.Combine(copy, HostLibrary));
        await using RoomProcess changed = await RoomProcess.StartAsync(
            copy, agreementFile, Path.Combine(folder, "room", $"changed-{Guid.NewGuid():n}"), region, cancellationToken);
        byte[] nonce = RandomNumberGenerator.GetBytes(32);
        (byte[] document, _) = await RoomConnection.FetchEvidenceAsync(changed.Address, nonce, cancellationToken);
        if (!Evidence.TryParse(document, out Evidence? evidence, out _))
        {
            throw new ClientException("The changed room shows no evidence.");
        }

        string token = await AskForTokenAsync(evidence, cancellationToken);
        DatasetTerms dataset = agreement.Agreement.Datasets[0];
        Uri kek = dataset.KeyEncryptionKey;
        using KeyVaultClient vault = new(
            new Uri(kek.GetLeftPart(UriPartial.Authority)), credential, KeyVaultTrust.Named(agreement.Agreement.Enclave.ToTrustAnchors().Services.Roots));
        using RSA unused = RSA.Create(3072);
        KeyVaultResult<ReleasedKey> released = await vault.ReleaseAsync(kek.Segments[2].TrimEnd('/'), null, token, null, unused, cancellationToken);
        if (released.Value is not null)
        {
            released.Value.Dispose();
            throw new ClientException("The vault released a key to a changed workload. This must not happen.");
        }

        string clause = await ExplainAsync(vault, kek, token, cancellationToken);
        return new RefusalLine("the room with one changed byte asks for a key", "key vault", $"{released.Failure!.Status} {released.Failure.Reason}; {clause}");
    }

    private async Task<string> AskForTokenAsync(Evidence evidence, CancellationToken cancellationToken)
    {
        TrustAnchors anchors = agreement.Agreement.Enclave.ToTrustAnchors();
        X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        foreach (ReadOnlyMemory<byte> root in anchors.Services.Roots)
        {
            policy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificate(root.Span));
        }

        using SocketsHttpHandler handler = new() { UseProxy = false };
        handler.SslOptions.CertificateChainPolicy = policy;
        using HttpClient client = new(handler);
        ulong nonce = BinaryPrimitives.ReadUInt64BigEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        using ByteArrayContent body = new(AttestationRequest.Build(evidence, nonce));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using HttpResponseMessage response = await client.PostAsync(anchors.Authority.AttestSevSnpVm, body, cancellationToken);
        response.EnsureSuccessStatusCode();
        using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        return answer.RootElement.GetProperty("token").GetString()!;
    }

    /// <summary>Which clause of the key's own release policy fails for this token; what a vault never says.</summary>
    private async Task<string> ExplainAsync(KeyVaultClient vault, Uri kek, string token, CancellationToken cancellationToken)
    {
        KeyVaultResult<KeyVaultKey> key = await vault.GetKeyAsync(kek.Segments[2].TrimEnd('/'), null, cancellationToken);
        if (key.Value?.ReleasePolicy is not { } json || !ReleasePolicy.TryParse(json, out ReleasePolicy? policy, out _))
        {
            return "the key has no readable release policy";
        }

        using JsonDocument claims = JsonDocument.Parse(Base64UrlText.TryDecode(token.Split('.')[1], out byte[]? payload) ? payload : Encoding.UTF8.GetBytes("{}"));
        ReleaseDecision decision = policy.Evaluate(agreement.Agreement.Enclave.AttestationAuthority, claims.RootElement);
        ReleaseClause? failing = decision.Failing.FirstOrDefault();
        return failing is null ? "no clause fails" : $"{failing.Claim} wanted {Shorten(failing.Wanted)}, found {Shorten(failing.Found ?? "nothing")}";
    }

    private RefusalLine TryTamperedResult(DemoAnswer answer)
    {
        byte[] changed = [.. answer.Signed];
        changed[changed.Length / 2] ^= 1;
        ResultVerification verification = ResultVerifier.Verify(
            changed, agreement, AgreementAnchor.HeldKeys([demo.Advertiser.Owner.SigningKey.Thumbprint], demo.Advertiser.Owner.Path), ExpectedJob.Any);
        if (verification.Verdict != VerificationVerdict.Refused)
        {
            throw new ClientException("A changed result verified. This must not happen.");
        }

        VerificationCheck failing = verification.Checks.First(check => !check.Holds);
        return new RefusalLine("a result with one changed byte", "verification", $"{failing.Claim}: wanted {Shorten(failing.Wanted)}, found {Shorten(failing.Found)}");
    }

    private async Task<RefusalLine> TryBeyondBudgetAsync(IReadOnlyList<DemoAnswer> answers, CancellationToken cancellationToken)
    {
        long left = answers.SelectMany(answer => answer.Result.BudgetsLeft).Last(budget => budget.Requester == demo.Advertiser.Owner.Id).LeftNanoRho;
        OverlapQuery query = new() { Terms = DemoAgreement.OverlapTermsId, NanoRho = left + DemoAgreement.SpareNanoRho };
        JobOutcome outcome = await demo.AskAsync(demo.Advertiser, query, null, cancellationToken);
        return outcome.SignedResult is null
            ? new RefusalLine("one more question", "ledger", string.Join("; ", outcome.Denial))
            : throw new ClientException("A question beyond the budget was answered. This must not happen.");
    }

    private static void CopyFolder(string from, string to)
    {
        if (Directory.Exists(to))
        {
            Directory.Delete(to, recursive: true);
        }

        Directory.CreateDirectory(to);
        foreach (string path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
        }
    }

    /// <summary>One letter of one sentence that the host may say: the program runs as before, and is another program.</summary>
    private static void ChangeOneByte(string library)
    {
        byte[] bytes = File.ReadAllBytes(library);
        int at = bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes("the room could not answer"));
        if (at < 0)
        {
            throw new ClientException($"{library} does not hold the sentence that is to be changed.");
        }

        bytes[at] ^= 0x20;
        File.WriteAllBytes(library, bytes);
    }

    private static string Shorten(string text) => text.Length <= 24 ? text : text[..16] + "…";
}
