namespace EnclaveCleanRoom.Attestation;

/// <summary>The object identifiers of certificates that are known here.</summary>
internal static class CertificateOids
{
    public const string RsaKey = "1.2.840.113549.1.1.1";
    public const string EcKey = "1.2.840.10045.2.1";

    public const string RsaSha256 = "1.2.840.113549.1.1.11";
    public const string RsaSha384 = "1.2.840.113549.1.1.12";
    public const string RsaSha512 = "1.2.840.113549.1.1.13";
    public const string RsaPss = "1.2.840.113549.1.1.10";
    public const string Mgf1 = "1.2.840.113549.1.1.8";
    public const string Sha384 = "2.16.840.1.101.3.4.2.2";

    public const string CommonName = "2.5.4.3";

    public const string BasicConstraints = "2.5.29.19";
    public const string KeyUsage = "2.5.29.15";
    public const string ExtendedKeyUsage = "2.5.29.37";

    // AMD publication 57230 (VCEK certificate and KDS interface specification), table of extensions.
    public const string AmdStructVersion = "1.3.6.1.4.1.3704.1.1";
    public const string AmdProductName = "1.3.6.1.4.1.3704.1.2";
    public const string AmdBootloaderSvn = "1.3.6.1.4.1.3704.1.3.1";
    public const string AmdTeeSvn = "1.3.6.1.4.1.3704.1.3.2";
    public const string AmdSnpSvn = "1.3.6.1.4.1.3704.1.3.3";
    public const string AmdSvn4 = "1.3.6.1.4.1.3704.1.3.4";
    public const string AmdSvn5 = "1.3.6.1.4.1.3704.1.3.5";
    public const string AmdSvn6 = "1.3.6.1.4.1.3704.1.3.6";
    public const string AmdSvn7 = "1.3.6.1.4.1.3704.1.3.7";
    public const string AmdMicrocodeSvn = "1.3.6.1.4.1.3704.1.3.8";
    public const string AmdFmcSvn = "1.3.6.1.4.1.3704.1.3.9";
    public const string AmdHardwareId = "1.3.6.1.4.1.3704.1.4";
    public const string AmdProviderId = "1.3.6.1.4.1.3704.1.5";
}
