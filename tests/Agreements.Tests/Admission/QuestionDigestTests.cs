using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Tests.Admission;

public sealed class QuestionDigestTests
{
    private static readonly Digest256 s_one = DigestOf(1);
    private static readonly Digest256 s_two = DigestOf(2);
    private static readonly OverlapQuery s_query = new() { Terms = SampleAgreement.Overlap, NanoRho = 1_000_000 };

    [Fact]
    public void Everything_that_a_question_is_changes_its_digest()
    {
        Digest256 same = QuestionDigest.Compute(s_one, s_two, s_query, [s_one, s_two]);
        Assert.Equal(same, QuestionDigest.Compute(s_one, s_two, s_query with { }, [s_one, s_two]));
        Digest256[] others =
        [
            same,
            QuestionDigest.Compute(s_two, s_two, s_query, [s_one, s_two]),
            QuestionDigest.Compute(s_one, s_one, s_query, [s_one, s_two]),
            QuestionDigest.Compute(s_one, s_two, s_query with { NanoRho = 1_000_001 }, [s_one, s_two]),
            QuestionDigest.Compute(s_one, s_two, s_query with { Terms = TermsId.Parse("other") }, [s_one, s_two]),
            QuestionDigest.Compute(s_one, s_two, s_query, [s_two, s_one]),
            QuestionDigest.Compute(s_one, s_two, s_query, [s_one]),
            QuestionDigest.Compute(s_one, s_two, Segments() with { NanoRho = s_query.NanoRho }, [s_one, s_two]),
        ];
        Assert.Equal(others.Length, others.Distinct().Count());
    }

    [Fact]
    public void Queries_are_compared_by_what_they_hold_and_not_by_their_lists()
    {
        Assert.True(Segments().IsSameAs(Segments()));
        Assert.False(Segments().IsSameAs(Segments() with { Keys = [] }));
        Assert.False(Segments().IsSameAs(s_query));
    }

    private static SegmentsQuery Segments() => new()
    {
        Terms = s_query.Terms,
        NanoRho = 1,
        AttoDelta = 2,
        Keys = [new ColumnReference { Dataset = SampleAgreement.Ads, Column = "a" }],
        Measures = [new RowsMeasure { Name = MeasureName.Parse("rows") }],
        Where = [],
        Having = [],
        OrderBy = [],
        Limit = 1,
    };

    private static Digest256 DigestOf(byte value) => new([.. Enumerable.Repeat(value, 32)]);
}
