using System.Text.Json;

namespace EnclaveCleanRoom.DataOwnerClient.Rooms;

/// <summary>Reads what a room answered, and turns problem details into sentences.</summary>
internal static class RoomAnswer
{
    /// <exception cref="ClientException">The room refused.</exception>
    internal static async Task RequireSuccessAsync(HttpResponseMessage response, string attempt, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw new ClientException($"{attempt}: the room refused: {await DescribeAsync(response, cancellationToken)}");
        }
    }

    /// <summary>The problem's code and detail in one line.</summary>
    internal static async Task<string> DescribeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            string? code = document.RootElement.TryGetProperty("code", out JsonElement c) ? c.GetString() : null;
            string? detail = document.RootElement.TryGetProperty("detail", out JsonElement d) ? d.GetString() : null;
            return $"{(int)response.StatusCode} {code}: {detail}";
        }
        catch (JsonException)
        {
            return $"{(int)response.StatusCode}";
        }
    }
}
