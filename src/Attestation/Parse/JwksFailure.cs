namespace EnclaveCleanRoom.Attestation;

/// <summary>Why bytes are not the published key set of an attestation service.</summary>
public enum JwksFailure
{
    /// <summary>Nothing was wrong.</summary>
    None,

    /// <summary>The bytes are not one strict JSON object, or are longer than 1 MiB.</summary>
    Json,

    /// <summary>There is no array <c>keys</c> of objects.</summary>
    Keys,

    /// <summary>A key identifier stands twice, so that it names no one key.</summary>
    DuplicateKeyId,
}
