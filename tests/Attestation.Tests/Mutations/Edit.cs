using System.Globalization;

namespace EnclaveCleanRoom.Attestation.Tests;

/// <summary>One change to a text or binary, as it is written in a vector file: <c>flip 12:3</c>, <c>set 12:ff</c>, <c>insert 12:00</c>, <c>cut 12:4</c>, <c>keep 12:0</c>.</summary>
internal sealed record Edit(string Kind, int Offset, string Argument)
{
    private static readonly string[] s_kinds = ["flip", "flip", "flip", "set", "set", "set", "insert", "cut", "keep", "repeat"];

    /// <summary>
    /// Draws an edit. Three of four fall into the given ranges, where the format's structure is; half of the bytes that are put in
    /// come from the input itself, so that they are of its alphabet.
    /// </summary>
    public static Edit Draw(SplitMix random, byte[] input, (int Start, int End)[] structure)
    {
        int length = input.Length;
        string kind = s_kinds[random.Below(s_kinds.Length)];
        int offset = random.Below(length);
        if (structure.Length > 0 && random.Below(4) > 0)
        {
            (int start, int end) = structure[random.Below(structure.Length)];
            offset = start + random.Below(end - start);
        }

        return kind switch
        {
            "flip" => new Edit(kind, offset, random.Below(8).ToString(CultureInfo.InvariantCulture)),
            "set" or "insert" => new Edit(kind, offset, DrawByte(random, input).ToString("x2", CultureInfo.InvariantCulture)),
            "keep" => new Edit(kind, offset, "0"),
            _ => new Edit(kind, offset, (1 + random.Below(Math.Min(64, length - offset))).ToString(CultureInfo.InvariantCulture)),
        };
    }

    public static Edit Parse(string text)
    {
        string[] parts = text.Split(' ', ':');
        return new Edit(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]);
    }

    public byte[] Apply(byte[] input) => Kind switch
    {
        "flip" => Replace(input, (byte)(input[Offset] ^ (1 << Number))),
        "set" => Replace(input, Convert.FromHexString(Argument)[0]),
        "insert" => [.. input[..Offset], .. Convert.FromHexString(Argument), .. input[Offset..]],
        "cut" => [.. input[..Offset], .. input[(Offset + Number)..]],
        "keep" => input[..Offset],
        "repeat" => [.. input[..(Offset + Number)], .. input[Offset..]],
        _ => throw new FormatException($"There is no edit '{Kind}'."),
    };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind} {Offset}:{Argument}");

    private static byte DrawByte(SplitMix random, byte[] input) =>
        random.Below(2) == 0 ? input[random.Below(input.Length)] : (byte)random.Below(256);

    private int Number => int.Parse(Argument, CultureInfo.InvariantCulture);

    private byte[] Replace(byte[] input, byte value)
    {
        byte[] output = [.. input];
        output[Offset] = value;
        return output;
    }
}
