using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Ledger;

/// <summary>
/// A ledger's head as its instance signs it: C2SP's tlog-checkpoint, so that every tool and witness of transparency logs reads it.
/// </summary>
/// <param name="Origin">Which ledger: one line.</param>
/// <param name="Head">Its size and root.</param>
public sealed record Checkpoint(string Origin, LedgerHead Head)
{
    /// <summary>The name of the ledger of an agreement, which is also the name of the keys that sign it.</summary>
    public static string OriginOf(Digest256 agreement) => $"cleanroom/ledger/{agreement}";

    /// <summary>Signs a head.</summary>
    /// <param name="agreement">The agreement whose ledger it is.</param>
    /// <param name="head">The head.</param>
    /// <param name="key">The instance's private signing key.</param>
    /// <returns>A signed note.</returns>
    public static byte[] Sign(Digest256 agreement, LedgerHead head, ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(key);
        string origin = OriginOf(agreement);
        string text = new Checkpoint(origin, head).ToText();
        return SignedNote.Create(text, new NoteSignature(origin, CheckpointKey.IdOf(key), CheckpointKey.Sign(key, Encoding.UTF8.GetBytes(text)))).Encode();
    }

    /// <summary>Reads and verifies a checkpoint from anywhere.</summary>
    /// <param name="note">A signed note. Signatures of others, such as witnesses, are passed over.</param>
    /// <param name="agreement">The agreement whose ledger it must be.</param>
    /// <param name="key">The key of the instance that must have signed it.</param>
    /// <param name="checkpoint">What it says.</param>
    /// <param name="failure">Why it is not believed.</param>
    public static bool TryOpen(
        ReadOnlySpan<byte> note, Digest256 agreement, EcPublicJwk key, [NotNullWhen(true)] out Checkpoint? checkpoint, out CheckpointFailure failure)
    {
        ArgumentNullException.ThrowIfNull(key);
        checkpoint = null;
        if (!SignedNote.TryParse(note, out SignedNote? signed))
        {
            failure = CheckpointFailure.NotANote;
            return false;
        }

        if (!TryParseText(signed.Text, out Checkpoint? read))
        {
            failure = CheckpointFailure.NotACheckpoint;
            return false;
        }

        failure = read.Origin != OriginOf(agreement) ? CheckpointFailure.OtherOrigin : Authenticate(signed, read.Origin, key);
        checkpoint = failure == CheckpointFailure.None ? read : null;
        return checkpoint is not null;
    }

    /// <summary>Reads a checkpoint's text; nothing is verified.</summary>
    /// <returns>False when it is none. Lines after the third are refused: nothing of ours writes any.</returns>
    public static bool TryParseText(string text, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        ArgumentNullException.ThrowIfNull(text);
        checkpoint = null;
        string[] lines = text.Split('\n');
        if (lines is not [{ Length: > 0 } origin, string number, string hash, ""])
        {
            return false;
        }

        byte[] root = new byte[Digest256.Size + 1];
        bool isRoot = hash.Length == 44 && Convert.TryFromBase64String(hash, root, out int length) && length == Digest256.Size
            && Convert.ToBase64String(root, 0, length) == hash;
        if (!isRoot || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long size)
            || size.ToString(CultureInfo.InvariantCulture) != number)
        {
            return false;
        }

        checkpoint = new Checkpoint(origin, new LedgerHead { Size = size, Hash = new Digest256(root.AsSpan(0, Digest256.Size)) });
        return true;
    }

    /// <summary>The text that is signed.</summary>
    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Head.Size}\n{Convert.ToBase64String(Head.Hash.AsSpan())}\n");

    private static CheckpointFailure Authenticate(SignedNote note, string origin, EcPublicJwk key)
    {
        using ECDsa ecdsa = key.ToEcdsa();
        uint id = CheckpointKey.IdOf(ecdsa);
        byte[] text = Encoding.UTF8.GetBytes(note.Text);
        NoteSignature[] own = [.. note.Signatures.Where(signature => signature.KeyName == origin && signature.KeyId == id)];
        return own.Length == 0 ? CheckpointFailure.NotSigned
            : Array.TrueForAll(own, signature => CheckpointKey.Verify(ecdsa, text, signature.Signature.Span)) ? CheckpointFailure.None
            : CheckpointFailure.BadSignature;
    }
}
