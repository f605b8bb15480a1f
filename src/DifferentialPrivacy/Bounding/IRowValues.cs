namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>What of each row is kept when rows are sorted.</summary>
internal interface IRowValues
{
    /// <summary>The bits of the largest value.</summary>
    public int Bits { get; }

    /// <summary>The value of a row, 0 or more.</summary>
    public int Of(int row);
}
