using System.Formats.Cbor;

namespace EnclaveCleanRoom.Cose.Headers;

/// <summary>The rules of the <c>crit</c> header. Source: RFC 9052 §3.1.</summary>
internal static class CriticalReader
{
    public static CoseFailure Check(HeaderMap protectedMap, HeaderMap unprotectedMap)
    {
        if (unprotectedMap.Contains(HeaderLabel.Critical))
        {
            return CoseFailure.InvalidCritical;
        }

        if (protectedMap.Find(HeaderLabel.Critical) is not CborReader reader)
        {
            return CoseFailure.None;
        }

        if (reader.PeekState() != CborReaderState.StartArray)
        {
            return CoseFailure.InvalidCritical;
        }

        int count = reader.ReadStartArray() ?? 0;
        for (int i = 0; i < count; i++)
        {
            if (!TryLabel(reader, out HeaderLabel label) || !protectedMap.Contains(label))
            {
                return CoseFailure.InvalidCritical;
            }

            if (!label.IsUnderstood)
            {
                return CoseFailure.UnknownCritical;
            }
        }

        return count == 0 ? CoseFailure.InvalidCritical : CoseFailure.None;
    }

    private static bool TryLabel(CborReader reader, out HeaderLabel label)
    {
        if (HeaderValue.TryText(reader, out string? text))
        {
            label = text;
            return true;
        }

        bool read = HeaderValue.TryInteger(reader, out long number);
        label = new HeaderLabel(number, null);
        return read;
    }
}
