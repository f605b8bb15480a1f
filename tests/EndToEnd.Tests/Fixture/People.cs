using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EndToEnd.Tests.Fixture;

/// <summary>
/// Two small tables whose true figures are known. The publisher knows people 0 to 499 and the device of each; the advertiser
/// showed people 200 to 699 two advertisements each. Who has a phone (every other person) clicks one in two, the others none.
/// </summary>
internal static class People
{
    internal const int EachTable = 500;
    internal const int InBoth = 300;
    internal const int FirstOfAdvertiser = 200;

    /// <summary>Advertisements shown to people of both tables who have one kind of device.</summary>
    internal const int ImpressionsOfEachDevice = InBoth;

    internal const double ClickThroughRateOnPhones = 0.5;

    internal static Table Publisher()
    {
        int[] people = [.. Enumerable.Range(0, EachTable)];
        return new Table(
            new StringColumn("user_id", [.. people.Select(Id)]),
            new StringColumn("device", [.. people.Select(person => HasPhone(person) ? "phone" : "desk")]),
            new Int64Column("visits", [.. people.Select(person => (long)(person * 7 % 20))]));
    }

    internal static Table Advertiser()
    {
        int[] rows = [.. Enumerable.Range(0, 2 * EachTable)];
        return new Table(
            new StringColumn("user_id", [.. rows.Select(row => Id(PersonOf(row)))]),
            new StringColumn("slot", [.. rows.Select(row => row * 13 % 3 == 0 ? "top" : "side")]),
            new DoubleColumn("price", [.. rows.Select(row => row * 11 % 50 / 10.0)]),
            new Int64Column("label", [.. rows.Select(row => HasPhone(PersonOf(row)) && row % 2 == 0 ? 1L : 0L)]));
    }

    private static string Id(int person) => $"person{person}";

    private static int PersonOf(int row) => FirstOfAdvertiser + (row / 2);

    private static bool HasPhone(int person) => person % 2 == 0;
}
