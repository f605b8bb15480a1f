namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Accounting;

/// <summary>
/// What accounting by rows is worth for a person with several rows, against published statements: why the privacy unit here is the person, and rows are bounded before noise is calibrated.
/// </summary>
/// <remarks>Group privacy: Vadhan, "The Complexity of Differential Privacy", 2017, Lemma 2.2: (ε, δ) for one row is (kε, δ·(e^kε - 1)/(e^ε - 1)) for k of them.</remarks>
public sealed class GroupPrivacyTests
{
    // 10,000 rows in batches of 64 for five epochs; noise of 2 on gradients that one row moves by 2 (from one micro-batch to another).
    private static readonly PrivacyComposition s_inOrder = Compositions.Of(new GaussianEvent(2, 2), 5);
    private static readonly PrivacyComposition s_sampled = Compositions.Of(new SampledGaussianEvent(2, new Rational(64, 10_000), 2), 782);

    [Fact]
    public void One_row_costs_what_is_published()
    {
        Assert.InRange(s_inOrder.Epsilon(1e-6, Accountant.Renyi), 13.376 - 0.003, 13.376); // orders between the published ones are looked at too
        Assert.Equal(1.616, s_sampled.Epsilon(1e-6, Accountant.Renyi), 5e-4);
        Assert.Equal(12.595, s_inOrder.Epsilon(1e-6, Accountant.Exact), 5e-4);
        Assert.Equal(1.199, s_sampled.Epsilon(1e-6, Accountant.PrivacyLoss), 5e-4);
    }

    [Fact]
    public void Three_rows_of_a_person_cost_far_more_than_three_times_as_much()
    {
        Assert.Equal(6.425, OfPerson(s_sampled, 3, 1e-6), 5e-4);
        double inOrder = OfPerson(s_inOrder, 3, 1e-6);
        Assert.Equal(85.940, inOrder, 5e-3);
        Assert.True(inOrder > 6 * s_inOrder.Epsilon(1e-6, Accountant.Renyi));

        // Bounding the person instead: the sum of the person's gradients is clipped to what one row had.
        Assert.True(inOrder > 10 * Compositions.Of(new GaussianEvent(2), 5).Epsilon(1e-6, Accountant.Renyi));
    }

    [Theory]
    [InlineData(false, 26.2880374, 24.7160779)]
    [InlineData(true, 22.5970358, 18.6977407)]
    public void Micro_batches_double_what_a_row_moves(bool isSampled, double renyi, double loss)
    {
        PrivacyComposition composition = isSampled
            ? Compositions.Of(new SampledGaussianEvent(new Rational(7, 10), new Rational(1, 100), 2), 120)
            : Compositions.Of(new GaussianEvent(new Rational(7, 10), 2), 2);
        Assert.InRange(composition.Epsilon(1e-5, Accountant.Renyi), renyi - 2e-2, renyi + 1e-6);
        Assert.Equal(loss, composition.Epsilon(1e-5, Accountant.PrivacyLoss), 2e-4);
    }

    // The δ for a row that becomes the wanted one for the person; the larger δ, the larger the person's, up to rounding.
    private static double OfPerson(PrivacyComposition row, int rows, double delta)
    {
        (double low, double high) = (Math.Log(1e-60), Math.Log(delta));
        for (int step = 0; step < 60; step++)
        {
            double middle = (low + high) / 2;
            double epsilon = row.Epsilon(Math.Exp(middle), Accountant.Renyi);
            double ofPerson = middle + LogExpMinusOne(rows * epsilon) - LogExpMinusOne(epsilon);
            (low, high) = ofPerson < Math.Log(delta) ? (middle, high) : (low, middle);
        }

        return rows * row.Epsilon(Math.Exp(low), Accountant.Renyi);
    }

    private static double LogExpMinusOne(double x) => x + Math.Log(1 - Math.Exp(-x));
}
