using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// A file of certificates as people have them: PEM with or without other text around the blocks and with either line ending, the
/// JSON object of Azure's host, certificates in DER one after the other, and base64 of any of these.
/// </summary>
internal static class CertificateFile
{
    private const string Label = "CERTIFICATE";
    private const string Begin = "-----BEGIN ";
    private const byte DerSequence = 0x30;

    /// <summary>Finds the certificates.</summary>
    /// <returns>False when there is none, or a block is cut off or damaged.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> file, [NotNullWhen(true)] out List<byte[]>? certificates)
    {
        certificates = null;
        if (file.Span.StartsWith("\uFEFF"u8))
        {
            file = file[3..];
        }

        int first = file.Span.IndexOfAnyExcept(" \t\r\n"u8);
        if (first < 0)
        {
            return false;
        }

        if (file.Span[first] == '{')
        {
            return TryGetHostPem(file, out string? pem) && TryReadPem(pem, out certificates);
        }

        if (file.Span.IndexOf("-----BEGIN"u8) >= 0)
        {
            return TryReadPem(Encoding.UTF8.GetString(file.Span), out certificates);
        }

        return file.Span[0] == DerSequence && TryReadDer(file, out certificates)
            || (WrittenBytes.TryDecode(file.Span, out byte[]? decoded) && !decoded.AsSpan().SequenceEqual(file.Span) && TryRead(decoded, out certificates));
    }

    // The object's members, or the same under the name that a certificate cache gives them; what else stands in it is ignored.
    private static bool TryGetHostPem(ReadOnlyMemory<byte> file, [NotNullWhen(true)] out string? pem)
    {
        pem = null;
        if (!StrictJson.TryParse(file, out JsonElement root)
            || !root.TryGetProperty("vcekCert", out JsonElement leafMember) || !StrictJsonText.TryGetString(leafMember, out string? leaf)
            || !root.TryGetProperty("certificateChain", out JsonElement restMember) || !StrictJsonText.TryGetString(restMember, out string? rest))
        {
            return false;
        }

        pem = leaf + "\n" + rest;
        return true;
    }

    private static bool TryReadPem(string text, [NotNullWhen(true)] out List<byte[]>? certificates)
    {
        certificates = [];
        ReadOnlySpan<char> rest = text;
        int begun = 0;
        while (PemEncoding.TryFind(rest, out PemFields fields))
        {
            begun++;
            byte[] der = new byte[fields.DecodedDataLength];
            if (!Convert.TryFromBase64Chars(rest[fields.Base64Data], der, out int written) || written != der.Length)
            {
                return false;
            }

            if (rest[fields.Label].SequenceEqual(Label))
            {
                certificates.Add(der);
            }

            rest = rest[fields.Location.End..];
        }

        // A block that was cut off is not found at all: its first line tells.
        return certificates.Count > 0 && begun == text.AsSpan().Count(Begin);
    }

    private static bool TryReadDer(ReadOnlyMemory<byte> file, [NotNullWhen(true)] out List<byte[]>? certificates)
    {
        certificates = [];
        try
        {
            AsnReader reader = new(file, AsnEncodingRules.DER);
            while (reader.HasData)
            {
                certificates.Add(reader.ReadEncodedValue().ToArray());
            }

            return certificates.Count > 0;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}
