using System.Text;

namespace EnclaveCleanRoom.Agreements.Tests.Vectors;

/// <summary>
/// One vector: a document, and the one thing that must come of it. The file is header lines <c>name: value</c>, an empty line, and
/// the document in base64, 96 characters a line.
/// </summary>
public sealed record VectorFile(string Name, string Document, string Expect, string Comment, byte[] Encoded)
{
    private const int LineLength = 96;

    public static string Folder { get; } = Repository.PathTo("tests", "Agreements.Tests", "Vectors");

    public static IReadOnlyList<VectorFile> ReadAll() =>
        [.. Directory.GetFiles(Folder, "*.txt").Order(StringComparer.Ordinal).Select(Read)];

    public string Write()
    {
        StringBuilder text = new($"document: {Document}\nexpect: {Expect}\ncomment: {Comment}\n\n");
        foreach (char[] line in Convert.ToBase64String(Encoded).Chunk(LineLength))
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static VectorFile Read(string path)
    {
        string[] halves = System.IO.File.ReadAllText(path).Split("\n\n", 2);
        Dictionary<string, string> header = halves[0].Split('\n')
            .Select(line => line.Split(": ", 2))
            .ToDictionary(parts => parts[0], parts => parts[1]);
        return new VectorFile(
            Path.GetFileNameWithoutExtension(path),
            header["document"],
            header["expect"],
            header["comment"],
            Convert.FromBase64String(halves[1].Replace("\n", "", StringComparison.Ordinal)));
    }
}
