using System.Text.Json;

namespace EnclaveCleanRoom.DataOwnerClient.Policies;

/// <summary>
/// The layers of an image by their dm-verity root hashes, in the order of the image. They follow from the image's layers and are
/// computed where the image is: <c>az confcom acipolicygen --print-policy</c> shows them.
/// </summary>
internal sealed record ImageLayers
{
    internal const string CurrentFormat = "cleanroom-layers/1";

    private const int MostLayers = 127;
    private const int HashLength = 64;

    private static readonly JsonSerializerOptions s_strict = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public required string Format { get; init; }

    /// <summary>The image by digest, <c>NAME@sha256:…</c>.</summary>
    public required string Image { get; init; }

    public required IReadOnlyList<string> Layers { get; init; }

    /// <summary>Reads the list.</summary>
    /// <exception cref="ClientException">It is malformed, or names the image by a tag.</exception>
    internal static ImageLayers Parse(byte[] json, string path)
    {
        ImageLayers? layers;
        try
        {
            layers = JsonSerializer.Deserialize<ImageLayers>(json, s_strict);
        }
        catch (JsonException exception)
        {
            throw ClientException.Usage($"{path} is malformed: {exception.Message}", exception);
        }

        string? problem = layers is null ? "it is empty"
            : layers.Format != CurrentFormat ? $"format is '{layers.Format}', not '{CurrentFormat}'"
            : layers.Image.Split("@sha256:") is not [{ Length: > 0 }, { Length: HashLength } digest] || !IsHash(digest) ? "the image is named by digest, NAME@sha256:…; a tag moves"
            : layers.Layers.Count is < 1 or > MostLayers || !layers.Layers.All(IsHash) ? $"there are 1 to {MostLayers} layers of {HashLength} lower-case hexadecimal digits each"
            : null;
        return problem is null ? layers! : throw ClientException.Usage($"{path} is not accepted: {problem}.");
    }

    private static bool IsHash(string text) => text.Length == HashLength && text.All(char.IsAsciiHexDigitLower);
}
