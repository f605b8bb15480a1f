namespace EnclaveCleanRoom.EnclaveHost.Limits;

/// <summary>
/// The part of the disk that is for what was paid for, its results and its end: nothing that a party hands in is taken from it, neither a piece of a file nor a document.
/// </summary>
/// <param name="folder">The data folder.</param>
/// <param name="reserve">Bytes that stay free.</param>
internal sealed class DiskReserve(string folder, long reserve)
{
    /// <summary>What the system answers a write for which there is no space: ENOSPC, EDQUOT or EFBIG.</summary>
    private static readonly int[] s_full = [28, 122, 27];

    /// <summary>Bytes that are free on the disk of the data folder.</summary>
    internal long Free => new DriveInfo(folder).AvailableFreeSpace;

    /// <summary>A document is kept as a row and as an entry of the ledger, and each of them is written to the journal first.</summary>
    private const int CopiesOfDocument = 4;

    /// <summary>Whether so many bytes more leave the reserve alone.</summary>
    internal bool Fits(long bytes) => Free - bytes >= reserve;

    /// <summary>Whether a document of so many bytes, recorded, leaves the reserve alone.</summary>
    internal bool FitsDocument(long bytes) => Fits(CopiesOfDocument * bytes);

    /// <summary>Whether a write failed because the disk, or what may be written on it, is full.</summary>
    internal static bool IsFull(IOException exception) => s_full.Contains(exception.HResult & 0xFFFF) || s_full.Contains(exception.HResult);
}
