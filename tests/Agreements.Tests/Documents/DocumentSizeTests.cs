using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Tests.Documents;

/// <summary>A document is no larger than an honest one may have to be: whoever must keep it for good is not filled up with blanks.</summary>
public sealed class DocumentSizeTests
{
    private static readonly string s_longestName = new('n', 64);

    [Fact]
    public void A_document_that_is_too_large_by_one_byte_is_refused_for_its_size_and_for_nothing_else()
    {
        Bounded(SampleDocuments.Job, "advertiser");
        Bounded(SampleDocuments.Grant, "publisher");
        Bounded(SampleDocuments.Manifest, "publisher");
        Bounded(SampleDocuments.Rotation, "publisher");
    }

    [Fact]
    public void The_size_is_looked_at_before_anything_else()
    {
        byte[] noise = new byte[Job.LargestUnder(SampleAgreement.Valid) + 1];
        Assert.False(SignedDocument.TryOpen(noise, SampleAgreement.Signed, out SignedDocument<Job>? _, out DocumentRefusal? refusal));
        Assert.Equal(DocumentFailure.TooLarge, refusal.Reason);
    }

    [Fact]
    public void The_largest_grant_that_an_agreement_can_need_fits()
    {
        Grant largest = SampleDocuments.Grant with
        {
            Id = GrantId.Parse(s_longestName),
            Datasets = [.. Enumerable.Range(0, 16).Select(i => new GrantedDataset { Dataset = Dataset(i), Version = int.MaxValue, Manifest = Digest256.Of("m"u8) })],
            Shares = [.. Enumerable.Range(0, 16).Select(i => new GrantedShare { Dataset = Dataset(i), Sealed = new byte[1024] })],
            Budgets = [.. Enumerable.Range(0, 16).Select(i => new GrantedBudget { Requester = PartyId.Parse(s_longestName[2..] + $"{i:00}"), NanoRho = long.MaxValue, AttoDelta = long.MaxValue })],
        };
        Fits(largest, "publisher");
    }

    [Fact]
    public void A_job_that_names_every_value_of_the_largest_vocabulary_fits()
    {
        string[] values = [.. Enumerable.Range(0, 10_000).Select(i => $"a-campaign-of-{i:000000}")];
        Fits(SampleDocuments.Job with { Query = Segments(new AnyOfCondition { Column = SampleAgreement.Column(SampleAgreement.Feeds, "section"), Values = values }) }, "advertiser");
    }

    [Fact]
    public void A_rotation_of_every_key_of_the_widest_dataset_fits_however_long_they_are()
    {
        int columns = SampleAgreement.Valid.Datasets.Max(dataset => dataset.Columns.Count);
        RotatedKey[] keys = [.. Enumerable.Range(0, columns + 1).Select(i => new RotatedKey { KeyDigest = Digest256.Of([(byte)i]), Wrapped = new byte[1024] })];
        Fits(SampleDocuments.Rotation with { KeyVersion = new string('0', 127), Keys = keys }, "publisher");
    }

    [Fact]
    public void A_manifest_fits_when_each_character_of_its_columns_names_is_escaped()
    {
        int names = SampleAgreement.Valid.Datasets.Max(dataset => dataset.Columns.Sum(column => column.Name.Length));
        Fits(SampleDocuments.Manifest with { Columns = [.. SampleDocuments.Manifest.Columns.Select(column => column with { Name = new string('"', column.Name.Length) })] }, "publisher");
        Assert.True(Manifest.LargestUnder(SampleAgreement.Valid) > 6 * names);
    }

    [Fact]
    public void However_much_is_wrong_with_a_question_its_denial_stays_short()
    {
        RowCondition[] unknown = [.. Enumerable.Range(0, 3_000).Select(i => new AnyOfCondition { Column = SampleAgreement.Column(SampleAgreement.Feeds, $"c{i}"), Values = ["x"] })];
        IReadOnlyList<DenialReason> reasons = QueryAdmission.Check(SampleAgreement.Valid, SampleAgreement.Advertiser, Segments(unknown));
        Assert.InRange(reasons.Count, 1, 40);
        Assert.InRange(reasons.Sum(reason => reason.Claim.Length + reason.Found.Length + reason.Wanted.Length), 1, 100_000);
    }

    private static DatasetId Dataset(int i) => DatasetId.Parse(s_longestName[2..] + $"{i:00}");

    private static SegmentsQuery Segments(params RowCondition[] where) => new()
    {
        Terms = SampleAgreement.Segments,
        NanoRho = 1_000_000,
        AttoDelta = 0,
        Keys = [],
        Measures = [new RowsMeasure { Name = MeasureName.Parse("rows") }],
        Where = where,
        Having = [],
        OrderBy = [],
        Limit = 10,
    };

    private static void Fits<T>(T document, string name)
        where T : class, IAgreementDocument
    {
        int bytes = SampleDocuments.Sign(document, name).Length;
        TestContext.Current.TestOutputHelper!.WriteLine($"{typeof(T).Name}: {bytes} of {T.LargestUnder(SampleAgreement.Valid)} bytes");
        Assert.InRange(bytes, 1, T.LargestUnder(SampleAgreement.Valid));
    }

    /// <summary>Blanks in the payload are signed like everything else; only how many there are decides.</summary>
    private static void Bounded<T>(T document, string name)
        where T : class, IAgreementDocument
    {
        int largest = T.LargestUnder(SampleAgreement.Valid);
        byte[] payload = SampleDocuments.Payload(document);
        byte[] Sign(int blanks) => TestMessage.Sign1([.. payload, .. Enumerable.Repeat((byte)' ', blanks)], T.ContentType, name);
        int frame = Sign(largest / 2).Length - (largest / 2);
        Assert.True(SignedDocument.TryOpen(Sign(largest - frame), SampleAgreement.Signed, out SignedDocument<T>? _, out DocumentRefusal? refusal), refusal?.ToString());
        Assert.False(SignedDocument.TryOpen(Sign(largest - frame + 1), SampleAgreement.Signed, out SignedDocument<T>? _, out refusal));
        Assert.Equal((DocumentFailure.TooLarge, $"{largest + 1} bytes; the largest that is read has {largest}"), (refusal.Reason, refusal.Detail));
    }
}
