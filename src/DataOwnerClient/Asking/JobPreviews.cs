using System.Globalization;
using System.Text.Json;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DataOwnerClient.Rooms;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Asking;

/// <summary>What a question would cost and how sure its answer would be, before it is asked.</summary>
internal static class JobPreviews
{
    /// <summary>Asks the room, and writes what it says as lines.</summary>
    /// <returns>The lines, and whether the job would be run as things stand.</returns>
    internal static async Task<(IReadOnlyList<string> Lines, bool WouldRun)> ReadAsync(
        RoomConnection room, JobId id, byte[] signedJob, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await room.SendAsync(HttpMethod.Post, "/previews", signedJob, cancellationToken);
        await RoomAnswer.RequireSuccessAsync(response, $"preview of {id}", cancellationToken);
        using JsonDocument document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        return Write(document.RootElement);
    }

    /// <summary>Writes a preview.</summary>
    internal static (IReadOnlyList<string> Lines, bool WouldRun) Write(JsonElement preview)
    {
        string[] denial = [.. preview.GetProperty("denial").EnumerateArray().Select(JobSubmission.Describe)];
        List<string> lines = [];
        if (preview.TryGetProperty("answeredBy", out JsonElement by) && by.GetString() is { } earlier)
        {
            lines.Add($"asked before: it would be answered with the result of {earlier}, at no cost; a new draw would");
        }

        if (preview.TryGetProperty("mechanisms", out JsonElement mechanisms))
        {
            lines.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{(lines.Count > 0 ? "cost" : "would cost")} rho {Decimal(preview.GetProperty("nanoRho"), 9)}, delta {Decimal(preview.GetProperty("attoDelta"), 18)}: epsilon {preview.GetProperty("epsilon").GetDouble():0.####}"));
            lines.AddRange(TextTable.Lines(["figure", "noise", "rho", "how sure, each entry"], mechanisms.EnumerateArray().Select(RowOfMechanism)));
            lines.AddRange(TextTable.Lines(["people of", "rho granted", "spent", "delta granted", "spent", "how many like it remain"], preview.GetProperty("accounts").EnumerateArray().Select(RowOfAccount)));
            lines.Add("An error is that of one noised entry, in the unit named. A figure that adds up n entries, such as a total or the rest, is about √n times as far off, and a quotient by what both its parts may be.");
            lines.Add("The error is that of the noise alone; it does not depend on the data, and nothing was spent.");
        }

        lines.AddRange(denial.Select(reason => $"as things stand it would be denied: {reason}"));
        return (lines, denial.Length == 0);
    }

    private static string[] RowOfMechanism(JsonElement mechanism) =>
    [
        mechanism.GetProperty("figure").GetString()!,
        mechanism.GetProperty("mechanism").GetString()!,
        Decimal(mechanism.GetProperty("nanoRho"), 9),
        ErrorOf(mechanism),
    ];

    /// <summary>An instance of an earlier version says less.</summary>
    private static string ErrorOf(JsonElement mechanism) =>
        Number(mechanism, "halfWidth") is { } width ? string.Create(CultureInfo.InvariantCulture, $"± {width:0} (95 %)")
        : (Number(mechanism, "shownFrom"), Number(mechanism, "alwaysShownFrom")) is ({ } some, { } all)
            ? string.Create(CultureInfo.InvariantCulture, $"of groups with {some:0} people half are shown, with {all:0} all")
        : Number(mechanism, "wrongShare") is { } wrong ? string.Create(CultureInfo.InvariantCulture, $"{wrong:0.###%} of the answers are wrong")
        : "no noise on figures";

    private static double? Number(JsonElement mechanism, string name) =>
        mechanism.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static string[] RowOfAccount(JsonElement account) =>
    [
        account.GetProperty("owner").GetString()!,
        Decimal(account.GetProperty("grantedNanoRho"), 9),
        Decimal(account.GetProperty("spentNanoRho"), 9),
        Decimal(account.GetProperty("grantedAttoDelta"), 18),
        Decimal(account.GetProperty("spentAttoDelta"), 18),
        account.GetProperty("remaining").GetInt64().ToString(CultureInfo.InvariantCulture),
    ];

    private static string Decimal(JsonElement number, int places) =>
        (number.GetInt64() / (decimal)Math.Pow(10, places)).ToString("0.##################", CultureInfo.InvariantCulture);
}
