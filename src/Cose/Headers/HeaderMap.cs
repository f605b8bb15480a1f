using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;
using EnclaveCleanRoom.Cose.DeterministicEncoding;

namespace EnclaveCleanRoom.Cose.Headers;

/// <summary>A decoded header map whose values are still encoded: labels, in order of appearance, to CBOR items.</summary>
internal sealed class HeaderMap
{
    private readonly List<(HeaderLabel Label, ReadOnlyMemory<byte> Value)> _entries = [];

    private HeaderMap()
    {
    }

    /// <summary>How many parameters the map holds.</summary>
    public int Count => _entries.Count;

    /// <summary>The labels in order of appearance.</summary>
    public IEnumerable<HeaderLabel> Labels => _entries.Select(entry => entry.Label);

    /// <summary>A reader positioned at the value of <paramref name="label"/>, or null when the map lacks it.</summary>
    public CborReader? Find(HeaderLabel label)
    {
        foreach ((HeaderLabel candidate, ReadOnlyMemory<byte> value) in _entries)
        {
            if (candidate == label)
            {
                return new CborReader(value, CborConformanceMode.Lax);
            }
        }

        return null;
    }

    /// <summary>Whether the map holds <paramref name="label"/>.</summary>
    public bool Contains(HeaderLabel label) => Find(label) is not null;

    /// <summary>Reads the content of a protected header: a map in a byte string, or nothing at all.</summary>
    public static bool TryReadProtected(
        ReadOnlyMemory<byte> content, CoseTolerance tolerance, [NotNullWhen(true)] out HeaderMap? map, out CoseFailure failure)
    {
        map = new HeaderMap();
        failure = CoseFailure.None;
        if (content.IsEmpty)
        {
            return true;
        }

        failure = CborScan.Check(content.Span, tolerance);
        if (failure == CoseFailure.None && TryRead(content, out map, out failure) && map.Count == 0)
        {
            failure = CoseFailure.EmptyProtectedMap;
        }

        map = failure == CoseFailure.None ? map : null;
        return map is not null;
    }

    /// <summary>Reads a map that <see cref="CborScan"/> has passed.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> encoded, [NotNullWhen(true)] out HeaderMap? map, out CoseFailure failure)
    {
        map = null;
        CborReader reader = new(encoded, CborConformanceMode.Lax);
        if (reader.PeekState() != CborReaderState.StartMap)
        {
            failure = CoseFailure.WrongElementType;
            return false;
        }

        HeaderMap read = new();
        int count = reader.ReadStartMap() ?? 0;
        for (int i = 0; i < count; i++)
        {
            if (!TryReadLabel(reader, out HeaderLabel label))
            {
                failure = CoseFailure.InvalidLabel;
                return false;
            }

            read._entries.Add((label, reader.ReadEncodedValue()));
        }

        map = read;
        failure = CoseFailure.None;
        return true;
    }

    private static bool TryReadLabel(CborReader reader, out HeaderLabel label)
    {
        label = default;
        if (reader.PeekState() == CborReaderState.TextString)
        {
            label = reader.ReadTextString();
            return true;
        }

        bool read = HeaderValue.TryInteger(reader, out long number);
        label = new HeaderLabel(number, null);
        return read;
    }
}
