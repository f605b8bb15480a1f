using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Cose;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary>Reads and writes the files that a command line names.</summary>
internal static class Files
{
    /// <exception cref="ClientException">The file cannot be read; with what to do.</exception>
    internal static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw ClientException.Usage($"There is no file {path}.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ClientException.Usage($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Writes a file whole or not at all, and makes its folder when there is none.</summary>
    internal static void Write(string path, ReadOnlyMemory<byte> content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.Write(path, stream => stream.Write(content.Span));
    }

    /// <summary>Opens an agreement that all its parties signed.</summary>
    /// <exception cref="ClientException">It is none.</exception>
    internal static SignedAgreement OpenAgreement(string path) =>
        SignedAgreement.TryOpen(Read(path), out SignedAgreement? agreement, out DocumentRefusal? refusal)
            ? agreement
            : throw new ClientException($"{path} is no agreement that all its parties signed: {refusal}. `cleanroom agreement check {path}` says more.");

    /// <summary>The amendments behind an agreement; none for a draft.</summary>
    internal static IReadOnlyList<SignedAmendment> AmendmentsOf(string path) =>
        SignedAgreement.TryOpen(Read(path), out SignedAgreement? agreement, out _) ? agreement.Amendments : [];

    /// <summary>Opens a draft: JSON that nobody signed yet, or what some or all have signed; of an amended agreement what was signed first.</summary>
    /// <exception cref="ClientException">It is neither, or breaks a rule; every breach on a line of its own.</exception>
    internal static AgreementDraft OpenDraft(string path)
    {
        byte[] content = Read(path);
        if (CoseSequence.TrySplit(content, out IReadOnlyList<ReadOnlyMemory<byte>>? messages, out _) && messages.Count > 1)
        {
            // Amended: what stands behind the agreement has to hold too.
            content = messages[0].ToArray();
            OpenAgreement(path);
        }

        bool isJson = content.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
        bool isAccepted = isJson
            ? AgreementDraft.TryOpenJson(content, out AgreementDraft? draft, out DocumentRefusal? refusal)
            : AgreementDraft.TryOpenSigned(content, out draft, out refusal);
        return isAccepted
            ? draft!
            : throw new ClientException($"{path} is not accepted ({refusal!.Reason}):\n  " + refusal.Detail.Replace("; ", "\n  ", StringComparison.Ordinal));
    }
}
