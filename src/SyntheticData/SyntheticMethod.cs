namespace EnclaveCleanRoom.SyntheticData;

/// <summary>How the dependences that a synthetic table keeps are chosen.</summary>
public enum SyntheticMethod
{
    /// <summary>A spanning tree of pairs of columns, chosen privately by how dependent they are, each measured once. Source: McKenna, Miklau, Sheldon, "Winning the NIST Contest" (MST), 2021.</summary>
    Tree = 1,

    /// <summary>Pairs chosen one after another where the model so far is the farthest off, until the budget is spent. Source: McKenna, Mullins, Sheldon, Miklau, "AIM", 2022.</summary>
    Adaptive = 2,
}
