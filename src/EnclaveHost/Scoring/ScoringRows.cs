using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace EnclaveCleanRoom.EnclaveHost.Scoring;

/// <summary>Reads rows as a caller writes them: <c>{"rows": [{"column": value, …}, …]}</c>, each with values by the names of the model's features.</summary>
internal static class ScoringRows
{
    /// <summary>Rows of one request; more belong into a batch.</summary>
    internal const int Maximum = 1000;

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
            using JsonDocument document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("rows", out JsonElement list)
                || list.ValueKind != JsonValueKind.Array
                || list.GetArrayLength() is < 1 or > Maximum)
            {
                return false;
            }

            Dictionary<string, int> places = model.Features.Index().ToDictionary(each => each.Item.Name, each => each.Index, StringComparer.Ordinal);
            double[][] read = new double[list.GetArrayLength()][];
            int next = 0;
            foreach (JsonElement row in list.EnumerateArray())
            {
                if (row.ValueKind != JsonValueKind.Object)
                {
                    return false;
                }

                if (!TryReadRow(row, model, places, read[next++] = new double[model.Features.Count], ref problem))
                {
                    return false;
                }
            }

            rows = read;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool TryReadRow(JsonElement row, ScoringModel model, Dictionary<string, int> places, double[] values, ref string problem)
    {
        Array.Fill(values, double.NaN);
        foreach (JsonProperty cell in row.EnumerateObject())
        {
            if (!places.TryGetValue(cell.Name, out int feature))
            {
                problem = "a row names what is no feature of the model";
                return false;
            }

            string? text = cell.Value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => cell.Value.GetString(),
                JsonValueKind.Number => cell.Value.GetDouble().ToString("R", CultureInfo.InvariantCulture),
                _ => "\0",
            };
            if (text == "\0" || !model.TryCode(feature, text, out values[feature]))
            {
                problem = $"feature {model.Features[feature].Name} is a number, or a moment, and a row gives something else";
                return false;
            }
        }

        return true;
    }
}
