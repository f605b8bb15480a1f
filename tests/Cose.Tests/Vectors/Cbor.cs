using System.Text;

namespace EnclaveCleanRoom.Cose.Tests.Vectors;

/// <summary>Composes CBOR by hand, so that a vector can be wrong in exactly one place.</summary>
internal static class Cbor
{
    public static byte[] Null { get; } = [0xF6];

    public static byte[] EmptyMap { get; } = [0xA0];

    public static byte[] Int(long value) => value >= 0 ? Head(0, value) : Head(1, -1 - value);

    public static byte[] Bytes(params byte[] value) => [.. Head(2, value.Length), .. value];

    public static byte[] Text(string value) => [.. Head(3, Encoding.UTF8.GetByteCount(value)), .. Encoding.UTF8.GetBytes(value)];

    public static byte[] Array(params byte[][] items) => [.. Head(4, items.Length), .. items.SelectMany(item => item)];

    /// <summary>A map from keys and values in turn, in the order given.</summary>
    public static byte[] Map(params byte[][] keysAndValues) =>
        [.. Head(5, keysAndValues.Length / 2), .. keysAndValues.SelectMany(item => item)];

    public static byte[] Tag(int tag, byte[] item) => [.. Head(6, tag), .. item];

    private static byte[] Head(int major, long argument)
    {
        int top = major << 5;
        return argument switch
        {
            < 24 => [(byte)(top | (int)argument)],
            <= byte.MaxValue => [(byte)(top | 24), (byte)argument],
            <= ushort.MaxValue => [(byte)(top | 25), (byte)(argument >> 8), (byte)(argument & 0xFF)],
            _ => [(byte)(top | 26), .. BitConverter.GetBytes((uint)argument).Reverse()],
        };
    }
}
