using System.Collections.Immutable;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>The groups that show, in a secret random order: input order may follow the data, so it is not kept.</summary>
/// <param name="Groups">At most the declared maximum number of groups.</param>
/// <param name="IsCut">Whether more groups would have shown than the declared maximum; itself a private figure.</param>
public sealed record SelectedGroups(ImmutableArray<SelectedGroup> Groups, bool IsCut);
