using System.Globalization;

namespace EnclaveCleanRoom.DataOwnerClient.Terminal;

/// <summary>Sizes of files as people read them: bytes, kB or MB, decimal.</summary>
internal static class SizeText
{
    internal static string Write(long bytes) => bytes switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:#,0.0} MB"),
    };
}
