using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Verbs;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Verbs;

public sealed class EncryptVerbTests : IDisposable
{
    private const string Header = "patient_id,ward,age,sex,bmi,smoker,diagnoses,research_consent,readmitted_30d\n";
    private const string Rows = "P-1,surgery,61,female,22.5,no,I10,yes,1\nP-2,general,47,male,31.0,yes,I25,no,0\nP-3,general,50,male,27.0,no,I50,yes,0\n";

    private readonly SealedAgreement _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task A_table_becomes_ciphertext_with_a_manifest_under_the_agreement()
    {
        _room.Shell.WriteFile("stays.csv", Header + Rows);

        Assert.Equal(ExitCode.Success, await EncryptAsync());

        string manifest = SealedFiles.ManifestPath(_room.Shell.At("sealed"), _room.Stays.Id, 1);
        SealedDataset data = SealedFiles.Open(manifest, Files.Read(manifest), _room.Agreement);
        byte[] ciphertext = await File.ReadAllBytesAsync(data.Path, TestContext.Current.CancellationToken);
        Assert.Equal("PARE"u8, ciphertext.AsSpan(0, 4));
        Assert.Equal(-1, ciphertext.AsSpan().IndexOf("surgery"u8));
        Assert.Equal(_room.Agreement.Hash, data.Manifest.Agreement);
        Assert.Equal(9, data.Manifest.Columns.Count);
    }

    [Fact]
    public async Task A_version_is_sealed_once()
    {
        _room.Shell.WriteFile("stays.csv", Header + Rows);
        await EncryptAsync();

        ClientException refusal = await Assert.ThrowsAsync<ClientException>(() => EncryptAsync());

        Assert.Contains("sealed once", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, await EncryptAsync(2));
    }

    [Fact]
    public async Task A_bad_table_asks_no_vault_and_writes_nothing()
    {
        _room.Shell.WriteFile("stays.csv", "patient_id,ward\nP-1,surgery\n");

        ClientException refusal = await Assert.ThrowsAsync<ClientException>(() => EncryptVerb.RunAsync(
            _room.Encryption(), _room.Shell.At("stays.csv"), () => throw new InvalidOperationException("the vault was asked"), TestContext.Current.CancellationToken));

        Assert.Contains("MissingColumn", refusal.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_room.Shell.At("sealed")));
    }

    [Fact]
    public void A_dataset_of_somebody_else_is_not_vouched_for()
    {
        _room.Shell.WriteFile("stays.csv", Header + Rows);

        Shell.Outcome outcome = _room.Shell.Run("encrypt stays.csv --agreement agreement.cose --dataset registry-dispensings --version 1 --keys hospital --out sealed");

        Assert.Equal(ExitCode.Refused, outcome.Code);
        Assert.Contains("belongs to 'registry'", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dataset_that_is_not_in_the_agreement_lists_those_that_are()
    {
        Shell.Outcome outcome = _room.Shell.Run("encrypt stays.csv --agreement agreement.cose --dataset visits --version 1 --keys hospital --out sealed");

        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains("hospital-stays, registry-dispensings", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_agreement_that_somebody_has_not_signed_is_no_agreement()
    {
        Shell.Outcome outcome = _room.Shell.Run("encrypt stays.csv --agreement one.cose --dataset hospital-stays --version 1 --keys hospital --out sealed");

        Assert.Equal(ExitCode.Refused, outcome.Code);
        Assert.Contains("SignatureMissing: not signed by registry", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ciphertext_of_another_length_is_not_its_manifests()
    {
        _room.Shell.WriteFile("stays.csv", Header + Rows);
        await EncryptAsync();
        string manifest = SealedFiles.ManifestPath(_room.Shell.At("sealed"), _room.Stays.Id, 1);
        await File.AppendAllTextAsync(SealedFiles.CiphertextPath(_room.Shell.At("sealed"), _room.Stays.Id, 1), "x", TestContext.Current.CancellationToken);

        ClientException refusal = Assert.Throws<ClientException>(() => SealedFiles.Open(manifest, Files.Read(manifest), _room.Agreement));

        Assert.Contains("not the file that its manifest vouches for", refusal.Message, StringComparison.Ordinal);
    }

    private Task<int> EncryptAsync(int version = 1) =>
        EncryptVerb.RunAsync(_room.Encryption(version), _room.Shell.At("stays.csv"), _room.WrapperAsync, TestContext.Current.CancellationToken);
}
