namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>How many people tables hold, and how many they share. All of it adds up noised counts of people in exactly one set of tables each.</summary>
public sealed record OverlapAnswer : Answer
{
    /// <summary>The tables' figures, in the order of the terms (left, right, others).</summary>
    public required IReadOnlyList<TableFigures> Tables { get; init; }

    /// <summary>People in all tables.</summary>
    public required Figure Overlap { get; init; }

    /// <summary>Of three or four tables: people in exactly the tables named, for each non-empty set of them; empty for two.</summary>
    public IReadOnlyList<RegionFigures> Regions { get; init; } = [];

    /// <summary>Of three or four tables: people in both tables of each pair, whatever others they are in; empty for two.</summary>
    public IReadOnlyList<PairFigures> Pairs { get; init; } = [];

    /// <summary>The table of the query's key split by it: the values of the public vocabulary in its order, then all others together; empty without a key.</summary>
    public IReadOnlyList<OverlapSegment> Segments { get; init; } = [];
}

/// <summary>One table's part of an overlap.</summary>
public sealed record TableFigures
{
    /// <summary>The table.</summary>
    public required DatasetId Dataset { get; init; }

    /// <summary>People in it.</summary>
    public required Figure People { get; init; }

    /// <summary>Overlap divided by people, 0 to 1.</summary>
    public required Figure MatchRate { get; init; }
}

/// <summary>People in exactly one set of tables.</summary>
public sealed record RegionFigures
{
    /// <summary>The tables they are in; they are in no other.</summary>
    public required IReadOnlyList<DatasetId> Datasets { get; init; }

    /// <summary>How many they are.</summary>
    public required Figure People { get; init; }
}

/// <summary>People in both of two tables.</summary>
public sealed record PairFigures
{
    /// <summary>One table.</summary>
    public required DatasetId First { get; init; }

    /// <summary>The other.</summary>
    public required DatasetId Second { get; init; }

    /// <summary>People in both.</summary>
    public required Figure People { get; init; }

    /// <summary>Their share of the first table's people, 0 to 1.</summary>
    public required Figure FirstMatchRate { get; init; }

    /// <summary>Their share of the second table's people, 0 to 1.</summary>
    public required Figure SecondMatchRate { get; init; }
}

/// <summary>The people of one table with one value of the key.</summary>
public sealed record OverlapSegment
{
    /// <summary>The value; empty for all other values and absent ones together.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>People of the key's table who have it.</summary>
    public required Figure People { get; init; }

    /// <summary>Those of them who are in all tables.</summary>
    public required Figure Overlap { get; init; }

    /// <summary>Overlap divided by people, 0 to 1.</summary>
    public required Figure MatchRate { get; init; }
}
