namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>Which people of which groups are counted.</summary>
/// <param name="Groups">Groups from this one on do not count, and take nobody's place; at least 1.</param>
/// <param name="MaxGroups">L0: a person counts in the first groups alone, at most so many; at least 1.</param>
public readonly record struct PeopleToCount(int Groups, int MaxGroups);
