namespace EnclaveCleanRoom.Attestation;

/// <summary>Which TLS roots are believed when an attestation service or key vault is spoken to.</summary>
public sealed record ServiceTrust
{
    private ServiceTrust(IReadOnlyList<ReadOnlyMemory<byte>> roots) => Roots = roots;

    /// <summary>The roots of the machine: right for Azure's public endpoints.</summary>
    public static ServiceTrust System { get; } = new([]);

    /// <summary>The named root certificates in DER; empty for <see cref="System"/>.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Roots { get; }

    /// <summary>True for <see cref="System"/>.</summary>
    public bool IsSystem => Roots.Count == 0;

    /// <summary>Only these roots, and no root of the machine.</summary>
    /// <param name="roots">Root certificates in DER; at least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static ServiceTrust Named(params IReadOnlyCollection<ReadOnlyMemory<byte>> roots)
    {
        ArgumentNullException.ThrowIfNull(roots);
        return roots.Count > 0
            ? new ServiceTrust([.. roots.Select(root => (ReadOnlyMemory<byte>)root.ToArray())])
            : throw new ArgumentException("No named root means that no service is believed.", nameof(roots));
    }
}
