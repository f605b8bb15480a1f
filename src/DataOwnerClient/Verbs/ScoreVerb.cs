using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using EnclaveCleanRoom.Agreements;
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
            AttestationResult instance = await Appraisal.RequireAsync(address, signed, cancellationToken);
            using RoomConnection room = new(address, instance, party);
            using RoomModel model = await RoomModel.HandInAsync(room, signed, party, encoded, cancellationToken);
            ScoredTable table = new(model.Coders, model.Model.Features, model.Rows);
            (long scored, TimeSpan asked) = await ScoreAsync(model, table.Read(parsed.GetValue(rows)!), parsed.GetValue(output)!, cancellationToken);
            await model.WithdrawAsync(cancellationToken);
            StepList.Line(string.Create(CultureInfo.InvariantCulture, $"{scored:#,0} rows scored in {asked.TotalMilliseconds:#,0} ms of waiting for the room: {parsed.GetValue(output)}"));
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task<(long Rows, TimeSpan Asked)> ScoreAsync(RoomModel model, IEnumerable<double[]> batches, string output, CancellationToken cancellationToken)
    {
        (long rows, TimeSpan asked) = (0, TimeSpan.Zero);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
        await using StreamWriter writer = new(output);
        await writer.WriteLineAsync("logOdds,probability");
        foreach (double[] batch in batches)
        {
            long start = Stopwatch.GetTimestamp();
            double[] scores = await model.ScoreAsync(batch, cancellationToken);
            asked += Stopwatch.GetElapsedTime(start);
            foreach (double score in scores)
            {
                await writer.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{score:R},{1 / (1 + Math.Exp(-score)):R}"));
            }

            rows += scores.Length;
        }

        return (rows, asked);
    }
}
