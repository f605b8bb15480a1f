namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>Of each row a byte.</summary>
internal readonly struct ByteValues(byte[] values) : IRowValues
{
    public int Bits => 8;

    public int Of(int row) => values[row];
}
