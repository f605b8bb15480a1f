namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>A tree and the rows of the bag in its leaves.</summary>
/// <param name="Builder">The tree.</param>
/// <param name="Leaves">Where each leaf's rows lie in the partition, by leaf index.</param>
internal sealed record GrownTree(TreeBuilder Builder, IReadOnlyList<Leaf> Leaves);
