namespace EnclaveCleanRoom.KeyRelease.Tests.Corpus;

/// <summary>One damaged input, written as what was done to the committed original: where, how many bytes went, what came instead.</summary>
internal static class Edit
{
    public static string Between(ReadOnlySpan<byte> original, ReadOnlySpan<byte> damaged)
    {
        int start = original.CommonPrefixLength(damaged);
        int end = 0;
        while (end < Math.Min(original.Length, damaged.Length) - start && original[^(end + 1)] == damaged[^(end + 1)])
        {
            end++;
        }

        return $"{start} {original.Length - start - end} {Convert.ToHexStringLower(damaged[start..^end])}";
    }

    public static byte[] Apply(ReadOnlySpan<byte> original, ReadOnlySpan<string> edit)
    {
        int start = int.Parse(edit[0]);
        return [.. original[..start], .. Convert.FromHexString(edit[2]), .. original[(start + int.Parse(edit[1]))..]];
    }
}
