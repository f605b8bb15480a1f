using System.Numerics;

namespace EnclaveCleanRoom.Parquet.Encodings;

/// <summary>Checks dictionary indices from untrusted bytes.</summary>
internal static class CodeRange
{
    /// <summary>Whether every code, taken as unsigned, is below <paramref name="count"/>.</summary>
    public static bool AllBelow(ReadOnlySpan<int> codes, int count)
    {
        Vector<uint> highest = Vector<uint>.Zero;
        int i = 0;
        for (; i <= codes.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            highest = Vector.Max(highest, Vector.AsVectorUInt32(new Vector<int>(codes[i..])));
        }

        uint most = 0;
        for (int lane = 0; lane < Vector<uint>.Count; lane++)
        {
            most = Math.Max(most, highest[lane]);
        }

        for (; i < codes.Length; i++)
        {
            most = Math.Max(most, unchecked((uint)codes[i]));
        }

        return codes.Length == 0 || most < (uint)count;
    }
}
