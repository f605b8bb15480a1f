using System.Globalization;

namespace EnclaveCleanRoom.SyntheticData.Bench;

/// <summary>The ads table with user ids in codes: ten categories of both parties, the hour, and the click, with vocabularies as its documentation would state them; a missing value is a code of its own.</summary>
internal sealed class Ydata
{
    private static readonly string[] s_categories =
        ["product", "campaign_id", "webpage_id", "product_category_1", "user_group_id", "gender", "age_level", "user_depth", "city_development_index", "var_1"];

    private readonly ushort[][] _columns;
    private readonly int[] _people;
    private readonly int _peopleCount;

    private Ydata(DiscreteDomain domain, ushort[][] columns, int[] people) => (Domain, _columns, _people, _peopleCount) = (domain, columns, people, people.Max() + 1);

    /// <summary>The columns, the click last.</summary>
    public DiscreteDomain Domain { get; }

    public static Ydata Read(string folder)
    {
        string[] lines = File.ReadAllLines(Path.Combine(folder, "ctr_60k.csv"));
        List<string> header = [.. lines[0].Split(',')];
        string[][] rows = [.. lines.Skip(1).Select(line => line.Split(','))];
        List<DiscreteColumn> columns = [];
        List<ushort[]> codes = [];
        foreach (string name in s_categories)
        {
            string[] cells = [.. rows.Select(row => row[header.IndexOf(name)])];
            string[] words = [.. cells.Distinct().Order(StringComparer.Ordinal)];
            columns.Add(new DiscreteColumn(name, words.Length, isOrdered: false));
            codes.Add([.. cells.Select(cell => (ushort)Array.BinarySearch(words, cell, StringComparer.Ordinal))]);
        }

        columns.Add(new DiscreteColumn("hour", 24, isOrdered: true));
        codes.Add([.. rows.Select(row => ushort.Parse(row[header.IndexOf("DateTime")].Split(' ')[1].Split(':')[0], CultureInfo.InvariantCulture))]);
        columns.Add(new DiscreteColumn("is_click", 2, isOrdered: false));
        codes.Add([.. rows.Select(row => ushort.Parse(row[header.IndexOf("is_click")], CultureInfo.InvariantCulture))]);
        Dictionary<string, int> people = [];
        int user = header.IndexOf("user_id");
        return new Ydata(new DiscreteDomain(columns), [.. codes], [.. rows.Select(row => people.TryGetValue(row[user], out int known) ? known : people[row[user]] = people.Count)]);
    }

    /// <summary>Four fifths of the people, chosen by a seed, train, with at most so many rows each, drawn by lot; all rows of the others measure.</summary>
    /// <param name="seed">Of the split.</param>
    /// <param name="rowsPerPerson">For those who train.</param>
    public (DiscreteTable Train, DiscreteTable Test) Split(int seed, int rowsPerPerson)
    {
        Random random = new(seed);
        bool[] trains = new bool[_peopleCount];
        int[] people = [.. Enumerable.Range(0, _peopleCount)];
        random.Shuffle(people);
        foreach (int person in people.AsSpan(0, _peopleCount * 8 / 10))
        {
            trains[person] = true;
        }

        int[] rows = [.. Enumerable.Range(0, _people.Length)];
        random.Shuffle(rows);
        int[] kept = new int[_peopleCount];
        return (Take([.. rows.Where(row => trains[_people[row]] && kept[_people[row]]++ < rowsPerPerson)]), Take([.. rows.Where(row => !trains[_people[row]])]));
    }

    private DiscreteTable Take(int[] rows) => new(Domain, [.. _columns.Select(column => rows.Select(row => column[row]).ToArray())]);
}
