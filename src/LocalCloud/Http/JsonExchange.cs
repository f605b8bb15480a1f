using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.LocalCloud.Http;

/// <summary>JSON bodies, in and out.</summary>
internal static class JsonExchange
{
    // Services answer base64 with its plus signs as they are.
    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads the whole request body; the server has bounded its length.</summary>
    public static async Task<byte[]> ReadBodyAsync(HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        return body.ToArray();
    }

    /// <summary>Reads the request body as one strict JSON object.</summary>
    /// <returns>Null when it is anything else.</returns>
    public static async Task<JsonElement?> ReadObjectAsync(HttpContext context)
    {
        byte[] body = await ReadBodyAsync(context).ConfigureAwait(false);
        return StrictJson.TryParse(body, out JsonElement root) && root.ValueKind == JsonValueKind.Object ? root : null;
    }

    /// <summary>Answers with a JSON value.</summary>
    public static Task AnswerAsync(HttpContext context, int status, JsonNode body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(body.ToJsonString(s_plain), context.RequestAborted);
    }

    /// <summary>A value as UTF-8 JSON.</summary>
    public static byte[] ToUtf8(JsonNode value) => System.Text.Encoding.UTF8.GetBytes(value.ToJsonString(s_plain));

    /// <summary>A string member of an object.</summary>
    /// <returns>Null when it is absent or no string.</returns>
    public static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;
}
