using System.Text.Json;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.DataOwnerClient.Rooms;

/// <summary>Reads what a room answered, and turns problem details into sentences of one line: whoever answers writes no others.</summary>
internal static class RoomAnswer
{
    /// <exception cref="ClientException">The room refused.</exception>
    internal static async Task RequireSuccessAsync(HttpResponseMessage response, string attempt, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            throw new ClientException($"{attempt}: the room refused: {Describe(response, body)}{Advice(body)}");
        }
    }

    /// <summary>The problem's code and detail in one line.</summary>
    internal static async Task<string> DescribeAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        Describe(response, await response.Content.ReadAsByteArrayAsync(cancellationToken));

    private static string Describe(HttpResponseMessage response, byte[] body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            string? code = document.RootElement.TryGetProperty("code", out JsonElement c) ? c.GetString() : null;
            string? detail = document.RootElement.TryGetProperty("detail", out JsonElement d) ? d.GetString() : null;
            return PlainText.Show($"{(int)response.StatusCode} {code}: {detail}");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return $"{(int)response.StatusCode}";
        }
    }

    /// <summary>Who can mend it and whether it helps to try again, as the room says; nothing when it does not.</summary>
    private static string Advice(byte[] body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            string? who = document.RootElement.TryGetProperty("who", out JsonElement w) ? w.GetString() : null;
            bool isRetryable = document.RootElement.TryGetProperty("retryable", out JsonElement r) && r.ValueKind == JsonValueKind.True;
            return who is null ? "" : $" ({(isRetryable ? "try again; if it stays so, " : "")}for the {PlainText.Show(who)} to mend; docs/errors.md explains the code)";
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return "";
        }
    }
}
