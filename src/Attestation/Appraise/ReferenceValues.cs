namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// What a genuine guest must look like to be acceptable. Every value is required. What is not here cannot be chosen: a guest is
/// never debuggable, never bound to a migration agent, and its report never comes from another privilege level than 0.
/// </summary>
public sealed record ReferenceValues
{
    /// <summary>The host data of the policy that allows everything: such a guest can run anything, so it is always refused.</summary>
    /// <remarks>Source: the allow-all policy of confidential container groups; the digest was recomputed from its text.</remarks>
    public static Digest256 AllowAllHostData { get; } = Digest256.Parse("73973b78d70cc68353426de188db5dfc57e5b766e399935fb73a61127ea26d20");

    /// <summary>Whose values these are, for reports: <c>agreement</c>, or a party's name.</summary>
    public required string Owner { get; init; }

    /// <summary>The digests of the policy documents that are accepted; an empty set accepts none.</summary>
    public required IReadOnlySet<Digest256> HostData { get; init; }

    /// <summary>
    /// Digests that are refused even where <see cref="HostData"/> holds them, beside <see cref="AllowAllHostData"/>, which always is.
    /// </summary>
    public required IReadOnlySet<Digest256> DeniedHostData { get; init; }

    /// <summary>The lowest TCB version by processor line; a line that is absent is not accepted.</summary>
    public required IReadOnlyDictionary<SnpProduct, TcbVersion> MinimumTcb { get; init; }

    /// <summary>The lowest security version number of the utility VM; Microsoft's releases for production start at 100.</summary>
    public required int MinimumUvmSvn { get; init; }
}
