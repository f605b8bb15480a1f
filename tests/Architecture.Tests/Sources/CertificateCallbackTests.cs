using System.Text.RegularExpressions;

namespace EnclaveCleanRoom.Architecture.Tests.Sources;

/// <summary>Certificates are judged by configured anchors, in few named places, and never by a callback that says yes.</summary>
public sealed partial class CertificateCallbackTests
{
    /// <summary>
    /// The files that may decide about a server's certificate by code: each pins something and is named here on purpose. A chain policy
    /// with its own roots needs no such code.
    /// </summary>
    private static readonly string[] s_named = ["src/DataOwnerClient/Rooms/RoomConnection.cs"];

    [Fact]
    public void Only_named_files_judge_a_servers_certificate() =>
        Findings.None(SourceTree.CSharp("src").Where(path => Callback().IsMatch(Code(path))).Select(SourceTree.Relative).Except(s_named));

    [Fact]
    public void Nothing_accepts_every_certificate() =>
        Findings.None(SourceTree.CSharp("src").Concat(SourceTree.CSharp("samples")).Concat(SourceTree.CSharp("tests"))
            .Where(path => !path.EndsWith("CertificateCallbackTests.cs", StringComparison.Ordinal))
            .Where(path => AcceptsAll().IsMatch(Code(path))).Select(SourceTree.Relative));

    [Theory]
    [InlineData("handler.ServerCertificateCustomValidationCallback = (_, _, _, _) => true;")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator;")]
    [InlineData("options.RemoteCertificateValidationCallback = delegate { return true; };")]
    [InlineData("RemoteCertificateValidationCallback = (sender, certificate, chain, errors) => { return true; }")]
    [InlineData("chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllFlags;")]
    [InlineData("chain.ChainPolicy.VerificationFlags |= X509VerificationFlags.AllowUnknownCertificateAuthority;")]
    public void The_scan_knows_the_usual_ways(string code) => Assert.Matches(AcceptsAll(), code);

    [Theory]
    [InlineData("handler.ServerCertificateCustomValidationCallback = (_, certificate, _, _) => pins.Accepts(certificate);")]
    [InlineData("chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;")]
    public void The_scan_lets_a_pin_pass(string code) => Assert.DoesNotMatch(AcceptsAll(), code);

    private static string Code(string path) => CSharpText.WithoutComments(File.ReadAllText(path));

    [GeneratedRegex(@"(ServerCertificateCustomValidationCallback|(Remote|Client)CertificateValidationCallback|ClientCertificateValidation)\b")]
    private static partial Regex Callback();

    [GeneratedRegex(
        @"DangerousAcceptAny|ValidationCallback\s*=\s*(\([^)]*\)|delegate\s*(\([^)]*\))?|_)\s*(=>)?\s*(\{\s*return\s+true|true)|VerificationFlags\s*\|?=\s*X509VerificationFlags\.(AllFlags|AllowUnknownCertificateAuthority)")]
    private static partial Regex AcceptsAll();
}
