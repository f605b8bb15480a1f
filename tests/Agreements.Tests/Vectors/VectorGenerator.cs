using System.Text;
using EnclaveCleanRoom.Agreements.Requests;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Tests.Vectors;

/// <summary>Makes every vector from published keys. Signatures follow from key and content, so that each run makes the same bytes.</summary>
internal static partial class VectorGenerator
{
    public static IReadOnlyList<VectorFile> All() => [.. Agreements(), .. Amendments(), .. Manifests(), .. Rotations(), .. Grants(), .. Jobs(), .. Requests(), .. Results()];

    private static IEnumerable<VectorFile> Agreements()
    {
        byte[] json = SampleAgreement.Json;
        string text = Encoding.UTF8.GetString(json);
        byte[] Both(string changed) => SampleAgreement.Sign(Encoding.UTF8.GetBytes(changed), "publisher", "advertiser");
        VectorFile Vector(string name, string expect, string comment, byte[] encoded) => new($"agreement-{name}", "agreement", expect, comment, encoded);

        yield return Vector("complete", "None", "signed by both parties; the other vectors stand under it", SampleAgreement.Sign(SampleAgreement.Valid));
        yield return Vector("signature-missing", "SignatureMissing", "the advertiser has not signed", SampleAgreement.Sign(json, "publisher"));
        yield return Vector("signed-twice", "UnknownSigner", "the publisher signed twice, the advertiser not at all", SampleAgreement.Sign(json, "publisher", "publisher"));
        yield return Vector("stranger", "UnknownSigner", "a third signature by nobody of the agreement", SampleAgreement.Sign(json, "publisher", "advertiser", "stranger"));
        yield return Vector("changed-byte", "SignatureInvalid", "one letter of the purpose changed after signing", Changed(SampleAgreement.Sign(SampleAgreement.Valid), "Measure"));
        yield return Vector("content-type", "WrongContentType", "signed as plain JSON", TestMessage.Sign(json, "application/json", "publisher", "advertiser"));
        yield return Vector("one-signer-message", "MalformedCose", "a COSE_Sign1 is no COSE_Sign", TestMessage.Sign1(json, SignedAgreement.ContentType, "publisher"));
        yield return Vector("duplicate-member", "MalformedPayload", "the title stands twice", Both(text.Replace("\"title\":", "\"title\": \"\", \"title\":", StringComparison.Ordinal)));
        yield return Vector("unknown-member", "MalformedPayload", "a member that no reader knows", Both(text.Replace("\"title\":", "\"note\": \"\", \"title\":", StringComparison.Ordinal)));
        yield return Vector("null-in-list", "MalformedPayload", "null stands among the parties", Both(text.Replace("\"parties\": [", "\"parties\": [ null,", StringComparison.Ordinal)));
        yield return Vector("format-2", "InvalidContent", "a version from the future", Both(text.Replace("cleanroom-agreement/1", "cleanroom-agreement/2", StringComparison.Ordinal)));
        yield return Vector("other-neighbours", "InvalidContent", "another definition of neighbours", Both(text.Replace("all rows of one normalised id", "one row of one normalised id", StringComparison.Ordinal)));
        yield return Vector(
            "private-models", "None", "a private model for both, and one that holds towards the publisher alone",
            SampleAgreement.Sign(SampleAgreement.Valid with { Queries = [PrivateModelSamples.Terms, PrivateModelSamples.SemiSensitive] }));
        yield return Vector(
            "semi-sensitive-for-two", "InvalidContent", "what holds towards one party alone goes to two",
            SampleAgreement.Sign(SampleAgreement.Valid with { Queries = [PrivateModelSamples.SemiSensitive with { Recipients = [SampleAgreement.Publisher, SampleAgreement.Advertiser] }] }));
        yield return Vector("shared-key", "InvalidContent", "both parties have the same signing key", SampleAgreement.Sign(SharedKey(), "publisher", "publisher"));
    }

    private static IEnumerable<VectorFile> Manifests()
    {
        Manifest valid = SampleDocuments.Manifest;
        byte[] payload = SampleDocuments.Payload(valid);
        VectorFile Vector(string name, string expect, string comment, byte[] encoded) => new($"manifest-{name}", "manifest", expect, comment, encoded);

        yield return Vector("valid", "None", "signed by the dataset's owner", SampleDocuments.Sign(valid, "publisher"));
        yield return Vector("other-owner", "WrongSigner", "signed by a party that does not own the dataset", SampleDocuments.Sign(valid, "advertiser"));
        yield return Vector("stranger", "UnknownSigner", "signed by nobody of the agreement", SampleDocuments.Sign(valid, "stranger"));
        yield return Vector("consent-after-creation", "InvalidContent", "honours withdrawals from after the file was made", SampleDocuments.Sign(valid with { ConsentCutOff = valid.CreatedAt.AddSeconds(1) }, "publisher"));
        yield return Vector("changed-byte", "SignatureInvalid", "one letter of a column's name changed after signing", Changed(SampleDocuments.Sign(valid, "publisher"), "section"));
        yield return Vector("other-agreement", "OtherAgreement", "names another agreement", SampleDocuments.Sign(valid with { Agreement = Digest256.Of("other"u8) }, "publisher"));
        yield return Vector("column-missing", "InvalidContent", "says nothing of the id column", SampleDocuments.Sign(valid with { Columns = [.. valid.Columns.Skip(1)] }, "publisher"));
        yield return Vector("version-0", "InvalidContent", "versions begin at 1", SampleDocuments.Sign(valid with { Version = 0 }, "publisher"));
        yield return Vector("share-not-agreed", "InvalidContent", "needs a share where the agreement asks for none", SampleDocuments.Sign(valid with { Release = new DualRelease { ShareDigest = Digest256.Of("share"u8) } }, "publisher"));
        yield return Vector("without-release", "MalformedPayload", "does not say what it takes to unwrap its keys", TestMessage.Sign1(SampleDocuments.Edit(payload, root => root.Remove("release")), Manifest.ContentType, "publisher"));
        yield return Vector("as-grant", "WrongContentType", "the manifest's payload under a grant's content type", TestMessage.Sign1(payload, Grant.ContentType, "publisher"));
        yield return Vector("truncated", "MalformedCose", "the last byte is missing", SampleDocuments.Sign(valid, "publisher")[..^1]);
    }

    private static IEnumerable<VectorFile> Rotations()
    {
        KeyRotation valid = SampleDocuments.Rotation;
        VectorFile Vector(string name, string expect, string comment, byte[] encoded) => new($"rotation-{name}", "rotation", expect, comment, encoded);

        yield return Vector("valid", "None", "signed by the dataset's owner", SampleDocuments.Sign(valid, "publisher"));
        yield return Vector("other-owner", "WrongSigner", "signed by a party that does not own the dataset", SampleDocuments.Sign(valid, "advertiser"));
        yield return Vector("sequence-0", "InvalidContent", "sequences begin at 1", SampleDocuments.Sign(valid with { Sequence = 0 }, "publisher"));
        yield return Vector("key-twice", "InvalidContent", "one key stands twice", SampleDocuments.Sign(valid with { Keys = [valid.Keys[0], valid.Keys[0]] }, "publisher"));
        yield return Vector("version-with-slash", "InvalidContent", "a version that would lead elsewhere in a vault", SampleDocuments.Sign(valid with { KeyVersion = "1/release" }, "publisher"));
        yield return Vector("no-keys", "InvalidContent", "lists nothing", SampleDocuments.Sign(valid with { Keys = [] }, "publisher"));
        yield return Vector(
            "padded", "MalformedPayload", "a wrapped key in base64 with padding",
            TestMessage.Sign1(SampleDocuments.Edit(SampleDocuments.Payload(valid), root => root["keys"]![0]!["wrapped"] = "AQ=="), KeyRotation.ContentType, "publisher"));
    }

    private static IEnumerable<VectorFile> Grants()
    {
        Grant valid = SampleDocuments.Grant;
        VectorFile Vector(string name, string expect, string comment, byte[] encoded) => new($"grant-{name}", "grant", expect, comment, encoded);

        yield return Vector("valid", "None", "signed by the party that grants", SampleDocuments.Sign(valid, "publisher"));
        yield return Vector("share-of-none", "InvalidContent", "a share of a dataset that has no dual release", SampleDocuments.Sign(valid with { Shares = [new GrantedShare { Dataset = SampleAgreement.Feeds, Sealed = new byte[384] }] }, "publisher"));
        yield return Vector("with-share", "None", "the share of a dataset that has dual release", SampleDocuments.Sign(SampleDocuments.AdsGrant, "advertiser"));
        yield return Vector("without-share", "None", "well formed, though its dataset stays closed", SampleDocuments.Sign(SampleDocuments.AdsGrant with { Shares = [] }, "advertiser"));
        yield return Vector("share-twice", "InvalidContent", "a share stands twice", SampleDocuments.Sign(SampleDocuments.AdsGrant with { Shares = [SampleDocuments.AdsGrant.Shares[0], SampleDocuments.AdsGrant.Shares[0]] }, "advertiser"));
        yield return Vector("share-not-opened", "InvalidContent", "a share of a dataset that the grant does not open", SampleDocuments.Sign(SampleDocuments.AdsGrant with { Datasets = [] }, "advertiser"));
        yield return Vector("share-too-short", "InvalidContent", "no RSA key seals in so few bytes", SampleDocuments.Sign(SampleDocuments.AdsGrant with { Shares = [SampleDocuments.AdsGrant.Shares[0] with { Sealed = [1, 2, 3] }] }, "advertiser"));
        yield return Vector("for-another", "WrongSigner", "the advertiser grants in the publisher's name", SampleDocuments.Sign(valid, "advertiser"));
        yield return Vector("others-dataset", "InvalidContent", "opens a dataset of the other party", SampleDocuments.Sign(valid with { Datasets = [valid.Datasets[0] with { Dataset = SampleAgreement.Ads }] }, "publisher"));
        yield return Vector("over-budget", "InvalidContent", "grants one nano-rho more than the agreement", SampleDocuments.Sign(valid with { Budgets = [valid.Budgets[0] with { NanoRho = 50_000_001 }] }, "publisher"));
        yield return Vector("negative-budget", "InvalidContent", "grants less than nothing", SampleDocuments.Sign(valid with { Budgets = [valid.Budgets[0] with { NanoRho = -1 }] }, "publisher"));
        yield return Vector("never-valid", "InvalidContent", "expires when it is issued", SampleDocuments.Sign(valid with { Expires = valid.IssuedAt }, "publisher"));
        yield return Vector("other-agreement", "OtherAgreement", "names another agreement", SampleDocuments.Sign(valid with { Agreement = Digest256.Of("other"u8) }, "publisher"));
        yield return Vector("changed-byte", "SignatureInvalid", "one digit of its id changed after signing", Changed(SampleDocuments.Sign(valid, "publisher"), "grant-1"));
        yield return Vector(
            "fraction", "MalformedPayload", "a budget that is no integer",
            TestMessage.Sign1(SampleDocuments.Edit(SampleDocuments.Payload(valid), root => root["budgets"]![0]!["nanoRho"] = 0.5), Grant.ContentType, "publisher"));
    }

    private static IEnumerable<VectorFile> Jobs()
    {
        Job valid = SampleDocuments.Job;
        VectorFile Vector(string name, string expect, string comment, byte[] encoded) => new($"job-{name}", "job", expect, comment, encoded);

        yield return Vector("valid", "None", "signed by its requester", SampleDocuments.Sign(valid, "advertiser"));
        yield return Vector("for-another", "WrongSigner", "the publisher asks in the advertiser's name", SampleDocuments.Sign(valid, "publisher"));
        yield return Vector("stranger", "UnknownSigner", "asked by nobody of the agreement", SampleDocuments.Sign(valid, "stranger"));
        yield return Vector("never-valid", "InvalidContent", "expires before it is issued", SampleDocuments.Sign(valid with { Expires = valid.IssuedAt.AddSeconds(-1) }, "advertiser"));
        yield return Vector("other-agreement", "OtherAgreement", "names another agreement", SampleDocuments.Sign(valid with { Agreement = Digest256.Of("other"u8) }, "advertiser"));
        yield return Vector(
            "unknown-query", "MalformedPayload", "a kind of query that does not exist",
            TestMessage.Sign1(SampleDocuments.Edit(SampleDocuments.Payload(valid), root => root["query"]!["kind"] = "rows"), Job.ContentType, "advertiser"));
        yield return Vector("changed-byte", "SignatureInvalid", "one digit of its id changed after signing", Changed(SampleDocuments.Sign(valid, "advertiser"), "job-1"));
    }

    private static IEnumerable<VectorFile> Requests()
    {
        SampleRequest valid = new();
        byte[] changed = valid.Encode();
        changed[^1] ^= 1;
        VectorFile Vector(string name, string expect, string comment, string header) => new($"request-{name}", "request", expect, comment, Encoding.Latin1.GetBytes(header));

        yield return Vector("valid", "None", "the header's value for a POST of a job", valid.Header());
        yield return Vector("empty", "Unsigned", "the header is there and empty", "");
        yield return Vector("bearer", "Malformed", "a bearer token", "Bearer AAAA");
        yield return Vector("stranger", "UnknownSigner", "signed by nobody of the agreement", (valid with { Signer = "stranger" }).Header());
        yield return Vector("other-issuer", "UnknownSigner", "the advertiser's key, the publisher's name", (valid with { Issuer = "publisher" }).Header());
        yield return Vector("changed-byte", "SignatureInvalid", "one bit of the signature", Base64UrlText.Encode(changed));
        yield return Vector("other-instance", "OtherInstance", "signed for another instance", (valid with { Instance = Digest256.Of("other"u8).ToString() }).Header());
        yield return Vector("expired", "NotCurrent", "made two minutes ago", (valid with { IssuedAt = SampleAgreement.Now.AddSeconds(-120) }).Header());
        yield return Vector("future", "NotCurrent", "made in more than a minute", (valid with { IssuedAt = SampleAgreement.Now.AddSeconds(61) }).Header());
        yield return Vector("long-lived", "NotCurrent", "lives a second longer than allowed", (valid with { Lifetime = RequestVerifier.Lifetime + TimeSpan.FromSeconds(1) }).Header());
        yield return Vector("other-target", "OtherRequest", "signed for another path", (valid with { Payload = valid.Payload.Replace("/jobs", "/ledger", StringComparison.Ordinal) }).Header());
    }

    // The first byte of some words, changed to the next letter.
    private static byte[] Changed(byte[] encoded, string words)
    {
        byte[] changed = [.. encoded];
        changed[changed.AsSpan().IndexOf(Encoding.UTF8.GetBytes(words))]++;
        return changed;
    }

    private static byte[] SharedKey() => EnclaveCleanRoom.Agreements.Documents.AgreementDraft.WriteJson(SampleAgreement.Valid with
    {
        Parties = [SampleAgreement.Valid.Parties[0], SampleAgreement.Valid.Parties[1] with { SigningKey = SampleAgreement.Valid.Parties[0].SigningKey }],
    });
}
