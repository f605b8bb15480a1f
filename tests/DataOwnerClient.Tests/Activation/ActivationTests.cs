using System.Text;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Identity;
using EnclaveCleanRoom.DataOwnerClient.Activation;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Tests.Verbs;
using EnclaveCleanRoom.DataOwnerClient.Verbs;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Activation;

public sealed class ActivationTests : IDisposable
{
    private static readonly byte[] s_key = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];

    private readonly Shell _shell = new();
    private readonly SecretKey _receiver = new(s_key);

    public void Dispose()
    {
        _receiver.Dispose();
        _shell.Dispose();
    }

    [Fact]
    public async Task A_csv_file_has_one_hash_a_line_and_is_its_owners_alone()
    {
        string path = _shell.At("list.csv");
        await new CsvFileTarget(path).DeliverAsync(List("ben", "ana"), CancellationToken.None);
        string[] lines = File.ReadAllLines(path);
        Assert.Equal(["sha256", .. Expected("ana", "ben")], lines);
        Assert.DoesNotContain('\r', File.ReadAllText(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task A_parquet_file_opens_with_its_receivers_key_and_holds_the_same_hashes()
    {
        string path = _shell.At("list.parquet");
        await new ParquetFileTarget(path, _receiver, "partner").DeliverAsync(List("ana", "ben", "cleo"), CancellationToken.None);
        Assert.True(File.ReadAllBytes(path).AsSpan().IndexOf(Encoding.ASCII.GetBytes(Expected("ana")[0])) < 0);
        string decrypted = _shell.At("again.csv");
        _shell.Do($"decrypt {path} --footer-key {Convert.ToHexStringLower(s_key)} --aad-prefix cleanroom-activation/job-1 --out {decrypted}");
        Assert.Equal(["sha256", .. Expected("ana", "ben", "cleo")], File.ReadAllLines(decrypted));
        Assert.Equal(ExitCode.Refused, _shell.Run($"decrypt {path} --footer-key {Convert.ToHexStringLower(s_key)} --aad-prefix cleanroom-activation/job-2 --out {decrypted}").Code);
        Assert.Equal(ExitCode.Refused, _shell.Run($"decrypt {path} --footer-key {new string('0', 32)} --out {decrypted}").Code);
    }

    [Fact]
    public async Task A_list_of_nobody_is_a_file_too_and_delivering_again_leaves_one_copy()
    {
        IActivationTarget[] targets = [new CsvFileTarget(_shell.At("list.csv")), new ParquetFileTarget(_shell.At("list.parquet"), _receiver, "partner")];
        foreach (IActivationTarget target in targets)
        {
            await target.DeliverAsync(List("ana"), CancellationToken.None);
            await target.DeliverAsync(List(), CancellationToken.None);
            await target.DeliverAsync(List(), CancellationToken.None);
        }

        Assert.Equal(["sha256"], File.ReadAllLines(_shell.At("list.csv")));
        Assert.Equal(["list.csv", "list.parquet"], Directory.EnumerateFiles(_shell.Folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task What_is_stopped_leaves_what_was_there_before()
    {
        string path = _shell.At("list.csv");
        File.WriteAllText(path, "before");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new CsvFileTarget(path).DeliverAsync(List("ana"), new CancellationToken(canceled: true)));
        Assert.Equal("before", File.ReadAllText(path));
        Assert.Single(Directory.EnumerateFiles(_shell.Folder));
    }

    [Fact]
    public void The_files_ending_says_what_is_written_and_whether_a_key_is_needed()
    {
        Assert.IsType<CsvFileTarget>(ActivateVerb.TargetOf("a.csv", null, null, "k"));
        Assert.IsType<ParquetFileTarget>(ActivateVerb.TargetOf("a.parquet", null, _receiver, "k"));
        Assert.Throws<ClientException>(() => ActivateVerb.TargetOf("a.parquet", null, null, "k"));
        Assert.Throws<ClientException>(() => ActivateVerb.TargetOf("a.csv", null, _receiver, "k"));
        Assert.Throws<ClientException>(() => ActivateVerb.TargetOf("a.json", null, null, "k"));
        using PartyKeyFolder platform = Keys("platform");
        Assert.IsType<SealedCsvTarget>(ActivateVerb.TargetOf("a.csv.cose", platform.Public, null, "k"));
        Assert.Throws<ClientException>(() => ActivateVerb.TargetOf("a.csv.cose", null, null, "k"));
        Assert.Throws<ClientException>(() => ActivateVerb.TargetOf("a.csv.cose", platform.Public, _receiver, "k"));
        Assert.Throws<ClientException>(() => ActivateVerb.TargetOf("a.csv", platform.Public, null, "k"));
        Assert.Throws<ClientException>(() => ActivateVerb.TargetOf("a.parquet", platform.Public, _receiver, "k"));
    }

    [Fact]
    public async Task A_sealed_csv_file_opens_for_its_receiver_alone_and_holds_the_same_lines()
    {
        using PartyKeyFolder platform = Keys("platform");
        using PartyKeyFolder other = Keys("other");
        Party receiver = PublicParty.Read(PublicParty.Write(platform.Public), "party.public.json");
        await new SealedCsvTarget(_shell.At("list.csv.cose"), receiver).DeliverAsync(List("ana", "ben"), CancellationToken.None);
        Assert.True(File.ReadAllBytes(_shell.At("list.csv.cose")).AsSpan().IndexOf(Encoding.ASCII.GetBytes(Expected("ana")[0])) < 0);
        _shell.Do($"unseal list.csv.cose --keys {platform.Path} --out list.csv");
        Assert.Equal(["sha256", .. Expected("ana", "ben")], File.ReadAllLines(_shell.At("list.csv")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_shell.At("list.csv")));
        Refused(other);

        byte[] sealedFile = File.ReadAllBytes(_shell.At("list.csv.cose"));
        sealedFile[sealedFile.Length / 2] ^= 1;
        File.WriteAllBytes(_shell.At("list.csv.cose"), sealedFile);
        Refused(platform);
        File.WriteAllText(_shell.At("list.csv.cose"), "sha256\n");
        Refused(platform);

        void Refused(PartyKeyFolder keys)
        {
            Shell.Outcome outcome = _shell.Run($"unseal list.csv.cose --keys {keys.Path} --out none.csv");
            Assert.Equal(ExitCode.Refused, outcome.Code);
            Assert.Contains("does not open with the keys", outcome.Error, StringComparison.Ordinal);
            Assert.False(File.Exists(_shell.At("none.csv")));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"id": "platform", "name": "Platform", "signingKey": {}, "encryptionKey": {}}""")]
    [InlineData("""{"id": 3}""")]
    public void What_is_no_public_half_of_a_party_is_refused(string file) => Assert.Throws<ClientException>(() => PublicParty.Read(Encoding.UTF8.GetBytes(file), "file"));

    [Fact]
    public void A_result_that_does_not_verify_is_delivered_nowhere()
    {
        using SealedAgreement room = new();
        room.Shell.WriteFile("result.cose", "no result");
        Shell.Outcome outcome = room.Shell.Run($"activate result.cose --agreement agreement.cose --keys {room.Hospital.Path} --out list.csv");
        Assert.Equal(ExitCode.Refused, outcome.Code);
        Assert.Contains("nothing is written", outcome.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(room.Shell.At("list.csv")));
    }

    private PartyKeyFolder Keys(string id) => PartyKeyFolder.OpenOrCreate(_shell.At($"keys-{id}"), PartyId.Parse(id), id);

    private static string[] Expected(params string[] ids) =>
        [.. ids.Select(id => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(id)))).Order(StringComparer.Ordinal)];

    private static ActivationList List(params string[] ids)
    {
        byte[] hashes = new byte[ids.Length * HashedId.Length];
        for (int i = 0; i < ids.Length; i++)
        {
            HashedId.Write(Encoding.UTF8.GetBytes(ids[i]), hashes.AsSpan(i * HashedId.Length, HashedId.Length));
        }

        return new ActivationList("job-1", HashedIdList.Of(hashes));
    }
}
