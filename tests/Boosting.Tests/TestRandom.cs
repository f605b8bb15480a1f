namespace EnclaveCleanRoom.Boosting.Tests;

/// <summary>A generator whose numbers no release of the runtime changes (xorshift64*, S. Vigna 2016).</summary>
internal sealed class TestRandom(int seed)
{
    private ulong _state = unchecked(((ulong)(uint)seed * 0x9E3779B97F4A7C15) + 0x1234567);

    public ulong NextBits()
    {
        unchecked
        {
            _state ^= _state >> 12;
            _state ^= _state << 25;
            _state ^= _state >> 27;
            return _state * 0x2545F4914F6CDD1D;
        }
    }

    /// <summary>A number in [0, 1).</summary>
    public double Next() => (NextBits() >> 11) / 9007199254740992.0;

    /// <summary>A number in [0, <paramref name="bound"/>).</summary>
    public int Next(int bound) => (int)(Next() * bound);
}
