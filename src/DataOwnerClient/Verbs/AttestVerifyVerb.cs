using System.CommandLine;
using System.Globalization;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Attesting;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom attest verify</c>: is this evidence readable, genuine, acceptable? For anyone, offline, without an agreement.</summary>
internal static class AttestVerifyVerb
{
    private const string Description = """
        judge evidence in files, offline, down from AMD's roots. The first line is one word, and the exit code says the same:
        acceptable (0) every part handed in is genuine and satisfies every check: no debugging, no migration agent, VMPL 0, firmware at
        least at the floor, not the allow-all policy, and each optional part agrees with the report; what was not handed in is named
        under "not judged", and the word says nothing about it.
        genuine-not-acceptable (2) every signature holds, and a check does not: with what was wanted and found.
        forged (1) a signature does not hold, or no trusted root stands behind it.
        unreadable (1) a part is missing, damaged, or of no form that is read here.
        """;

    internal static Command Create()
    {
        Option<string> report = new("--report") { Description = "the report: 1184 bytes, the device's answer, hex or base64 of it, or the sidecar's JSON", Required = true };
        Option<string> chain = new("--chain") { Description = "its certificates (leaf, ASK, ARK in any order): PEM, DER, or THIM's JSON", Required = true };
        Option<string?> uvm = new("--uvm") { Description = "the utility VM's endorsement (reference info): COSE_Sign1 or base64 of it; the measurement has to be the endorsed one" };
        Option<string?> runtime = new("--runtime") { Description = "the data that the guest had signed; its SHA-256 has to be the report data" };
        Option<string?> token = new("--token") { Description = "an attestation service's token: a second opinion, which has to agree with the report; needs --jwks" };
        Option<string?> jwks = new("--jwks") { Description = "the keys that the token's service publishes (GET /certs)" };
        Option<string?> at = new("--at") { Description = "judge validity at this time (2026-11-22T10:00:00Z); by default now" };
        AttestOptions options = new();
        Command command = new("verify", Description.ReplaceLineEndings(" "))
        {
            report, chain, uvm, options.Policy, runtime, token, jwks, at, options.MinimumTcb, options.MinimumUvmSvn, options.TrustRoot, options.Json,
        };
        command.SetAction(parsed =>
        {
            bool isJson = parsed.GetValue(options.Json);
            try
            {
                HandedEvidenceValues values = options.Values(parsed);
                DateTimeOffset time = parsed.GetValue(at) is { } text ? ParseTime(text) : DateTimeOffset.UtcNow;
                if ((parsed.GetValue(token) is null) != (parsed.GetValue(jwks) is null))
                {
                    throw new ClientException("--token is judged by the keys in --jwks: give both, or neither.");
                }

                HandedEvidence evidence = new()
                {
                    Report = Read("--report", parsed.GetValue(report)!),
                    Chain = Read("--chain", parsed.GetValue(chain)!),
                    UvmEndorsement = ReadOptional("--uvm", parsed.GetValue(uvm)),
                    Policy = ReadOptional("--policy", parsed.GetValue(options.Policy)),
                    RuntimeData = ReadOptional("--runtime", parsed.GetValue(runtime)),
                    Token = ReadOptional("--token", parsed.GetValue(token)),
                    TokenKeys = ReadOptional("--jwks", parsed.GetValue(jwks)),
                };
                return AttestOutput.Write(HandedEvidenceAppraiser.Appraise(evidence, values, time), time, isJson);
            }
            catch (UnreadableFileException exception)
            {
                return AttestOutput.WriteUnreadable(exception.Option, exception.Message, isJson);
            }
        });
        return command;
    }

    /// <summary>Reads a time: ISO 8601, in UTC unless it says otherwise.</summary>
    /// <exception cref="ClientException">It is none.</exception>
    internal static DateTimeOffset ParseTime(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
            ? time
            : throw new ClientException($"--at is a time such as 2026-11-22T10:00:00Z, not '{text}'.");

    private static HandedPart ReadOptional(string option, string? path) => path is null ? HandedPart.Absent : HandedPart.Of(Read(option, path));

    // A part that cannot be read is evidence that cannot be read: it must not end with the code for evidence that is true.
    private static ReadOnlyMemory<byte> Read(string option, string path)
    {
        try
        {
            return Files.Read(path);
        }
        catch (ClientException exception)
        {
            throw new UnreadableFileException(option, exception.Message);
        }
    }

    private sealed class UnreadableFileException(string option, string message) : Exception(message)
    {
        internal string Option { get; } = option;
    }
}
