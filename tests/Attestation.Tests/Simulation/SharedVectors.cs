namespace EnclaveCleanRoom.Attestation.Tests;

/// <summary>Real evidence from public projects, where it lies beside the checkout; a test that asks for it is skipped elsewhere.</summary>
internal static class SharedVectors
{
    /// <summary>When the Azure sample was valid, and the test runs as if.</summary>
    public static DateTimeOffset Time { get; } = new(2025, 10, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] AzureReport => Read("snp", "azure-cleanroom", "insecure-virtual", "encryption", "decoded.snp_report.bin");

    public static byte[] AzureChain => Read("snp", "azure-cleanroom", "insecure-virtual", "encryption", "decoded.chain.pem");

    public static byte[] AzureEndorsement => Read("snp", "azure-cleanroom", "insecure-virtual", "encryption", "decoded.uvm_endorsement.cose");

    public static byte[] AzureRuntimeData => Read("snp", "azure-cleanroom", "insecure-virtual", "encryption", "decoded.runtime_data.json");

    public static byte[] AzureRequest => Read("snp", "azure-cleanroom", "insecure-virtual", "encryption", "maa-request.json");

    public static byte[] Read(params ReadOnlySpan<string> parts) => System.IO.File.ReadAllBytes(SharedData.Require(["vectors", .. parts]));
}
