using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace EnclaveCleanRoom.Agreements.Ledger;

/// <summary>
/// A text with signatures under it, as C2SP's signed-note writes it: the text, a blank line, and a line for each signature. It is
/// parsed here and believed nowhere: <see cref="Checkpoint.TryOpen"/> verifies.
/// </summary>
public sealed class SignedNote
{
    /// <summary>Longer notes are refused.</summary>
    public const int MaximumLength = 1 << 16;

    /// <summary>Notes with more signatures are refused.</summary>
    public const int MaximumSignatures = 64;

    private const string Dash = "\u2014 ";

    private SignedNote(string text, IReadOnlyList<NoteSignature> signatures) => (Text, Signatures) = (text, signatures);

    /// <summary>What is signed, with the newline at its end.</summary>
    public string Text { get; }

    /// <summary>The signatures, at least one, unverified.</summary>
    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>Puts signatures under a text.</summary>
    /// <exception cref="ArgumentException">The text, a key's name or the number of signatures is not what a note may have.</exception>
    public static SignedNote Create(string text, params IReadOnlyList<NoteSignature> signatures)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(signatures);
        return IsText(text) && signatures.Count is > 0 and <= MaximumSignatures && signatures.All(signature => IsKeyName(signature.KeyName))
            ? new SignedNote(text, signatures)
            : throw new ArgumentException("A note is text of lines that end in newlines, without other control characters, and signatures by keys whose names have no spaces.");
    }

    /// <summary>Reads a note from anywhere.</summary>
    /// <returns>False when it is none.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out SignedNote? note)
    {
        note = null;
        if (utf8.Length > MaximumLength || !Utf8.IsValid(utf8))
        {
            return false;
        }

        string all = Encoding.UTF8.GetString(utf8);
        int blank = all.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (blank < 0 || !all.EndsWith('\n') || !IsText(all[..(blank + 1)]))
        {
            return false;
        }

        List<NoteSignature> signatures = [];
        foreach (string line in all[(blank + 2)..].Split('\n')[..^1])
        {
            if (signatures.Count == MaximumSignatures || !TryParseLine(line, out NoteSignature? signature))
            {
                return false;
            }

            signatures.Add(signature);
        }

        note = signatures.Count > 0 ? new SignedNote(all[..(blank + 1)], signatures) : null;
        return note is not null;
    }

    /// <summary>The note as UTF-8.</summary>
    public byte[] Encode()
    {
        StringBuilder note = new(Text + "\n");
        foreach (NoteSignature signature in Signatures)
        {
            byte[] blob = new byte[4 + signature.Signature.Length];
            BinaryPrimitives.WriteUInt32BigEndian(blob, signature.KeyId);
            signature.Signature.CopyTo(blob.AsMemory(4));
            note.Append(CultureInfo.InvariantCulture, $"{Dash}{signature.KeyName} {Convert.ToBase64String(blob)}\n");
        }

        return Encoding.UTF8.GetBytes(note.ToString());
    }

    private static bool TryParseLine(string line, [NotNullWhen(true)] out NoteSignature? signature)
    {
        signature = null;
        int space = line.LastIndexOf(' ');
        if (!line.StartsWith(Dash, StringComparison.Ordinal) || space <= Dash.Length || !IsKeyName(line[Dash.Length..space]))
        {
            return false;
        }

        string encoded = line[(space + 1)..];
        byte[] blob = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, blob, out int length) || length <= 4 || Convert.ToBase64String(blob, 0, length) != encoded)
        {
            return false;
        }

        signature = new NoteSignature(line[Dash.Length..space], BinaryPrimitives.ReadUInt32BigEndian(blob), blob.AsMemory(4, length - 4));
        return true;
    }

    private static bool IsText(string text) => text.EndsWith('\n') && text.All(letter => letter is '\n' or >= ' ');

    private static bool IsKeyName(string name) => name.Length > 0 && !name.Any(letter => char.IsWhiteSpace(letter) || letter is '+' or < ' ');
}
