namespace EnclaveCleanRoom.Parquet;

/// <summary>Why bytes are no key material.</summary>
public enum KeyMaterialFailure
{
    /// <summary>They are key material.</summary>
    None,

    /// <summary>Not a JSON object in UTF-8, or a member occurs twice.</summary>
    MalformedJson,

    /// <summary>The key material type is missing or not PKMT1.</summary>
    UnknownType,

    /// <summary>A member is not known.</summary>
    UnknownMember,

    /// <summary>A member that the others require is missing, or has the wrong type, or one that they exclude is there.</summary>
    InvalidMember,
}
