using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload.Segments;

/// <summary>
/// Joined rows by person and group, with what is counted of each row. How many people a discovered group has is bounded already; rows are bounded once it is known which groups show,
/// because those that do not are bounded as one, with the rest.
/// </summary>
internal sealed class SegmentRows : BoundedTable
{
    /// <summary>The rows; the last group is that of rows without a key value.</summary>
    internal required RowsByPerson Rows { get; init; }

    /// <summary>Names of groups.</summary>
    internal required GroupNumbering Groups { get; init; }

    /// <summary>People of each discovered group, each person in at most L0 of them; empty where groups are public.</summary>
    internal required long[] People { get; init; }

    /// <summary>Of each primary row, one bit for each outcome that it has; empty where rows are told by these bits and not by their numbers, since nothing else is counted of them.</summary>
    internal required int[] Outcomes { get; init; }

    /// <summary>Of each amount, the units of each primary row.</summary>
    internal required IReadOnlyList<long[]> Amounts { get; init; }

    /// <summary>The noise of each vector of the plan, drawn while rows are read and counted.</summary>
    internal required IReadOnlyList<NoiseAhead> Noise { get; init; }
}
