using System.Buffers.Binary;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Rooms;
using EnclaveCleanRoom.DataOwnerClient.Scoring;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom score</c>: has one's own rows scored, in the room, with a model that was released to one.</summary>
internal static class ScoreVerb
{
    internal static Command Create()
    {
        Argument<string> url = DatasetChoice.UrlArgument();
        Option<string> agreement = DatasetChoice.AgreementOption();
        Option<string> keys = DatasetChoice.KeysOption();
        Option<string> result = new("--result") { Description = "the signed result that holds the model", Required = true };
        Option<string> rows = new("--rows") { Description = "a CSV file of your own rows, with the columns' names; the partner's columns, where you have any, as dataset.column", Required = true };
        Option<string> output = new("--out") { Description = "where log-odds and probabilities are written, a row each", DefaultValueFactory = _ => "scores.csv" };
        Command command = new("score", "score your own rows in the room with a private model that was released to you") { url, agreement, keys, result, rows, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Uri address = DatasetChoice.ParseUrl(parsed.GetValue(url)!);
            SignedAgreement signed = Files.OpenAgreement(parsed.GetValue(agreement)!);
            using PartyKeyFolder party = PartyKeyFolder.Open(parsed.GetValue(keys)!);
            byte[] encoded = Files.Read(parsed.GetValue(result)!);
            ScoredTable table = new(ModelOf(encoded, signed, party, out DatasetId own).Features, own);
            AttestationResult instance = await Appraisal.RequireAsync(address, signed, cancellationToken);
            using RoomConnection room = new(address, instance, party);
            string model = await HandInAsync(room, encoded, cancellationToken);
            (long scored, TimeSpan asked) = await ScoreAsync(room, model, table.Read(parsed.GetValue(rows)!), parsed.GetValue(output)!, cancellationToken);
            StepList.Line(string.Create(CultureInfo.InvariantCulture, $"{scored:#,0} rows scored in {asked.TotalMilliseconds:#,0} ms of waiting for the room: {parsed.GetValue(output)}"));
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>The model of a result that verifies, and whose rows it scores.</summary>
    /// <exception cref="ClientException">The result is refused, or releases no model.</exception>
    private static ReleasedModel ModelOf(byte[] encoded, SignedAgreement agreement, PartyKeyFolder party, out DatasetId rows)
    {
        ResultVerification verification = ResultVerifier.Verify(encoded, agreement, AgreementAnchor.HeldKeys([party.SigningKey.Thumbprint], party.Path), ExpectedJob.Any);
        if (verification.Result is not { Answer: PrivateModelAnswer answer } result || agreement.Agreement.FindTerms(result.Query.Terms) is not PrivateModelTerms terms)
        {
            throw new ClientException("The result does not verify under this agreement, or releases no model; `cleanroom verify` says which.");
        }

        rows = terms.Rows;
        return answer.Model;
    }

    private static async Task<string> HandInAsync(RoomConnection room, byte[] result, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await room.SendAsync(HttpMethod.Post, "/models", result, cancellationToken);
        await RoomAnswer.RequireSuccessAsync(response, "hand in the model", cancellationToken);
        using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        return answer.RootElement.GetProperty("model").GetString()!;
    }

    private static async Task<(long Rows, TimeSpan Asked)> ScoreAsync(
        RoomConnection room, string model, IEnumerable<byte[]> batches, string output, CancellationToken cancellationToken)
    {
        (long rows, TimeSpan asked) = (0, TimeSpan.Zero);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
        await using StreamWriter writer = new(output);
        await writer.WriteLineAsync("logOdds,probability");
        foreach (byte[] batch in batches)
        {
            long start = Stopwatch.GetTimestamp();
            byte[] scores = await AskAsync(room, model, batch, cancellationToken);
            asked += Stopwatch.GetElapsedTime(start);
            for (int offset = 0; offset < scores.Length; offset += sizeof(float))
            {
                float score = BinaryPrimitives.ReadSingleLittleEndian(scores.AsSpan(offset));
                await writer.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{score:R},{1 / (1 + Math.Exp(-score)):R}"));
            }

            rows += scores.Length / sizeof(float);
        }

        return (rows, asked);
    }

    /// <summary>A room that says to wait is asked again.</summary>
    private static async Task<byte[]> AskAsync(RoomConnection room, string model, byte[] batch, CancellationToken cancellationToken)
    {
        while (true)
        {
            using HttpResponseMessage response = await room.SendAsync(HttpMethod.Post, $"/models/{model}/batches", batch, cancellationToken);
            if (response.StatusCode == System.Net.HttpStatusCode.TooManyRequests)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
                continue;
            }

            await RoomAnswer.RequireSuccessAsync(response, "score rows", cancellationToken);
            return await response.Content.ReadAsByteArrayAsync(cancellationToken);
        }
    }
}
