using System.Collections.Immutable;

namespace EnclaveCleanRoom.SyntheticData;

/// <summary>One measurement.</summary>
/// <param name="Columns">The columns that were counted, by their index in the domain.</param>
/// <param name="Cells">How many counts.</param>
/// <param name="Deviation">The standard deviation of the noise on each.</param>
public sealed record SyntheticStep(ImmutableArray<int> Columns, int Cells, double Deviation);
