namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>
/// Rows that are to be bounded: of each a person, a group and a value. They are read in pieces, so that nothing need be laid out for all of them at once; by several threads at the same time, and more than
/// once, always with the same outcome.
/// </summary>
public interface IContributionSource
{
    /// <summary>The number of rows.</summary>
    public int RowCount { get; }

    /// <summary>People are 0 to this less 1, and should be dense: memory grows with it.</summary>
    public int PersonCount { get; }

    /// <summary>Groups are 0 to this less 1; at least 1.</summary>
    public int GroupCount { get; }

    /// <summary>Values are below 2 to the power of this; 0 to 31. The fewer bits groups and values take, the less memory rows do.</summary>
    public int ValueBits { get; }

    /// <summary>Reads the person of each row; below 0 means that the row does not count.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="people">Takes the people of as many rows.</param>
    public void ReadPeople(int first, Span<int> people);

    /// <summary>Reads the group of each row; of rows that do not count, anything.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="groups">Takes the groups of as many rows.</param>
    public void ReadGroups(int first, Span<int> groups);

    /// <summary>Reads all that matters of each row: rows of one person and group that have the same value stand for each other. Of rows that do not count, anything.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="values">Takes the values of as many rows.</param>
    public void ReadValues(int first, Span<int> values);
}
