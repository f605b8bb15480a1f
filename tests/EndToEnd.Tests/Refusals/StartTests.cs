using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Refusals;

/// <summary>What the host itself refuses to start with.</summary>
public sealed class StartTests(TestWorld world)
{
    [Fact]
    public async Task An_agreement_that_one_party_did_not_sign_is_refused()
    {
        Agreement agreement = StandardAgreement.Write(world.Publisher, world.Advertiser, world.Region, world.HostData);
        string file = world.NewPath("agreement");
        await File.WriteAllBytesAsync(file, AgreementSigning.Encode(agreement, world.Publisher), TestContext.Current.CancellationToken);
        (int exitCode, string said) = await HostStart.TryAsync(world, world.Region, file);
        Assert.Equal(HostStart.Refused, exitCode);
        Assert.Contains("the agreement is not accepted", said, StringComparison.Ordinal);
        Assert.Contains("SignatureMissing: not signed by advertiser", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agreement_with_one_changed_byte_is_refused()
    {
        Deal deal = world.Agree();
        byte[] changed = deal.Agreement.Encoded.ToArray();
        changed[^1] ^= 1;
        string file = world.NewPath("agreement");
        await File.WriteAllBytesAsync(file, changed, TestContext.Current.CancellationToken);
        (int exitCode, string said) = await HostStart.TryAsync(world, world.Region, file);
        Assert.Equal(HostStart.Refused, exitCode);
        Assert.Contains("SignatureInvalid", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_agreement_is_refused_by_the_attested_time()
    {
        Deal deal = world.Agree(agreement => agreement with { Expires = StandardAgreement.InSeconds(TimeSpan.FromMinutes(-1)) });
        (int exitCode, string said) = await HostStart.TryAsync(world, world.Region, deal.AgreementFile);
        Assert.Equal(HostStart.Refused, exitCode);
        Assert.Contains("the agreement expired", said, StringComparison.Ordinal);
    }
}
