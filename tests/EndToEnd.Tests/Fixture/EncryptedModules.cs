using System.Buffers.Binary;

namespace EnclaveCleanRoom.EndToEnd.Tests.Fixture;

/// <summary>
/// The encrypted modules of a Parquet file, found without any key: after the four letters of the format each is a length and as
/// many bytes, up to the footer.
/// </summary>
internal static class EncryptedModules
{
    private const int MagicSize = 4;
    private const int LengthSize = 4;

    /// <summary>Exchanges two whole modules of equal length, so that every module is genuine and two are not in their place.</summary>
    internal static byte[] SwapTwo(byte[] file)
    {
        List<Range> modules = Find(file);
        (Range first, Range second) = Pairs(modules).First(pair => Size(pair.First) == Size(pair.Second));
        byte[] swapped = [.. file];
        file.AsSpan()[first].CopyTo(swapped.AsSpan()[second]);
        file.AsSpan()[second].CopyTo(swapped.AsSpan()[first]);
        return swapped;
    }

    private static List<Range> Find(byte[] file)
    {
        // The last eight bytes are the footer's length and the four letters again.
        int footer = file.Length - MagicSize - LengthSize - BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(file.Length - MagicSize - LengthSize));
        List<Range> modules = [];
        for (int at = MagicSize; at < footer;)
        {
            int end = at + LengthSize + BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at));
            modules.Add(at..end);
            at = end;
        }

        return modules;
    }

    private static IEnumerable<(Range First, Range Second)> Pairs(List<Range> modules) =>
        modules.SelectMany((first, index) => modules.Skip(index + 1).Select(second => (first, second)));

    private static int Size(Range module) => module.End.Value - module.Start.Value;
}
