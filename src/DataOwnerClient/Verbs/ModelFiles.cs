using System.CommandLine;
using System.Text;
using System.Text.Json;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary>Writes a released model to files: LightGBM's <c>model.txt</c>, and beside it the card with the features and whom they are to be used for.</summary>
internal static class ModelFiles
{
    private static readonly JsonSerializerOptions s_indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    internal static Option<string?> Option() => new("--model")
    {
        Description = "where a released model is written, as LightGBM's model.txt; its card goes beside it, as FILE.card.json",
    };

    /// <summary>Writes the model of a verified result.</summary>
    /// <param name="verification">The verification; of a result that was refused nothing is written.</param>
    /// <param name="path">Where; <see langword="null"/> for nowhere.</param>
    /// <exception cref="ClientException">The result releases no model.</exception>
    internal static void Write(ResultVerification verification, string? path)
    {
        if (path is null || verification.Result is not { } result)
        {
            return;
        }

        PrivateModelAnswer answer = result.Answer as PrivateModelAnswer
            ?? throw new ClientException("The result releases no model, so --model has nothing to write. A model leaves the room by a question of kind privateModel alone.");
        Files.Write(path, Encoding.UTF8.GetBytes(answer.Model.Text));
        string card = $"{path}.card.json";
        Files.Write(card, JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                label = answer.Label.ToString(),
                towardsOnly = answer.TowardsOnly.Select(party => party.ToString()),
                job = result.Job.ToString(),
                agreement = result.Agreement.ToString(),
                neighbours = result.Privacy.Neighbours,
                card = answer.Card,
                quality = answer.Quality,
                comparison = answer.Comparison,
                reference = answer.Reference,
                features = answer.Model.Features.Select(feature => new
                {
                    name = feature.Name,
                    column = feature.Column.ToString(),
                    reading = feature.Reading.ToString(),
                    domain = Describe(feature.Domain),
                    source = feature.Source.ToString(),
                }),
            },
            s_indented));
        StepList.Line($"model {path}, card {card}");
    }

    private static object Describe(FeatureDomain domain) => domain switch
    {
        NumberDomain number => new { low = number.Low, high = number.High },
        CategoryDomain category => new { values = category.Values },
        HashedDomain hashed => new { buckets = hashed.Buckets },
        _ => new { },
    };
}
