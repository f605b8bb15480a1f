using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.DataOwnerClient.Verbs;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Verbs;

/// <summary>What makes an agreement the reader's own is never found beside the result: whoever made the folder put it there.</summary>
public sealed class VerifyVerbTests : IDisposable
{
    private readonly SealedAgreement _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public void Keys_beside_the_result_are_not_held_keys()
    {
        string folder = _room.Shell.At("received");
        foreach (string beside in new[] { "keys/hospital", "cleanroom-demo/keys/hospital", "hospital" })
        {
            CopyKeys(Path.Combine(folder, beside));
        }

        File.Copy(_room.Shell.At("agreement.cose"), Path.Combine(folder, "agreement.cose"));
        _room.Shell.WriteFile("received/result.cose", "no result");
        Assert.Contains("agreement is yours: wanted a hash you know, or signed by a key you hold; found neither", Verify("received/result.cose"), StringComparison.Ordinal);
        Assert.Equal(AgreementAnchor.None, VerifyVerb.Anchor(null, null, _room.Shell.Folder));
    }

    [Fact]
    public void The_demos_keys_in_the_working_directory_are_held_and_named_as_such()
    {
        CopyKeys(_room.Shell.At("cleanroom-demo/keys/hospital"));
        AgreementAnchor anchor = VerifyVerb.Anchor(null, null, _room.Shell.Folder);
        Assert.Equal([_room.Hospital.SigningKey.Thumbprint], anchor.SigningKeys);
        Assert.Contains("the demo's, since --keys was not given", anchor.Source, StringComparison.Ordinal);

        Directory.CreateDirectory(_room.Shell.At("received"));
        _room.Shell.WriteFile("received/result.cose", "no result");
        File.Copy(_room.Shell.At("agreement.cose"), _room.Shell.At("received/agreement.cose"));
        Assert.Contains("the demo's, since --keys was not given", Verify("received/result.cose"), StringComparison.Ordinal);
    }

    [Fact]
    public void Named_keys_and_a_named_hash_take_the_place_of_the_default()
    {
        Assert.Equal([_room.Hospital.SigningKey.Thumbprint], VerifyVerb.Anchor(null, _room.Hospital.Path, _room.Shell.Folder).SigningKeys);
        AgreementAnchor known = VerifyVerb.Anchor(_room.Agreement.Hash.ToString(), _room.Hospital.Path, _room.Shell.Folder);
        Assert.Equal(_room.Agreement.Hash, known.Hash);
        Assert.Empty(known.SigningKeys);
        Assert.Throws<ClientException>(() => VerifyVerb.Anchor("no hash", null, _room.Shell.Folder));
    }

    private string Verify(string result)
    {
        Shell.Outcome outcome = _room.Shell.Run($"verify {result}");
        Assert.Equal(ExitCode.Refused, outcome.Code);
        return outcome.Output;
    }

    private void CopyKeys(string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(_room.Hospital.Path))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
