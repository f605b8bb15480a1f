namespace EnclaveCleanRoom.Parquet.Bench.Fuzzing;

/// <summary>Makes bad inputs of good ones: bits, bytes, lengths, cuts, repeats, and pieces of other inputs.</summary>
internal static class Mutation
{
    public static byte[] Of(byte[] input, byte[] other, Random random)
    {
        byte[] mutated = [.. input];
        for (int times = random.Next(1, 4); times > 0; times--)
        {
            mutated = Once(mutated, other, random);
        }

        return mutated;
    }

    private static byte[] Once(byte[] input, byte[] other, Random random)
    {
        if (input.Length < 16)
        {
            return [.. input, .. other.AsSpan(0, Math.Min(other.Length, 64))];
        }

        // Half of them in the last kilobyte, where the footer mostly is.
        int at = random.Next(random.Next(2) == 0 ? 0 : Math.Max(0, input.Length - 1_000), input.Length - 8);
        int length = Math.Min(random.Next(1, 40), input.Length - at);
        switch (random.Next(8))
        {
            case 0:
                input[at] ^= (byte)(1 << random.Next(8));
                return input;
            case 1:
                input[at] = (byte)random.Next(256);
                return input;
            case 2:
                BitConverter.TryWriteBytes(input.AsSpan(at), random.Next(3) switch { 0 => int.MaxValue, 1 => -1, _ => random.Next() });
                return input;
            case 3:
                input.AsSpan(at, length).Clear();
                return input;
            case 4:
                return [.. input.AsSpan(0, at), .. input.AsSpan(at + length)];
            case 5:
                return [.. input.AsSpan(0, at + length), .. input.AsSpan(at)];
            case 6:
                return input[..at];
            default:
                int from = random.Next(Math.Max(1, other.Length - length));
                other.AsSpan(from, Math.Min(length, other.Length - from)).CopyTo(input.AsSpan(at));
                return input;
        }
    }
}
