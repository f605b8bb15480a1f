using System.Security.Cryptography;
using System.Text;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.DataOwnerClient.Keys;

/// <summary>
/// The owner's shares for datasets with dual release, one for each dataset of an agreement, in the key folder: made once, never overwritten, readable by the owner
/// alone. A share leaves this machine only in a grant, sealed to an appraised instance.
/// </summary>
internal sealed class ShareFolder(PartyKeyFolder owner, Digest256 agreement)
{
    private const string Heading = "cleanroom-share/1 ";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private string Folder => Path.Combine(owner.Path, "shares", agreement.ToString());

    /// <summary>Where a dataset's share lies.</summary>
    internal string PathOf(DatasetId dataset) => Path.Combine(Folder, $"{dataset}.share");

    /// <summary>The share of a dataset; made when there is none.</summary>
    internal KeyShare OpenOrCreate(DatasetId dataset)
    {
        if (!File.Exists(PathOf(dataset)))
        {
            Directory.CreateDirectory(Folder, OwnerOnly | UnixFileMode.UserExecute);
            using KeyShare made = KeyShare.Generate();
            Write(PathOf(dataset), made);
        }

        return Open(dataset);
    }

    /// <summary>The share of a dataset that was sealed with it.</summary>
    /// <exception cref="ClientException">There is none, or it is damaged; with what to do.</exception>
    internal KeyShare Open(DatasetId dataset)
    {
        string path = PathOf(dataset);
        if (!File.Exists(path))
        {
            throw new ClientException($"There is no share in {path}, and without it nothing opens what was sealed with it. Restore your key folder from its backup; or encrypt the table again as a new version, which makes a new share.");
        }

        if ((File.GetUnixFileMode(path) & ~OwnerOnly) != 0)
        {
            throw new ClientException($"{path} can be read by others. Take that right from them (chmod 600), and think about whether it was.");
        }

        byte[] text = File.ReadAllBytes(path);
        byte[] share = new byte[KeyShare.Size];
        try
        {
            int end = Heading.Length + (2 * KeyShare.Size);
            bool isShare = text.Length == end + 1 && text.AsSpan(0, Heading.Length).SequenceEqual(Encoding.ASCII.GetBytes(Heading)) && text[end] == '\n'
                && Convert.FromHexString(text.AsSpan(Heading.Length, 2 * KeyShare.Size), share, out _, out int written) == System.Buffers.OperationStatus.Done && written == share.Length;
            return isShare ? KeyShare.From(share) : throw new ClientException($"{path} is damaged. Restore your key folder from its backup.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
            CryptographicOperations.ZeroMemory(share);
        }
    }

    private static void Write(string path, KeyShare share)
    {
        byte[] bytes = new byte[KeyShare.Size];
        byte[] text = new byte[Heading.Length + (2 * KeyShare.Size) + 1];
        try
        {
            share.CopyTo(bytes);
            Encoding.ASCII.GetBytes(Heading, text);
            Convert.TryToHexStringLower(bytes, text.AsSpan(Heading.Length), out _);
            text[^1] = (byte)'\n';

            // Complete under another name first: a share that is half written would look like one that was lost.
            string unfinished = path + ".new";
            using (FileStream file = new(unfinished, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
            {
                file.Write(text);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: false);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
            CryptographicOperations.ZeroMemory(text);
        }
    }
}
