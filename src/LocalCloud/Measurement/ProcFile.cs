using System.Text;

namespace EnclaveCleanRoom.LocalCloud.Measurement;

/// <summary>Reads what the kernel tells under <c>/proc</c>. A process may end at any time, so each reading may fail.</summary>
internal static class ProcFile
{
    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file as UTF-8.</summary>
    /// <returns>False when it cannot be read, or is not UTF-8: then two readers could take it for different texts.</returns>
    public static bool TryReadText(string path, out string text)
    {
        text = "";
        try
        {
            text = s_strictUtf8.GetString(File.ReadAllBytes(path));
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>Reads a list of texts that each end with a zero byte (<c>cmdline</c>, <c>environ</c>).</summary>
    public static bool TryReadList(string path, out IReadOnlyList<string> items)
    {
        items = [];
        if (!TryReadText(path, out string text))
        {
            return false;
        }

        // Only the last terminator goes: an empty last argument is an argument.
        items = text.Length == 0 ? [] : text[..^(text.EndsWith('\0') ? 1 : 0)].Split('\0');
        return true;
    }

    /// <summary>Where a link of <c>/proc</c> leads, as the kernel words it.</summary>
    /// <returns>Null when it cannot be read.</returns>
    public static string? TryReadLink(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
