using System.Text;

namespace EnclaveCleanRoom.Cose.Tests.Vectors;

/// <summary>
/// One vector: a message, how it is to be read, and the one thing that must come of it. The file is header lines
/// <c>name: value</c>, an empty line, and the message in hexadecimal, 64 digits a line.
/// </summary>
public sealed record VectorFile
{
    public required string Name { get; init; }

    /// <summary><c>Sign1</c>, <c>Sign</c> or <c>Encrypt</c>.</summary>
    public required string Message { get; init; }

    public required CoseFailure Expect { get; init; }

    public required string Comment { get; init; }

    /// <summary>The name of a key in <see cref="VectorKeys"/>.</summary>
    public string Key { get; init; } = "p384";

    public CoseTolerance Tolerance { get; init; }

    public byte[] External { get; init; } = [];

    public required byte[] Encoded { get; init; }

    public static string Folder { get; } = Repository.PathTo("tests", "Cose.Tests", "Vectors");

    public static IReadOnlyList<VectorFile> ReadAll() =>
        [.. Directory.GetFiles(Folder, "*.txt").Order(StringComparer.Ordinal).Select(Read)];

    public string Write()
    {
        StringBuilder text = new();
        text.Append("message: ").Append(Message).Append('\n');
        text.Append("expect: ").Append(Expect).Append('\n');
        text.Append("key: ").Append(Key).Append('\n');
        if (Tolerance != CoseTolerance.None)
        {
            text.Append("tolerance: ").Append(Tolerance).Append('\n');
        }

        if (External.Length > 0)
        {
            text.Append("external: ").Append(Convert.ToHexStringLower(External)).Append('\n');
        }

        text.Append("comment: ").Append(Comment).Append("\n\n");
        foreach (char[] line in Convert.ToHexStringLower(Encoded).Chunk(64))
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static VectorFile Read(string path)
    {
        string[] halves = File.ReadAllText(path).Split("\n\n", 2);
        Dictionary<string, string> header = halves[0].Split('\n')
            .Select(line => line.Split(": ", 2))
            .ToDictionary(parts => parts[0], parts => parts[1]);
        return new VectorFile
        {
            Name = Path.GetFileNameWithoutExtension(path),
            Message = header["message"],
            Expect = Enum.Parse<CoseFailure>(header["expect"]),
            Key = header["key"],
            Tolerance = header.TryGetValue("tolerance", out string? tolerance) ? Enum.Parse<CoseTolerance>(tolerance) : default,
            External = header.TryGetValue("external", out string? external) ? Convert.FromHexString(external) : [],
            Comment = header["comment"],
            Encoded = Convert.FromHexString(halves[1].Replace("\n", "", StringComparison.Ordinal)),
        };
    }
}
