using System.Globalization;

namespace EnclaveCleanRoom.Boosting.Tests.Model;

/// <summary>One changed model text: so many characters of the base at an offset replaced by others, and what must come of it.</summary>
internal sealed record Mutation(int Offset, int Removed, string Inserted, ModelFailure Expected)
{
    private const char Separator = '\t';

    public string Apply(string text) => string.Concat(text.AsSpan(0, Offset), Inserted, text.AsSpan(Offset + Removed));

    public string Write() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Offset}{Separator}{Removed}{Separator}{Inserted.Replace("\n", "\\n", StringComparison.Ordinal)}{Separator}{Expected}");

    public static Mutation Parse(string line)
    {
        string[] cells = line.Split(Separator);
        return new Mutation(
            int.Parse(cells[0], CultureInfo.InvariantCulture),
            int.Parse(cells[1], CultureInfo.InvariantCulture),
            cells[2].Replace("\\n", "\n", StringComparison.Ordinal),
            Enum.Parse<ModelFailure>(cells[3]));
    }
}
