namespace EnclaveCleanRoom.Boosting.Tests.Model;

/// <summary>Makes the mutations of <c>mutations.tsv</c>; the outcomes were then fixed as they stand there.</summary>
internal static class MutationGenerator
{
    private static readonly string[] s_hostile =
        ["-1", "2147483648", "99999999999999999999", "nan", "inf", "1e999", "-0", "0x10", "1,5", "", " ", "1 1", "4294967296", "1e300", "\n", "=", "٣", "0.5"];

    public static IEnumerable<Mutation> Generate(string text, int seed, int count)
    {
        TestRandom random = new(seed);
        for (int i = 0; i < count; i++)
        {
            yield return (i % 4) switch
            {
                0 => ReplaceNumber(text, random),
                1 => ChangeCharacter(text, random),
                2 => RemoveLine(text, random),
                _ => RepeatLine(text, random),
            };
        }
    }

    private static Mutation ReplaceNumber(string text, TestRandom random)
    {
        int start = random.Next(text.Length - 1);
        while (!char.IsAsciiDigit(text[start]))
        {
            start = (start + 1) % text.Length;
        }

        int end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return new Mutation(start, end - start, s_hostile[random.Next(s_hostile.Length)], ModelFailure.None);
    }

    private static Mutation ChangeCharacter(string text, TestRandom random) =>
        new(random.Next(text.Length), 1, ((char)(' ' + random.Next(95))).ToString(), ModelFailure.None);

    private static Mutation RemoveLine(string text, TestRandom random)
    {
        (int start, int length) = Line(text, random);
        return new Mutation(start, length, "", ModelFailure.None);
    }

    private static Mutation RepeatLine(string text, TestRandom random)
    {
        (int start, int length) = Line(text, random);
        return new Mutation(start, 0, text.Substring(start, length), ModelFailure.None);
    }

    private static (int Start, int Length) Line(string text, TestRandom random)
    {
        int at = random.Next(text.Length);
        int start = at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;
        int end = text.IndexOf('\n', start);
        return (start, (end < 0 ? text.Length : end + 1) - start);
    }
}
