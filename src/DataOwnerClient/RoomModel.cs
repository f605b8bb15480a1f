using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Arrays;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Requests;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Rooms;

namespace EnclaveCleanRoom.DataOwnerClient;

/// <summary>
/// A private model that was released to the party, handed in to a room, which scores the party's own rows with it. The rows go to the appraised instance and nowhere else; nothing is charged, and nothing of
/// them is kept. Usable from several threads; it lives no longer than the <see cref="RoomClient"/> it came from.
/// </summary>
/// <remarks>Every method throws <see cref="ClientException"/> when the room refuses, and waits where the room says that the party has had its share of this second.</remarks>
public sealed class RoomModel : IDisposable
{
    /// <summary>Rows that <see cref="ScoreAsync(IReadOnlyList{IReadOnlyDictionary{string, string}}, CancellationToken)"/> takes at a time.</summary>
    public const int MaximumNamedRows = 1000;

    /// <summary>Bytes of a batch: what every room reads at a time.</summary>
    private const int BatchBytes = (4 << 20) - NpyHeader.Size;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private readonly RoomConnection _connection;
    private readonly string _path;
    private readonly RequestKey _key;

    private RoomModel(RoomConnection connection, string path, RequestKey key, ReleasedModel model, DatasetId rows, IReadOnlyList<FeatureCoder> coders) =>
        (_connection, _path, _key, Model, Rows, Coders) = (connection, path, key, model, rows, coders);

    /// <summary>The model as it was released: its features say how values are coded.</summary>
    public ReleasedModel Model { get; }

    /// <summary>The table whose rows it scores.</summary>
    public DatasetId Rows { get; }

    /// <summary>One for each feature of the model, in their order: codes cells as they stand in a table.</summary>
    public IReadOnlyList<FeatureCoder> Coders { get; }

    /// <summary>Verifies a result and hands it in.</summary>
    /// <exception cref="ClientException">The result is refused, or releases no model.</exception>
    internal static async Task<RoomModel> HandInAsync(
        RoomConnection connection, SignedAgreement agreement, PartyKeyFolder party, ReadOnlyMemory<byte> signedResult, CancellationToken cancellationToken)
    {
        ResultVerification verification = ResultVerifier.Verify(signedResult, agreement, AgreementAnchor.HeldKeys([party.SigningKey.Thumbprint], party.Path), ExpectedJob.Any);
        if (verification.Result is not { Answer: PrivateModelAnswer answer } result || agreement.Agreement.FindTerms(result.Query.Terms) is not PrivateModelTerms terms)
        {
            throw new ClientException("The result does not verify under this agreement, or releases no model; `cleanroom verify` says which.");
        }

        JsonElement handedIn = JsonElement.Parse(await AskAsync(connection, "/models", signedResult, null, "hand in the model", cancellationToken));
        RequestKey key = RequestKey.Read(handedIn.TryGetProperty("key", out JsonElement given) ? given.GetString() : null) ?? throw new ClientException("hand in the model: the room gave no key to ask by.");
        FeatureCoder[] coders = [.. answer.Model.Features.Select(feature => new FeatureCoder(feature, agreement.Agreement.FindColumn(feature.Column)!))];
        return new RoomModel(connection, $"/models/{handedIn.GetProperty("model").GetString()}", key, answer.Model, terms.Rows, coders);
    }

    /// <summary>Scores a few rows by the names of their features: for one row at a time, when milliseconds count.</summary>
    /// <param name="rows">1 to <see cref="MaximumNamedRows"/> rows: cells as they stand in the table, by the names of <see cref="ReleasedModel.Features"/>. What a row does not name, or names as null, is missing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The log-odds of each row.</returns>
    /// <exception cref="ArgumentException">There is no row, or too many.</exception>
    public async Task<double[]> ScoreAsync(IReadOnlyList<IReadOnlyDictionary<string, string?>> rows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count is < 1 or > MaximumNamedRows)
        {
            throw new ArgumentException($"There are 1 to {MaximumNamedRows} rows; more are scored as an array.", nameof(rows));
        }

        byte[] answer = await AskAsync(_connection, $"{_path}/scores", JsonSerializer.SerializeToUtf8Bytes(new { rows }), _key, "score rows", cancellationToken);
        return [.. JsonElement.Parse(answer).GetProperty("logOdds").EnumerateArray().Select(score => score.GetDouble())];
    }

    /// <summary>Scores many rows.</summary>
    /// <param name="rows">Row after row, a number for each feature in the order of <see cref="ReleasedModel.Features"/>, as <see cref="Coders"/> code cells: numbers, codes of categories, NaN where missing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The log-odds of each row.</returns>
    /// <exception cref="ArgumentException">The numbers are not whole rows, or none.</exception>
    public async Task<double[]> ScoreAsync(ReadOnlyMemory<double> rows, CancellationToken cancellationToken = default)
    {
        int width = Model.Features.Count;
        if (rows.IsEmpty || rows.Length % width != 0)
        {
            throw new ArgumentException($"There is one row or more, of {width} numbers each.", nameof(rows));
        }

        double[] scores = new double[rows.Length / width];
        int most = Math.Max(1, BatchBytes / (width * sizeof(double)));
        for (int start = 0; start < scores.Length; start += most)
        {
            int count = Math.Min(most, scores.Length - start);
            byte[] batch = new byte[NpyHeader.Size + (count * width * sizeof(double))];
            new NpyHeader(sizeof(double), count, width).Write(batch);
            MemoryMarshal.AsBytes(rows.Span.Slice(start * width, count * width)).CopyTo(batch.AsSpan(NpyHeader.Size));
            ReadScores(await AskAsync(_connection, $"{_path}/batches", batch, _key, "score rows", cancellationToken), scores.AsSpan(start, count));
        }

        return scores;
    }

    /// <summary>Gives up the key by which the room is asked. The room keeps the model until <see cref="WithdrawAsync"/>, eight more models, or its end.</summary>
    public void Dispose() => _key.Dispose();

    /// <summary>Has the room let go of the model, for all programs of the party.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task WithdrawAsync(CancellationToken cancellationToken = default)
    {
        using HttpResponseMessage response = await _connection.SendAsync(HttpMethod.Delete, _path, default, cancellationToken);
        await RoomAnswer.RequireSuccessAsync(response, "withdraw the model", cancellationToken);
    }

    private static void ReadScores(ReadOnlySpan<byte> answer, Span<double> scores)
    {
        if (!NpyHeader.TryRead(answer, out NpyHeader header, out int offset) || header != new NpyHeader(sizeof(double), scores.Length, null))
        {
            throw new ClientException("score rows: the room answered something else than a score for each row.");
        }

        MemoryMarshal.Cast<byte, double>(answer[offset..]).CopyTo(scores);
    }

    /// <summary>Asks again where the room says to wait.</summary>
    private static async Task<byte[]> AskAsync(
        RoomConnection connection, string resource, ReadOnlyMemory<byte> body, RequestKey? key, string attempt, CancellationToken cancellationToken)
    {
        while (true)
        {
            using HttpResponseMessage response = await connection.SendAsync(HttpMethod.Post, resource, body, cancellationToken, key: key);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                await Task.Delay(s_pause, cancellationToken);
                continue;
            }

            if (key is not null && response.StatusCode == HttpStatusCode.Unauthorized)
            {
                attempt += " (request.unknownSigner means that the model was withdrawn, or made place for newer ones: hand it in again)";
            }

            await RoomAnswer.RequireSuccessAsync(response, attempt, cancellationToken);
            return await response.Content.ReadAsByteArrayAsync(cancellationToken);
        }
    }
}
