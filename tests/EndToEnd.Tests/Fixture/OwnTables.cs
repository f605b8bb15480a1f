using System.Globalization;
using System.Text;

namespace EnclaveCleanRoom.EndToEnd.Tests.Fixture;

/// <summary>Two tables as users bring them: CSV files with id columns of different names.</summary>
internal sealed class OwnTables
{
    private const int People = 5000;

    /// <summary>Writes both files. The advertiser's people begin at <paramref name="firstOfAdvertiser"/> of the publisher's.</summary>
    /// <param name="world">What tests share.</param>
    /// <param name="firstOfAdvertiser">500 of 5000: nine in ten are shared; 5000: nobody is.</param>
    /// <param name="publisherLabel">The name of the publisher's label.</param>
    /// <param name="advertiserLabel">The name of the advertiser's label; it follows the publisher's device.</param>
    internal OwnTables(TestWorld world, int firstOfAdvertiser, string publisherLabel, string advertiserLabel)
    {
        string folder = world.NewFolder("tables");
        Publisher = Path.Combine(folder, "readers.csv");
        Advertiser = Path.Combine(folder, "buyers.csv");
        Write(Publisher, $"uid,device,visits,{publisherLabel}", 0, person =>
            $"{Id(person)},{(person % 2 == 0 ? "phone" : "desk")},{person * 7 % 20},{(person % 3 == 0 ? 1 : 0)}");
        Write(Advertiser, $"person,slot,price,{advertiserLabel}", firstOfAdvertiser, person =>
            $"{Id(person)},{(person % 3 == 0 ? "top" : "side")},{(person * 11 % 50 / 10.0).ToString(CultureInfo.InvariantCulture)},{(person % 2 == 0 && person % 10 != 0 ? 1 : 0)}");
    }

    internal string Publisher { get; }

    internal string Advertiser { get; }

    /// <summary>The options that name the files and their id columns.</summary>
    internal IEnumerable<string> Options => ["--publisher", Publisher, "--advertiser", Advertiser, "--id", "uid=person"];

    private static string Id(int person) => $"person{person:00000}";

    private static void Write(string path, string header, int first, Func<int, string> row)
    {
        StringBuilder text = new(header + "\n");
        foreach (int person in Enumerable.Range(first, People))
        {
            text.Append(row(person)).Append('\n');
        }

        File.WriteAllText(path, text.ToString());
    }
}
