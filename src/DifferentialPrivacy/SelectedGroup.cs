using System.Collections.Immutable;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>A group that shows.</summary>
/// <param name="Group">Its index in the input, an internal name that must be replaced by the group's label before it leaves.</param>
/// <param name="Values">One noisy figure a column.</param>
public sealed record SelectedGroup(int Group, ImmutableArray<long> Values);
