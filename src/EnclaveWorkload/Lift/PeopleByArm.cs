namespace EnclaveCleanRoom.EnclaveWorkload.Lift;

/// <summary>What the people of the experiment add up to.</summary>
internal sealed class PeopleByArm(int values) : BoundedTable
{
    /// <summary>Treated and converted, treated and not, held out and converted, held out and not, all others.</summary>
    internal long[] People { get; } = new long[5];

    /// <summary>For each value the sums of the treated and of the control, in units.</summary>
    internal long[][] Sums { get; } = [.. Enumerable.Range(0, values).Select(_ => new long[2])];

    /// <summary>For each value the sums of squares, likewise, in units of squares.</summary>
    internal long[][] Squares { get; } = [.. Enumerable.Range(0, values).Select(_ => new long[2])];
}
