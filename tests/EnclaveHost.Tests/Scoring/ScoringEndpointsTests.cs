using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Requests;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Cose;
using EnclaveCleanRoom.EnclaveHost.Api;
using EnclaveCleanRoom.EnclaveHost.Scoring;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Scoring;

/// <summary>Who may score with which model, how often, and why not.</summary>
public sealed class ScoringEndpointsTests : IDisposable
{
    private static readonly SignedAgreement s_agreement = AgreementOf(PrivateModelSamples.Terms);

    private readonly SampleRoom _room = new(agreement: s_agreement);
    private readonly ScoringRate _rate = new(() => 1_000_000);
    private readonly ScoringEndpoints _endpoints;

    public ScoringEndpointsTests() => _endpoints = new ScoringEndpoints(_room.Room, new RequestGate(_room.Room), _rate);

    public void Dispose() => _room.Dispose();

    [Fact]
    public void A_recipient_hands_a_model_in_scores_with_it_and_withdraws_it()
    {
        byte[] result = ResultUnder(s_agreement);
        string model = HandIn(SampleAgreement.Advertiser, result);
        Assert.Equal(EnclaveCleanRoom.Attestation.Digest256.Of(result).ToString(), model);
        Assert.IsNotType<ProblemHttpResult>(Score(model, SampleAgreement.Advertiser));
        Assert.IsType<NoContent>(_endpoints.DeleteModel(model, Request(SampleAgreement.Advertiser)));
        Refused("room.notFound", "no such model", Score(model, SampleAgreement.Advertiser));
        Refused("room.notFound", "no such model", _endpoints.DeleteModel(model, Request(SampleAgreement.Advertiser)));
    }

    [Fact]
    public void What_is_no_signed_result_of_this_agreement_is_refused()
    {
        Refused("room.modelRefused", "no result of this agreement", Post([]));
        Refused("room.modelRefused", "no result of this agreement", Post("a result"u8.ToArray()));
        byte[] changed = ResultUnder(s_agreement);
        changed[^1] ^= 1;
        Refused("room.modelRefused", "no result of this agreement that verifies: ", Post(changed));
        Refused("room.modelRefused", "no result of this agreement that verifies: ", Post(ResultUnder(AgreementOf(PrivateModelSamples.Terms with { IntendedUse = "Another." }))));
    }

    [Fact]
    public void A_result_that_releases_no_model_is_refused()
    {
        SignedAgreement agreement = SampleAgreement.Signed;
        using SampleRoom room = new();
        ScoringEndpoints endpoints = new(room.Room, new RequestGate(room.Room), _rate);
        Refused("room.modelRefused", "the result releases no model", endpoints.PostModel(Request(SampleAgreement.Advertiser, SampleResult.Sign(SampleResult.PayloadUnder(agreement, SampleEvidence.For(agreement.Hash))))));
    }

    [Fact]
    public void A_model_that_was_released_to_others_is_refused()
    {
        SignedAgreement agreement = AgreementOf(PrivateModelSamples.Terms with { Recipients = [SampleAgreement.Advertiser] });
        using SampleRoom room = new(agreement: agreement);
        ScoringEndpoints endpoints = new(room.Room, new RequestGate(room.Room), _rate);
        byte[] result = ResultUnder(agreement);
        Refused("room.notEntitled", "released to others", endpoints.PostModel(Request(SampleAgreement.Publisher, result)));
        Assert.IsNotType<ProblemHttpResult>(endpoints.PostModel(Request(SampleAgreement.Advertiser, result)));
    }

    [Fact]
    public void A_text_that_is_no_model_over_its_features_is_refused()
    {
        Refused("room.modelRefused", "cannot be scored with", Post(ResultUnder(s_agreement, "tree\n")));
        Refused("room.modelRefused", "cannot be scored with", Post(ResultUnder(s_agreement, SampleModel.TextOf(SampleModel.Features))));
    }

    [Fact]
    public void A_model_is_found_by_whoever_handed_it_in_and_by_nobody_else()
    {
        string model = HandIn(SampleAgreement.Advertiser, ResultUnder(s_agreement));
        Refused("room.notFound", "no such model", Score(model, SampleAgreement.Publisher));
        Refused("room.notFound", "no such model", _endpoints.DeleteModel(model, Request(SampleAgreement.Publisher)));
        Refused("room.notFound", "no such model", Score("nothing", SampleAgreement.Advertiser));
        Refused("room.notFound", "no such model", Score(null, SampleAgreement.Advertiser));
        Assert.IsNotType<ProblemHttpResult>(Score(model, SampleAgreement.Advertiser));
    }

    [Fact]
    public void One_model_more_than_a_party_may_have_lets_go_of_the_oldest()
    {
        string[] models = [.. Enumerable.Range(0, ScoringModels.MaximumOfParty + 1).Select(i =>
            HandIn(SampleAgreement.Advertiser, ResultUnder(s_agreement, changed: payload => payload["job"] = $"job-{i}")))];
        Refused("room.notFound", "no such model", Score(models[0], SampleAgreement.Advertiser));
        Assert.All(models[1..], model => Assert.IsNotType<ProblemHttpResult>(Score(model, SampleAgreement.Advertiser)));
    }

    [Fact]
    public void Nothing_is_scored_after_the_agreement_has_ended()
    {
        string model = HandIn(SampleAgreement.Advertiser, ResultUnder(s_agreement));
        _room.Folder.Clock.Set(SampleAgreement.Expires, System.Diagnostics.Stopwatch.GetTimestamp());
        Refused("room.notEntitled", "the agreement has ended", Score(model, SampleAgreement.Advertiser));
    }

    [Fact]
    public void A_request_that_was_used_is_a_replay_and_takes_nothing_of_its_partys_share()
    {
        AuthenticatedRequest request = Authenticate();
        Assert.Null(_endpoints.Admit(request, SampleAgreement.Now));
        for (int i = 0; i < ScoringRate.RequestsPerSecond; i++)
        {
            Refused("request.replayed", "not accepted", _endpoints.Admit(request, SampleAgreement.Now));
        }

        Assert.Null(_endpoints.Admit(Authenticate(), SampleAgreement.Now));
    }

    [Fact]
    public void A_used_request_is_remembered_until_its_signature_ends_and_no_longer()
    {
        AuthenticatedRequest request = Authenticate();
        ScoringRequests requests = new();
        Assert.False(requests.WasUsed(request));
        Assert.True(requests.TryRemember(request, SampleAgreement.Now));
        Assert.False(requests.TryRemember(request, SampleAgreement.Now));
        AuthenticatedRequest other = Authenticate();
        Assert.True(requests.TryRemember(other, request.Expires.AddSeconds(-1)));
        Assert.True(requests.WasUsed(request));
        Assert.True(requests.TryRemember(Authenticate(), request.Expires));
        Assert.False(requests.WasUsed(request));
    }

    [Fact]
    public void A_party_that_has_had_its_share_is_told_to_wait_and_its_request_is_not_remembered()
    {
        string model = HandIn(SampleAgreement.Advertiser, ResultUnder(s_agreement));
        while (_rate.TryEnter(SampleAgreement.Advertiser))
        {
        }

        AuthenticatedRequest request = Authenticate();
        Refused("room.rateLimited", "a second", _endpoints.Admit(request, SampleAgreement.Now));
        Refused("room.rateLimited", "a second", _endpoints.Admit(request, SampleAgreement.Now));
        Refused("room.rateLimited", "a second", Post(ResultUnder(s_agreement)));
        Assert.Null(_endpoints.Admit(Authenticate("publisher"), SampleAgreement.Now));
        Assert.IsNotType<ProblemHttpResult>(Score(model, SampleAgreement.Advertiser));
    }

    [Fact]
    public void A_model_comes_with_a_key_that_is_its_partys_alone_stays_the_same_and_ends_with_it()
    {
        byte[] result = ResultUnder(s_agreement);
        string model = HandIn(SampleAgreement.Advertiser, result, out string key);
        Assert.Equal(key, _endpoints.KeyOf(model, SampleAgreement.Advertiser)!.Write());
        Assert.Null(_endpoints.KeyOf(model, SampleAgreement.Publisher));
        Assert.Null(_endpoints.KeyOf(null, SampleAgreement.Advertiser));
        Assert.Null(_endpoints.KeyOf(EnclaveCleanRoom.Attestation.Digest256.Of("another"u8).ToString(), SampleAgreement.Advertiser));
        HandIn(SampleAgreement.Advertiser, result, out string again);
        Assert.Equal(key, again);

        RequestKey held = _endpoints.KeyOf(model, SampleAgreement.Advertiser)!;
        Assert.IsNotType<ProblemHttpResult>(_endpoints.DeleteModel(model, Request(SampleAgreement.Advertiser)));
        Assert.Null(_endpoints.KeyOf(model, SampleAgreement.Advertiser));
        Assert.Throws<ObjectDisposedException>(held.Write);
        HandIn(SampleAgreement.Advertiser, result, out string anew);
        Assert.NotEqual(key, anew);
    }

    [Fact]
    public void Rows_and_models_are_taken_off_the_share()
    {
        string model = HandIn(SampleAgreement.Advertiser, ResultUnder(s_agreement));
        int features = PrivateModelFeatures.Of(s_agreement.Agreement, PrivateModelSamples.Terms, selects: false).Count;
        byte[] batch = ScoringBatchTests.Array(new double[features * 100_000], features);
        int batches = 0;
        while (_rate.TryEnter(SampleAgreement.Advertiser))
        {
            Assert.IsNotType<ProblemHttpResult>(_endpoints.Score(model, Request(SampleAgreement.Advertiser, batch), _endpoints.PostBatch));
            batches++;
        }

        // The model counted as half a million rows.
        Assert.Equal(((ScoringRate.RowsPerSecond - ScoringRate.RowsOfModel) / 100_000) + 1, batches);
    }

    [Fact]
    public void Rows_and_arrays_that_cannot_be_read_are_refused_with_the_reason()
    {
        string model = HandIn(SampleAgreement.Advertiser, ResultUnder(s_agreement));
        Refused("room.parameterMalformed", "the body is JSON", _endpoints.Score(model, Request(SampleAgreement.Advertiser, "{}"u8.ToArray()), _endpoints.PostRows));
        Refused("room.parameterMalformed", "no feature", _endpoints.Score(model, Request(SampleAgreement.Advertiser, """{"rows": [{"x": 1}]}"""u8.ToArray()), _endpoints.PostRows));
        Refused("room.parameterMalformed", "NPY", _endpoints.Score(model, Request(SampleAgreement.Advertiser, new byte[40]), _endpoints.PostBatch));
        Refused("room.parameterMalformed", "features", _endpoints.Score(model, Request(SampleAgreement.Advertiser, ScoringBatchTests.Array(new double[3], 3)), _endpoints.PostBatch));
    }

    private static SignedAgreement AgreementOf(PrivateModelTerms terms) => SampleAgreement.Open(SampleAgreement.Sign(SampleAgreement.Valid with { Queries = [terms] }));

    /// <summary>A result that verifies under an agreement whose one question is of a private model.</summary>
    private static byte[] ResultUnder(SignedAgreement agreement, string? text = null, Action<JsonObject>? changed = null)
    {
        PrivateModelTerms terms = (PrivateModelTerms)agreement.Agreement.Queries[0];
        var answer = PrivateModelSamples.AnswerUnder(terms, PrivateModelSamples.Query);
        byte[] payload = SampleResult.PayloadUnder(
            agreement, SampleEvidence.For(agreement.Hash), PrivateModelSamples.Query, answer with { Model = answer.Model with { Text = text ?? SampleModel.TextOf(answer.Model.Features) } });
        return SampleResult.Sign(SampleDocuments.Edit(payload, edited =>
        {
            edited["recipients"] = new JsonArray([.. terms.Recipients.Select(party => (JsonNode)party.ToString())]);
            changed?.Invoke(edited);
        }));
    }

    private static PartyRequest Request(PartyId party, byte[]? body = null) => new(party, body ?? [], null);

    private static AuthenticatedRequest Authenticate(string party = "advertiser")
    {
        using CoseSigner signer = TestKey.Signer(party);
        RequestPayload payload = RequestPayload.Of("POST", "/v1/models/x/scores", [1]);
        string header = RequestSigner.Sign(signer, PartyId.Parse(party), SampleRoom.Keys.Identity.SigningKey, payload, SampleAgreement.Now);
        Assert.True(RequestVerifier.TryVerify(
            header, s_agreement, SampleRoom.Keys.Identity.SigningKey, payload.Method, payload.Target, SampleAgreement.Now, out AuthenticatedRequest? request, out RequestFailure failure), failure.ToString());
        return request;
    }

    private static void Refused(string code, string detail, IResult? result)
    {
        ProblemHttpResult problem = Assert.IsType<ProblemHttpResult>(result);
        Assert.Equal(code, problem.ProblemDetails.Title);
        Assert.Contains(detail, problem.ProblemDetails.Detail, StringComparison.Ordinal);
    }

    private IResult Post(byte[] result) => _endpoints.PostModel(Request(SampleAgreement.Advertiser, result));

    private IResult Score(string? model, PartyId party) =>
        _endpoints.Score(model, Request(party, Encoding.UTF8.GetBytes("""{"rows": [{}]}""")), _endpoints.PostRows);

    private string HandIn(PartyId party, byte[] result) => HandIn(party, result, out _);

    private string HandIn(PartyId party, byte[] result, out string key)
    {
        IResult posted = _endpoints.PostModel(Request(party, result));
        string problem = posted is ProblemHttpResult { ProblemDetails.Detail: { } detail } ? detail : "";
        Assert.Equal("", problem);
        object value = Assert.IsAssignableFrom<IValueHttpResult>(posted).Value!;
        JsonElement answer = JsonSerializer.SerializeToElement(value);
        key = answer.GetProperty("key").GetString()!;
        return answer.GetProperty("model").GetString()!;
    }
}
