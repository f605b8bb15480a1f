using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace EnclaveCleanRoom.EnclaveHost.Scoring;

/// <summary>Reads rows as a caller writes them: <c>{"rows": [{"column": value, …}, …]}</c>, each with values by the names of the model's features.</summary>
internal static class ScoringRows
{
    /// <summary>Rows of one request; more belong into a batch.</summary>
    internal const int Maximum = 1000;

    private static readonly JsonDocumentOptions s_once = new() { AllowDuplicateProperties = false };

    /// <summary>Reads and codes rows.</summary>
    /// <param name="body">UTF-8 JSON.</param>
    /// <param name="model">The model whose features are read; a feature that a row does not name, or names as null, is missing.</param>
    /// <param name="rows">The coded rows.</param>
    /// <param name="problem">What is wrong; it repeats nothing of the rows.</param>
    internal static bool TryRead(ReadOnlyMemory<byte> body, ScoringModel model, [NotNullWhen(true)] out double[][]? rows, out string problem)
    {
        rows = null;
        problem = $"the body is JSON: {{\"rows\": [{{feature: value}}]}} of 1 to {Maximum} rows, values being text, numbers or null";
        try
        {
            using JsonDocument document = JsonDocument.Parse(body, s_once);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("rows", out JsonElement list)
                || list.ValueKind != JsonValueKind.Array
                || list.GetArrayLength() is < 1 or > Maximum)
            {
                return false;
            }

            double[][] read = new double[list.GetArrayLength()][];
            int next = 0;
            foreach (JsonElement row in list.EnumerateArray())
            {
                if (row.ValueKind != JsonValueKind.Object)
                {
                    return false;
                }

                if (!TryReadRow(row, model, read[next++] = new double[model.Features.Count], ref problem))
                {
                    return false;
                }
            }

            rows = read;
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The second where text is half of a pair of UTF-16, which is no text.
            return false;
        }
    }

    private static bool TryReadRow(JsonElement row, ScoringModel model, double[] values, ref string problem)
    {
        Array.Fill(values, double.NaN);
        foreach (JsonProperty cell in row.EnumerateObject())
        {
            if (!model.TryFind(cell.Name, out int feature))
            {
                problem = "a row names what is no feature of the model";
                return false;
            }

            string? text = cell.Value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => cell.Value.GetString(),
                JsonValueKind.Number => cell.Value.GetRawText(),
                _ => "\0",
            };
            if (text == "\0" || !model.TryCode(feature, text, out values[feature]))
            {
                problem = $"feature {model.Features[feature].Name} holds what its column holds, and a row gives something else";
                return false;
            }
        }

        return true;
    }
}
