namespace EnclaveCleanRoom.Boosting.Compiled;

/// <summary>A node, or a leaf that is its own child. A numeric node sends the codes from <see cref="Low"/> on, so many as <see cref="Range"/> and one more, to the left.</summary>
internal struct CompiledNode
{
    public int Left;
    public int Right;

    /// <summary>Where the feature's code is in a row.</summary>
    public ushort Lane;

    /// <summary>1 when what is missing, code 0, goes right; otherwise 0.</summary>
    public ushort Low;

    public ushort Range;

    /// <summary>How many words of bits the set of categories has; 0 for a numeric node.</summary>
    public ushort SetWords;

    /// <summary>Where the set starts; a word without bits follows its last one.</summary>
    public int SetStart;
}
