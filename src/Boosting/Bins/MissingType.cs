namespace EnclaveCleanRoom.Boosting.Bins;

/// <summary>What counts as missing in a feature; the values are those of the model file.</summary>
internal enum MissingType
{
    /// <summary>Nothing: NaN is read as zero.</summary>
    None = 0,

    /// <summary>Zero (and NaN, which is read as zero).</summary>
    Zero = 1,

    /// <summary>NaN.</summary>
    NaN = 2,
}
