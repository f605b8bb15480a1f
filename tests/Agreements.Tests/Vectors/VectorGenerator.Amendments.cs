using System.Text;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Tests.Vectors;

internal static partial class VectorGenerator
{
    private static IEnumerable<VectorFile> Amendments()
    {
        Amendment valid = SampleAmendment.Valid;
        byte[] json = valid.WriteJson();
        byte[] agreement = SampleAgreement.Sign(SampleAgreement.Valid);
        byte[] first = SampleAmendment.Sign(valid);
        byte[] second = SampleAmendment.Sign(SampleAmendment.Second);
        VectorFile Vector(string name, string expect, string comment, byte[] encoded) => new($"amendment-{name}", "amendment", expect, comment, encoded);
        VectorFile Signed(string name, string expect, string comment, Amendment amendment) => Vector(name, expect, comment, SampleAmendment.Sign(amendment));
        Amendment With(Digest256 hostData, DateTimeOffset until) => valid with { HostData = [new AmendedMeasurement { HostData = hostData, Until = until }] };

        yield return Vector("valid", "None", "the first amendment of the agreement, signed by both parties", first);
        yield return Vector("signature-missing", "SignatureMissing", "the advertiser has not signed", SampleAmendment.Sign(valid, "publisher"));
        yield return Vector("signed-twice", "UnknownSigner", "the publisher signed twice, the advertiser not at all", SampleAmendment.Sign(valid, "publisher", "publisher"));
        yield return Vector("stranger", "UnknownSigner", "signed by nobody of the agreement", SampleAmendment.Sign(valid, "publisher", "stranger"));
        yield return Vector("changed-byte", "SignatureInvalid", "one letter of the reason changed after signing", Changed(first, "version"));
        yield return Vector("as-agreement", "WrongContentType", "signed as an agreement", TestMessage.Sign(json, SignedAgreement.ContentType, "publisher", "advertiser"));
        yield return Vector("one-signer-message", "MalformedCose", "a COSE_Sign1 is no COSE_Sign", TestMessage.Sign1(json, Amendment.ContentType, "publisher"));
        yield return Vector("unknown-member", "MalformedPayload", "lowers a floor that amendments do not change", TestMessage.Sign(
            Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json).Replace("\"reason\":", "\"minimumUvmSvn\": 0, \"reason\":", StringComparison.Ordinal)), Amendment.ContentType, "publisher", "advertiser"));
        yield return Signed("other-agreement", "OtherAgreement", "names another agreement", valid with { Agreement = Digest256.Of("other"u8) });
        yield return Signed("after-a-gap", "OutOfOrder", "the second one, before the first", SampleAmendment.Second);
        yield return Signed("other-previous", "OutOfOrder", "follows something else than the agreement", valid with { Previous = Digest256.Of("other"u8) });
        yield return Signed("sequence-0", "OutOfOrder", "sequences begin at 1", valid with { Sequence = 0 });
        yield return Signed("format-2", "InvalidContent", "a version from the future", valid with { Format = "cleanroom-amendment/2" });
        yield return Signed("no-host-data", "InvalidContent", "lets nothing run", valid with { HostData = [] });
        yield return Signed("host-data-twice", "InvalidContent", "one value stands twice", valid with { HostData = [valid.HostData[0], valid.HostData[0]] });
        yield return Signed("allow-all", "InvalidContent", "names the policy that allows everything", With(ReferenceValues.AllowAllHostData, SampleAgreement.Expires));
        yield return Signed("expired", "InvalidContent", "lets run what has ended when it is issued", With(SampleAmendment.New, valid.IssuedAt));
        yield return Signed("beyond-the-end", "InvalidContent", "lets run longer than the agreement", With(SampleAmendment.New, SampleAgreement.Expires.AddSeconds(1)));
        yield return Signed("after-the-end", "InvalidContent", "issued when the agreement had ended", valid with { IssuedAt = SampleAgreement.Expires });
        yield return Signed("without-reason", "InvalidContent", "does not say why", valid with { Reason = "" });
        yield return Signed("key-of-nobody", "InvalidContent", "a key of a dataset that the agreement does not have", valid with { Keys = [valid.Keys[0] with { Dataset = DatasetId.Parse("nobodys") }] });
        yield return Signed("key-twice", "InvalidContent", "two keys of one dataset", valid with { Keys = [valid.Keys[0], valid.Keys[0]] });
        yield return Signed("key-with-version", "InvalidContent", "a key's address with a version", valid with { Keys = [valid.Keys[0] with { KeyEncryptionKey = new Uri("https://publisher.vault.example/keys/feeds-2/1") }] });

        yield return new VectorFile("amended-twice", "amended", "None", "an agreement and its two amendments in one file", [.. agreement, .. first, .. second]);
        yield return new VectorFile("amended-replayed", "amended", "OutOfOrder", "the first amendment once more behind the second", [.. agreement, .. first, .. second, .. first]);
        yield return new VectorFile("amended-forked", "amended", "OutOfOrder", "two different first amendments", [.. agreement, .. first, .. SampleAmendment.Sign(valid with { Reason = "Another one." })]);
        yield return new VectorFile("amended-trailing-bytes", "amended", "MalformedCose", "a byte behind the last message", [.. agreement, .. first, 0x18]);
    }
}
