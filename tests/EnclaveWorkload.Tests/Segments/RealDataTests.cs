using System.Globalization;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Segments;

/// <summary>Segments of public data sets, beside their true values computed by hand here; skipped where the data is not.</summary>
public sealed class RealDataTests(ITestOutputHelper output)
{
    [Fact]
    public void Ratings_by_occupation_are_close_to_the_truth_and_the_rare_occupations_are_with_the_rest()
    {
        string[][] users = Read(SharedData.Require("data", "movielens_100k", "u.user"), '|');
        string[][] ratings = Read(SharedData.Require("data", "movielens_100k", "u.data"), '\t');
        TwoTables tables = new(
            [.. users.Select(user => new FeedRow(user[0], null, user[3], null, 0, 0))],
            [.. ratings.Select(rating => new AdRow(rating[0], null, null, null, 0, int.Parse(rating[2], CultureInfo.InvariantCulture) >= 4 ? 1 : 0))]);
        Dictionary<string, string> occupationOf = users.ToDictionary(user => user[0], user => user[3]);
        Compare(tables, Sample.Column(Sample.Feeds, "city"), rowsPerPersonAndGroup: 100, ad => occupationOf[ad.Id!]);
    }

    [Fact]
    public void Clicks_by_product_are_close_to_the_truth()
    {
        string[][] rows = [.. Read(SharedData.Require("data", "ydata_ctr", "ctr_60k.csv"), ',').Skip(1)];
        AdRow[] ads = [.. rows.Select(row => new AdRow(row[2], null, row[3], null, 0, row[14] == "1" ? 1 : 0))];
        TwoTables tables = new([.. ads.Select(ad => ad.Id!).Distinct().Select(id => new FeedRow(id, null, null, null, 0, 0))], ads);
        Compare(tables, Sample.Column(Sample.Ads, "campaign"), rowsPerPersonAndGroup: 4, ad => ad.Campaign!);
    }

    private static string[][] Read(string path, char separator) => [.. File.ReadLines(path).Select(line => line.Split(separator))];

    private void Compare(TwoTables tables, ColumnReference key, int rowsPerPersonAndGroup, Func<AdRow, string> groupOf)
    {
        Agreement agreement = Sample.Agreement(Sample.Segments with { GroupsPerPerson = 10, RowsPerPersonAndGroup = rowsPerPersonAndGroup, MinimumPeople = 10 });
        SegmentsQuery query = Sample.AskSegments(key);
        SegmentsAnswer answer = Run.Answer<SegmentsAnswer>(agreement, query, tables);
        Dictionary<string, AdRow[]> truth = tables.Ads.GroupBy(groupOf).ToDictionary(group => group.Key, group => group.ToArray());
        int inside = 0;
        foreach (SegmentFigures group in answer.Groups)
        {
            AdRow[] rows = truth[group.Values[0]];
            int bounded = rows.GroupBy(row => row.Id).Sum(person => Math.Min(person.Count(), rowsPerPersonAndGroup));
            Figure counted = group.Find(Sample.Name("rows"))!;
            Figure clicks = group.Find(Sample.Name("clicks"))!;
            Figure rate = group.Find(Sample.Name("ctr"))!;
            inside += bounded >= counted.Low && bounded <= counted.High ? 1 : 0;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{group.Values[0]}: rows {rows.Length} (bounded {bounded}) noised {counted.Estimate:0} [{counted.Low:0}; {counted.High:0}]; positive {rows.Sum(row => row.Label)} noised {clicks.Estimate:0} [{clicks.Low:0}; {clicks.High:0}];")
                + string.Create(CultureInfo.InvariantCulture, $" rate {rows.Average(row => row.Label):0.0000} noised {rate.Estimate:0.0000} [{rate.Low:0.0000}; {rate.High:0.0000}]"));
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"other: rows noised {answer.Other[0].Figure.Estimate:0}; total: rows {tables.Ads.Count} noised {answer.Total[0].Figure.Estimate:0} [{answer.Total[0].Figure.Low:0}; {answer.Total[0].Figure.High:0}]"));
        Assert.InRange(answer.Groups.Count, Math.Min(5, truth.Count / 2), truth.Count);
        Assert.InRange(inside, answer.Groups.Count * 9 / 10, answer.Groups.Count);
    }
}
