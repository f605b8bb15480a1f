using System.Buffers.Binary;
using System.Security.Cryptography;
using EnclaveCleanRoom.Agreements.Json;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>
/// What a question is, all of it: two jobs whose questions have one digest would draw noise for the same figures of the same data by the same code. The
/// second need not: it is answered with the first one's result, at no cost.
/// </summary>
public static class QuestionDigest
{
    private static ReadOnlySpan<byte> Domain => "cleanroom-question/1\0"u8;

    /// <summary>SHA-256 of domain ‖ agreement ‖ host data ‖ number of manifests, 8 bytes big-endian ‖ manifests ‖ query as JSON.</summary>
    /// <param name="agreement">The hash of the agreement.</param>
    /// <param name="hostData">What the instance measures as.</param>
    /// <param name="query">The query with all its parameters.</param>
    /// <param name="manifests">The digests of the current manifests of its datasets, in the order in which they are joined.</param>
    public static Digest256 Compute(Digest256 agreement, Digest256 hostData, Query query, IReadOnlyList<Digest256> manifests)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(manifests);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Domain);
        hash.AppendData(agreement.ToArray());
        hash.AppendData(hostData.ToArray());
        Span<byte> count = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(count, manifests.Count);
        hash.AppendData(count);
        foreach (Digest256 manifest in manifests)
        {
            hash.AppendData(manifest.ToArray());
        }

        hash.AppendData(DocumentJson.Write(query));
        return new Digest256(hash.GetHashAndReset());
    }
}
