using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;

namespace EnclaveCleanRoom.DataOwnerClient.Owning;

/// <summary>The newest amended agreement under which an owner acted, in the record of its grants: an older one is not gone back to.</summary>
internal static class SeenAmendments
{
    private const string FileName = "amended.agreement.cose";

    /// <summary>Refuses an agreement that is older than the one seen last, or was amended otherwise; keeps it when it is newer.</summary>
    /// <param name="folder">The record's folder.</param>
    /// <param name="agreement">The agreement now.</param>
    /// <exception cref="ClientException">It is older or another, or what was seen last cannot be read.</exception>
    internal static void Require(string folder, SignedAgreement agreement)
    {
        string path = Path.Combine(folder, FileName);
        int seen = 0;
        if (File.Exists(path))
        {
            if (!SignedAgreement.TryOpen(File.ReadAllBytes(path), out SignedAgreement? known, out _) || known.Hash != agreement.Hash)
            {
                throw new ClientException($"{path} is damaged: nobody knows which amendments you acted under. Restore it from your backup; until then nothing is granted.");
            }

            seen = known.Amendments.Count;
            if (seen > agreement.Amendments.Count)
            {
                throw new ClientException($"This agreement was amended {agreement.Amendments.Count} times, and you acted under amendment {seen} already. Take the newest: {path}.");
            }

            if (known.Amendments.Zip(agreement.Amendments).Any(pair => pair.First.Hash != pair.Second.Hash))
            {
                throw new ClientException($"This agreement was amended otherwise than the one that you acted under, {path}. All parties signed both: ask them which one they mean.");
            }
        }

        if (agreement.Amendments.Count > seen)
        {
            AtomicFile.Write(path, stream => stream.Write(agreement.Encoded.Span));
        }
    }
}
