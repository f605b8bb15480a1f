using System.Text;
using System.Text.Json.Nodes;

namespace EnclaveCleanRoom.Attestation.Tests;

public sealed class EvidenceTests
{
    [Fact]
    public void Evidence_survives_writing_and_reading()
    {
        Evidence made = new SimulatedEvidence().Create();
        Assert.True(Evidence.TryParse(made.Write(), out Evidence? read, out EvidenceFailure failure), failure.ToString());
        Assert.Equal(made.Write(), read.Write());
        Assert.Equal(made.RuntimeClaims.InstanceId, read.RuntimeClaims.InstanceId);
        Assert.Equal(made.Report.Encoded.ToArray(), read.Report.Encoded.ToArray());
    }

    public static TheoryData<string, string, EvidenceFailure> Broken => new()
    {
        { "version", "2", EvidenceFailure.Version },
        { "version", "\"1\"", EvidenceFailure.Version },
        { "version", "1.5", EvidenceFailure.Version },
        { "report", "\"AA\"", EvidenceFailure.Report },
        { "report", "7", EvidenceFailure.Members },
        { "report", "\"AA==\"", EvidenceFailure.Members },
        { "certificates", "\"AA\"", EvidenceFailure.Certificates },
        { "uvm_endorsement", "\"AA\"", EvidenceFailure.UvmEndorsement },
        { "runtime_claims", "\"e30\"", EvidenceFailure.RuntimeClaims },
        { "more", "1", EvidenceFailure.Members },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_part_of_another_shape_is_refused(string member, string json, EvidenceFailure reason) =>
        Refused(reason, evidence => evidence[member] = JsonNode.Parse(json));

    [Theory]
    [InlineData("report")]
    [InlineData("certificates")]
    [InlineData("uvm_endorsement")]
    [InlineData("runtime_claims")]
    public void An_absent_part_is_refused(string member) => Refused(EvidenceFailure.Members, evidence => evidence.Remove(member));

    [Fact]
    public void What_is_no_json_object_is_refused()
    {
        Assert.False(Evidence.TryParse("[]"u8.ToArray(), out _, out EvidenceFailure failure));
        Assert.Equal(EvidenceFailure.Json, failure);
    }

    private static void Refused(EvidenceFailure reason, Action<JsonObject> change)
    {
        JsonObject document = JsonNode.Parse(new SimulatedEvidence().Create().Write())!.AsObject();
        change(document);
        Assert.False(Evidence.TryParse(Encoding.UTF8.GetBytes(document.ToJsonString()), out Evidence? evidence, out EvidenceFailure failure));
        Assert.Null(evidence);
        Assert.Equal(reason, failure);
    }
}
