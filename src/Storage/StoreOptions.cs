namespace EnclaveCleanRoom.Storage;

/// <summary>How a store is spoken to.</summary>
public sealed record StoreOptions
{
    /// <summary>How long one request may take with all its retries and pauses. The service's <c>Retry-After</c> is honoured within it.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The first pause between two attempts; it doubles, to at most ten seconds.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(0.8);

    /// <summary>Bytes of a block of an upload, 64 KiB to 100 MiB; larger where a file would otherwise have more than 50,000 blocks.</summary>
    public int BlockSize { get; init; } = 8 << 20;

    /// <summary>Blocks that are on their way at the same time, 1 to 32.</summary>
    public int Parallelism { get; init; } = 4;

    /// <summary>Certificates in DER under which the service's TLS certificate must lie, and no others; the system's roots when there is none.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Roots { get; init; } = [];
}
