namespace EnclaveCleanRoom.KeyRelease;

/// <summary>How a key is made in a vault.</summary>
public sealed record NewKeyOptions
{
    /// <summary>The size of the modulus: 2048, 3072 or 4096 bits. An imported key has its own.</summary>
    public int KeySize { get; init; } = 3072;

    /// <summary>Whether the key lives in a hardware security module, which a release policy needs in Azure.</summary>
    public bool InHardware { get; init; } = true;

    /// <summary>Whether the release policy can never be changed afterwards.</summary>
    public bool ImmutablePolicy { get; init; } = true;

    /// <summary>Labels that are stored beside the key, readable by everybody who may read the key.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
