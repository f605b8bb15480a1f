namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>Which dependences between columns synthetic rows keep.</summary>
public enum SyntheticDependences
{
    /// <summary>Those along a spanning tree of pairs, chosen privately: quick, and good with a small budget (MST).</summary>
    Tree = 1,

    /// <summary>Those of pairs chosen privately, one after another, where the rows so far would be the farthest off (AIM).</summary>
    Adaptive = 2,
}
