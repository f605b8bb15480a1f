namespace EnclaveCleanRoom.EnclaveHost.Api;

/// <summary>The description of the interface, as it is checked in: a part of the program, and measured with it.</summary>
internal static class OpenApiDocument
{
    internal const string ResourceName = "openapi.json";

    /// <summary>The document's bytes.</summary>
    internal static byte[] Read()
    {
        using Stream stream = typeof(OpenApiDocument).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new System.Diagnostics.UnreachableException($"{ResourceName} is embedded when the host is built.");
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
