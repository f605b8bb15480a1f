using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Explanation;

public sealed class AgreementExplanationTests
{
    private static readonly string s_goldenPath = Repository.PathTo("tests", "Agreements.Tests", "Explanation", "agreement.golden.txt");

    /// <summary>The golden text is written when <c>WRITE_VECTORS</c> is set; otherwise it must be what is written now.</summary>
    [Fact]
    public void An_agreement_in_plain_words_reads_as_approved()
    {
        string text = AgreementExplanation.Write(SampleAgreement.Valid);
        if (Environment.GetEnvironmentVariable("WRITE_VECTORS") is not null)
        {
            System.IO.File.WriteAllText(s_goldenPath, text);
        }

        Assert.Equal(System.IO.File.ReadAllText(s_goldenPath), text);
    }

    [Fact]
    public void Every_party_dataset_column_and_question_is_named()
    {
        string text = AgreementExplanation.Write(SampleAgreement.Valid);
        Assert.All(SampleAgreement.Valid.Parties, party => Assert.Contains(party.Name, text, StringComparison.Ordinal));
        Assert.All(SampleAgreement.Valid.Datasets.SelectMany(dataset => dataset.Columns), column => Assert.Contains($"      {column.Name}: ", text, StringComparison.Ordinal));
        Assert.All(SampleAgreement.Valid.Queries, terms => Assert.Contains($"  - {terms.Id}: ", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Terms_of_reach_say_whom_they_count_and_within_which_bounds() => Assert.Contains(
        "how many people the rows of ads reached, and how often up to 10 times, and how many of them are people of feeds; also by ads.slot, where a person counts in at most 2 groups",
        AgreementExplanation.Write(SampleAgreement.Valid with { Queries = [ReachSamples.Terms] }),
        StringComparison.Ordinal);

    [Fact]
    public void The_same_question_for_a_narrow_circle_with_less_noise_is_compared_with_the_wide_one()
    {
        OverlapTerms wide = SampleTerms.Overlap with { MaximumNanoRho = 1_000_000 };
        OverlapTerms narrow = wide with { Id = TermsId.Parse("overlap-analysts"), Recipients = [SampleAgreement.Advertiser], MaximumNanoRho = 25_000_000 };
        string text = AgreementExplanation.Write(SampleAgreement.Valid with { Queries = [wide, narrow] });
        Assert.Contains(
            $"that is a noise 5 times narrower than under '{wide.Id}', whose answers go to {string.Join(", ", wide.Recipients)};", text, StringComparison.Ordinal);
        Assert.DoesNotContain("times narrower", AgreementExplanation.Write(SampleAgreement.Valid with { Queries = [wide] }), StringComparison.Ordinal);
    }

    [Fact]
    public void The_exception_is_shown_when_it_was_signed_and_only_then()
    {
        const string Exception = "training users are not covered";
        Assert.Contains(Exception, AgreementExplanation.Write(SampleAgreement.Valid), StringComparison.Ordinal);
        Agreement strict = SampleAgreement.Valid with { Privacy = SampleAgreement.Valid.Privacy with { TrainingUsers = TrainingUsers.Protected } };
        Assert.DoesNotContain(Exception, AgreementExplanation.Write(strict), StringComparison.Ordinal);
        Assert.Contains("No exception", AgreementExplanation.Write(strict), StringComparison.Ordinal);
    }
}
