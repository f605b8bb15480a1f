namespace EnclaveCleanRoom.Boosting.Compiled;

/// <summary>
/// What one feature's code says about a row's leaf in a tree: all nodes that ask for the feature at once, as a set of the leaves that
/// they do not rule out. Codes of the same set are of one class.
/// </summary>
/// <param name="Lane">The feature's lane.</param>
/// <param name="ClassOf">The class of each code, times the words of a set; empty when each code is a class.</param>
/// <param name="Sets">The sets, class after class; leaf i is bit i % 64 of word i / 64.</param>
internal sealed record LeafMasks(int Lane, ushort[] ClassOf, ulong[] Sets);
