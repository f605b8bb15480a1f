namespace EnclaveCleanRoom.DifferentialPrivacy.Bench;

/// <summary>Ledgers of many releases, no two of them equal: the worst case for accountants, which count equal releases together.</summary>
internal static class Mixed
{
    private const int LedgerKinds = 8;
    private const int AllKinds = 10;

    /// <summary>What a room's ledger holds: integer noise, pure and approximate releases, choices, entries of which only ρ is known, and Gaussian noise.</summary>
    public static PrivacyComposition Ledger(int entries) => Of(entries, LedgerKinds);

    /// <summary>As <see cref="Ledger"/>, with sampled Gaussian noise and continuous Laplace noise too: a fifth of the entries.</summary>
    public static PrivacyComposition Everything(int entries) => Of(entries, AllKinds);

    private static PrivacyComposition Of(int entries, int kinds) => new([.. Enumerable.Range(0, entries).Select(i => new CountedEvent(Kind(i % kinds, i / kinds)))]);

    private static PrivacyEvent Kind(int kind, int i) => kind switch
    {
        0 => new DiscreteGaussianEvent(40_000 + (97 * i)),
        1 => new DiscreteLaplaceEvent(300 + (7 * i)),
        2 => new ApproximateEvent(new Epsilon(new Rational(1, 200 + (3 * i)))),
        3 => new ApproximateEvent(new Epsilon(new Rational(1, 150 + (5 * i))), Rational.Parse("1e-12")),
        4 => new ConcentratedEvent(new Rational(1, 100_000 + i)),
        5 => new BoundedRangeEvent(new Epsilon(new Rational(1, 100 + i))),
        6 => new GaussianEvent(150 + i),
        7 => new DiscreteGaussianEvent(90_000 + (101 * i), 3),
        8 => new SampledGaussianEvent(new Rational(200 + i, 100), new Rational(1, 100 + i)),
        _ => new LaplaceEvent(250 + (3 * i)),
    };
}
