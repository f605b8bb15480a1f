namespace EnclaveCleanRoom.Cose;

/// <summary>What a decoder accepts beyond the strict profile, for messages that others write.</summary>
/// <remarks>Nothing here affects which bytes a signature covers: what was received is what is verified.</remarks>
[Flags]
public enum CoseTolerance
{
    /// <summary>The strict profile: tagged, and each map's keys in deterministic order.</summary>
    None = 0,

    /// <summary>The message may lack its CBOR tag. A wrong tag is still refused.</summary>
    Untagged = 1,

    /// <summary>The keys of a map may lie in any order. A key that occurs twice is still refused.</summary>
    UnsortedKeys = 2,
}
