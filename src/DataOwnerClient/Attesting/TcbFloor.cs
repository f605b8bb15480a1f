using System.Globalization;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.DataOwnerClient.Attesting;

/// <summary>Reads <c>--minimum-tcb milan:snp=24,microcode=219</c>: what is not named is 0, and a line that is not named keeps its default.</summary>
internal static class TcbFloor
{
    /// <exception cref="ClientException">A floor is malformed.</exception>
    internal static IReadOnlyDictionary<SnpProduct, TcbVersion> Parse(IEnumerable<string> texts, IReadOnlyDictionary<SnpProduct, TcbVersion> defaults)
    {
        Dictionary<SnpProduct, TcbVersion> floor = new(defaults);
        foreach (string text in texts)
        {
            string[] halves = text.Split(':');
            if (halves.Length != 2 || !TryParseProduct(halves[0], out SnpProduct product) || !TryParseVersion(halves[1], out TcbVersion version))
            {
                throw new ClientException($"--minimum-tcb is LINE:PART=NUMBER,… such as milan:bootloader=4,snp=24,microcode=219, not '{text}'. Lines are milan, genoa, turin; parts are fmc, bootloader, tee, snp, microcode, each 0 to 255.");
            }

            floor[product] = version;
        }

        return floor;
    }

    private static bool TryParseProduct(string text, out SnpProduct product) =>
        Enum.TryParse(text, ignoreCase: true, out product) && Enum.IsDefined(product) && !char.IsAsciiDigit(text[0]);

    private static bool TryParseVersion(string text, out TcbVersion version)
    {
        version = default;
        foreach (string part in text.Split(','))
        {
            string[] sides = part.Split('=');
            if (sides.Length != 2 || !byte.TryParse(sides[1], NumberStyles.None, CultureInfo.InvariantCulture, out byte number))
            {
                return false;
            }

            TcbVersion? next = sides[0].ToLowerInvariant() switch
            {
                "fmc" => version with { Fmc = number },
                "bootloader" => version with { Bootloader = number },
                "tee" => version with { Tee = number },
                "snp" => version with { Snp = number },
                "microcode" => version with { Microcode = number },
                _ => null,
            };
            if (next is null)
            {
                return false;
            }

            version = next.Value;
        }

        return true;
    }
}
