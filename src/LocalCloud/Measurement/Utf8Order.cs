using System.Text;

namespace EnclaveCleanRoom.LocalCloud.Measurement;

/// <summary>Orders texts by their UTF-8 bytes, as <c>LC_ALL=C sort</c> does.</summary>
internal sealed class Utf8Order : IComparer<string>
{
    public static Utf8Order Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y) => Encoding.UTF8.GetBytes(x ?? "").AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y ?? ""));
}
