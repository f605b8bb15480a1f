using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.DataOwnerClient.Ledgers;

/// <summary>A whole ledger in a file, as a room gave it: all that is needed to check it offline, and nothing to believe.</summary>
internal sealed record LedgerCopy
{
    internal const string CurrentFormat = "cleanroom-ledger/2";

    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary><see cref="CurrentFormat"/>.</summary>
    public required string Format { get; init; }

    /// <summary>The agreement's hash.</summary>
    public required Digest256 Agreement { get; init; }

    /// <summary>All entries, oldest first.</summary>
    public required IReadOnlyList<LedgerCopyEntry> Entries { get; init; }

    /// <summary>The checkpoints with which instances ended, and the newest.</summary>
    public required IReadOnlyList<string> Checkpoints { get; init; }

    /// <summary>The entries as they are hashed.</summary>
    /// <exception cref="ClientException">One is not readable.</exception>
    [JsonIgnore]
    internal IReadOnlyList<LedgerEntry> Leaves => [.. Entries.Select((entry, i) => Base64UrlText.TryDecode(entry.Body, out byte[]? body)
        ? new LedgerEntry((LedgerEntryKind)entry.Kind, entry.At, body)
        : throw new ClientException($"entry {i + 1} of the copy is not base64url"))];

    [JsonIgnore]
    internal IReadOnlyList<ReadOnlyMemory<byte>> Notes => [.. Checkpoints.Select(note => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(note))];

    /// <summary>Reads a copy.</summary>
    /// <exception cref="ClientException">It is none.</exception>
    internal static LedgerCopy Parse(byte[] json, string path)
    {
        try
        {
            return JsonSerializer.Deserialize<LedgerCopy>(json, Json) is { Format: CurrentFormat } copy
                ? copy
                : throw new ClientException($"{path} is no copy of a ledger, or of another version than {CurrentFormat}.");
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw new ClientException($"{path} is no copy of a ledger: {exception.Message}", exception);
        }
    }

    internal byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Json);
}
