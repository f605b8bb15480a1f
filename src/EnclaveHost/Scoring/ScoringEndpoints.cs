using System.Text.Json;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Requests;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.EnclaveHost.Api;
using EnclaveCleanRoom.EnclaveHost.Instance;
using Answer = EnclaveCleanRoom.EnclaveHost.Api.Answer;

namespace EnclaveCleanRoom.EnclaveHost.Scoring;

/// <summary>
/// Scores a party's own rows with a private model that was released to it. The party hands in the signed result that holds the model; the room verifies it like anybody else would, from the
/// hardware's root down, and asks whether the party is one of its recipients. No data of anybody is opened, nothing is charged, and nothing of a row or a score is kept or logged.
/// </summary>
internal sealed class ScoringEndpoints(Room room, RequestGate gate, ScoringRate rate)
{
    private readonly ScoringModels _models = new();
    private readonly ScoringRequests _requests = new();

    internal void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/models", context => Answer.WithAsync(context, gate, PostModel));
        app.MapDelete("/models/{model}", context => Answer.WithAsync(context, gate, request => DeleteModel(NameIn(context), request)));
        app.MapPost("/models/{model}/scores", context => ScoreAsync(context, PostRows));
        app.MapPost("/models/{model}/batches", context => ScoreAsync(context, PostBatch));
    }

    internal IResult PostModel(PartyRequest request)
    {
        // To verify a result takes as long as scoring so many rows.
        if (!rate.TryEnter(request.Party))
        {
            return RateLimited();
        }

        rate.Charge(request.Party, ScoringRate.RowsOfModel);
        ResultVerification verification = ResultVerifier.Verify(request.Body, room.Agreement, AgreementAnchor.KnownHash(room.Agreement.Hash), ExpectedJob.Any);
        if (verification.Result is not { } result || verification.Verdict != VerificationVerdict.Verified)
        {
            string first = verification.Checks.FirstOrDefault(check => !check.Holds)?.Claim ?? "result";
            return Problem.Of(RoomProblem.ModelRefused, $"it is no result of this agreement that verifies: {first}");
        }

        if (result.Answer is not PrivateModelAnswer answer)
        {
            return Problem.Of(RoomProblem.ModelRefused, "the result releases no model");
        }

        if (!result.Recipients.Contains(request.Party))
        {
            return Problem.Of(RoomProblem.NotEntitled, "the model was released to others");
        }

        if (!ScoringModel.TryRead(answer.Model, room.Agreement.Agreement, out ScoringModel? model))
        {
            return Problem.Of(RoomProblem.ModelRefused, "the model's text cannot be scored with");
        }

        Digest256 digest = Digest256.Of(request.Body);
        string key = _models.Add(request.Party, digest, model);
        return Results.Json(new { model = digest.ToString(), features = model.Features.Select(feature => feature.Name), key });
    }

    internal IResult DeleteModel(string? name, PartyRequest request) =>
        Digest256.TryParse(name, out Digest256 digest) && _models.Remove(request.Party, digest) ? Results.NoContent() : NoSuchModel();

    private async Task ScoreAsync(HttpContext context, Func<ScoringModel, PartyRequest, IResult> score)
    {
        string? name = NameIn(context);
        (PartyRequest? request, IResult? refusal) = await gate.EnterAsync(context, (authenticated, now) => Task.FromResult(Admit(authenticated, now)), party => KeyOf(name, party));

        // The body's place in memory is given back when the answer, which may be twice as large, has been read: however slowly, a party reads at the cost of its own share.
        using (request)
        {
            await Answer.WriteAsync(context, room, request is null ? refusal! : Score(name, request, score));
        }
    }

    /// <summary>
    /// A replay takes nothing of its party's share, and what goes beyond the share is not remembered: so nobody can use up another's share, nor fill the memory. Of either no body is read.
    /// </summary>
    internal IResult? Admit(AuthenticatedRequest request, DateTimeOffset now)
    {
        if (_requests.WasUsed(request))
        {
            return Problem.Of(RequestFailure.Replayed);
        }

        return !rate.TryEnter(request.Party) ? RateLimited()
            : _requests.TryRemember(request, now) ? null
            : Problem.Of(RequestFailure.Replayed);
    }

    internal IResult Score(string? name, PartyRequest request, Func<ScoringModel, PartyRequest, IResult> score)
    {
        if (room.Clock.Now >= room.Agreement.Agreement.Expires)
        {
            return Problem.Of(RoomProblem.NotEntitled, "the agreement has ended");
        }

        return Digest256.TryParse(name, out Digest256 digest) && _models.Find(request.Party, digest) is { } model ? score(model, request) : NoSuchModel();
    }

    internal IResult PostRows(ScoringModel model, PartyRequest request)
    {
        if (!ScoringRows.TryRead(request.Body, model, out double[][]? rows, out string problem))
        {
            return Malformed(request, problem);
        }

        rate.Charge(request.Party, rows.Length);
        double[] logOdds = [.. rows.Select(row => model.Score(row))];
        return Results.Json(new { logOdds, probabilities = logOdds.Select(score => 1 / (1 + Math.Exp(-score))) }, JsonSerializerOptions.Web);
    }

    internal IResult PostBatch(ScoringModel model, PartyRequest request)
    {
        if (!ScoringBatch.TryRead(request.Body, model.Features.Count, out ScoringBatch? batch, out string problem))
        {
            return Malformed(request, problem);
        }

        rate.Charge(request.Party, batch.Rows);
        return Results.Bytes(batch.Score(model, Environment.ProcessorCount), "application/octet-stream");
    }

    /// <summary>What is read in vain takes time too.</summary>
    private IResult Malformed(PartyRequest request, string problem)
    {
        rate.Charge(request.Party, request.Body.Length / ScoringRate.BytesOfRow);
        return Problem.Of(RoomProblem.ParameterMalformed, problem);
    }

    /// <summary>The key that a party was given with a model that it handed in: it authenticates what is scored with that model, and nothing else.</summary>
    internal RequestKey? KeyOf(string? name, PartyId party) => Digest256.TryParse(name, out Digest256 digest) ? _models.FindKey(party, digest) : null;

    private static string? NameIn(HttpContext context) => (string?)context.Request.RouteValues["model"];

    private static IResult NoSuchModel() => Problem.Of(RoomProblem.NotFound, "you handed in no such model to this instance; POST /models");

    private static IResult RateLimited() => Problem.Of(
        RoomProblem.RateLimited, $"a party has at most {ScoringRate.RequestsPerSecond} requests and {ScoringRate.RowsPerSecond} rows scored a second");
}
