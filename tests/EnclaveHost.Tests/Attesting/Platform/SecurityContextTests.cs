using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Attestation.Tests;
using EnclaveCleanRoom.EnclaveHost.Attesting;
using EnclaveCleanRoom.EnclaveHost.Attesting.Platform;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Attesting.Platform;

public sealed class SecurityContextTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("cleanroom-platform-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_folder_that_the_platform_names_is_read()
    {
        string folder = Lay("elsewhere");
        SecurityContext context = Read(("UVM_SECURITY_CONTEXT_DIR", folder));
        Assert.Equal(SimulatedEndorsement.Valid, context.UvmEndorsement);
        Assert.Equal(Digest256.Of(Files.Policy), context.Policy);
        Assert.Equal(SimulatedReport.Tcb.Encode(SnpProduct.Milan), context.Certificates?.Tcb);
    }

    [Fact]
    public void Without_a_name_the_first_folder_at_the_root_is_read()
    {
        Lay("security-context-b8tq");
        Directory.CreateDirectory(Path.Combine(_root, "security-context-zzz"));
        Directory.CreateDirectory(Path.Combine(_root, "bin"));
        Assert.Equal(SimulatedEndorsement.Valid, Read().UvmEndorsement);
    }

    [Fact]
    public void Older_platforms_lay_it_into_variables()
    {
        SecurityContext context = Read(
            ("UVM_REFERENCE_INFO", Convert.ToBase64String(SimulatedEndorsement.Valid)),
            ("UVM_SECURITY_POLICY", Convert.ToBase64String(Files.Policy)),
            ("UVM_HOST_AMD_CERTIFICATE", Convert.ToBase64String(Files.Certificates(SimulatedReport.Tcb))));
        Assert.Equal(Digest256.Of(Files.Policy), context.Policy);
        Assert.NotNull(context.Certificates);
    }

    [Fact]
    public void What_is_not_laid_in_is_missing_and_not_made_up()
    {
        string folder = Lay("elsewhere");
        File.Delete(Path.Combine(folder, "security-policy-base64"));
        File.Delete(Path.Combine(folder, "host-amd-cert-base64"));
        SecurityContext context = Read(("UVM_SECURITY_CONTEXT_DIR", folder));
        Assert.Null(context.Policy);
        Assert.Null(context.Certificates);

        File.Delete(Path.Combine(folder, "reference-info-base64"));
        EvidenceUnavailableException exception = Assert.Throws<EvidenceUnavailableException>(() => Read(("UVM_SECURITY_CONTEXT_DIR", folder)));
        Assert.Contains("no endorsement of the utility VM", exception.Message, StringComparison.Ordinal);
        Assert.Throws<EvidenceUnavailableException>(() => Read());
    }

    [Fact]
    public void What_is_not_base64_is_refused_by_name()
    {
        string folder = Lay("elsewhere");
        File.WriteAllText(Path.Combine(folder, "reference-info-base64"), "not base64!");
        EvidenceUnavailableException exception = Assert.Throws<EvidenceUnavailableException>(() => Read(("UVM_SECURITY_CONTEXT_DIR", folder)));
        Assert.Contains("reference-info-base64 of the security context is not base64", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_real_security_context_is_read()
    {
        string folder = Path.GetDirectoryName(SharedData.Require("vectors", "snp", "ms-sidecar-security-context", "reference-info-base64"))!;
        SecurityContext context = SecurityContext.Read(new Dictionary<string, string> { ["UVM_SECURITY_CONTEXT_DIR"] = folder }, _root);
        Assert.True(UvmEndorsement.TryParse(context.UvmEndorsement, out UvmEndorsement? endorsement, out _));
        Assert.Equal("ContainerPlat-AMD-UVM", endorsement.Feed);
        Assert.NotNull(context.Policy);
        Assert.NotNull(context.Certificates);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("not json")]
    public void What_is_no_host_certificate_object_is_refused(string text) =>
        Assert.False(HostCertificates.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData("")]
    [InlineData("xyz")]
    [InlineData("1DB18000000000004")]
    public void Certificates_that_do_not_say_for_which_firmware_are_refused(string tcbm) =>
        Assert.False(HostCertificates.TryParse(Files.Certificates(SimulatedReport.Tcb, tcbm), out _));

    private SecurityContext Read(params (string Name, string Value)[] environment) =>
        SecurityContext.Read(environment.ToDictionary(entry => entry.Name, entry => entry.Value), _root);

    private string Lay(string name)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_root, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "reference-info-base64"), Convert.ToBase64String(SimulatedEndorsement.Valid) + "\n");
        File.WriteAllText(Path.Combine(folder, "security-policy-base64"), Convert.ToBase64String(Files.Policy));
        File.WriteAllText(Path.Combine(folder, "host-amd-cert-base64"), Convert.ToBase64String(Files.Certificates(SimulatedReport.Tcb)));
        return folder;
    }
}
