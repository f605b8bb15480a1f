using System.Globalization;
using System.Text;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;

namespace EnclaveCleanRoom.DataOwnerClient.Scoring;

/// <summary>A CSV file of one's own rows, coded for a model: a number for each feature, row after row, in batches that take little memory.</summary>
internal sealed class ScoredTable
{
    /// <summary>Numbers of a batch.</summary>
    private const int BatchNumbers = 1 << 19;

    private readonly FeatureCoder[] _coders;
    private readonly string[][] _names;

    /// <param name="coders">A coder for each feature.</param>
    /// <param name="features">The features of the model.</param>
    /// <param name="rows">The table whose rows are scored: its columns go by their own names, those of other tables by <c>dataset.column</c>.</param>
    internal ScoredTable(IReadOnlyList<FeatureCoder> coders, IReadOnlyList<ModelFeature> features, DatasetId rows)
    {
        _coders = [.. coders];
        _names = [.. features.Select(feature => feature.Column.Dataset == rows ? (string[])[feature.Column.Column, feature.Name] : [feature.Column.ToString(), feature.Name])];
    }

    /// <summary>Reads and codes a file.</summary>
    /// <param name="path">A CSV file with a header.</param>
    /// <returns>The batches.</returns>
    /// <exception cref="ClientException">It cannot be read, a row is damaged, or a cell is no value of its column.</exception>
    internal IEnumerable<double[]> Read(string path)
    {
        using FileStream file = Open(path);
        if (!CsvRecords.TryOpen(file, CsvDialect.Standard, [], bad => throw new ClientException($"{path}, line {bad.Line}: the row is damaged ({bad.Reason})."), out CsvRecords? records, out IngestionRefusal? refusal))
        {
            throw new ClientException($"{path}: {refusal}");
        }

        using (records)
        {
            int[] columns = [.. _names.Select(names => names.Select(name => records.Names.ToList().IndexOf(name)).FirstOrDefault(index => index >= 0, -1))];
            if (columns.All(column => column < 0))
            {
                throw new ClientException($"{path} has none of the model's columns: {string.Join(", ", _names.Select(names => names[0]).Distinct())}.");
            }

            List<double> batch = [];
            while (records.Read())
            {
                Code(path, records, columns, batch);
                if (batch.Count + _coders.Length > BatchNumbers)
                {
                    yield return [.. batch];
                    batch.Clear();
                }
            }

            if (records.Stopped is { } stopped)
            {
                throw new ClientException($"{path}: {stopped}");
            }

            if (batch.Count > 0)
            {
                yield return [.. batch];
            }
        }
    }

    private void Code(string path, CsvRecords records, int[] columns, List<double> batch)
    {
        for (int feature = 0; feature < columns.Length; feature++)
        {
            string? text = columns[feature] < 0 ? null : Encoding.UTF8.GetString(records.Cell(columns[feature]));
            if (!_coders[feature].TryCode(text, out double value))
            {
                throw new ClientException(string.Create(CultureInfo.InvariantCulture, $"{path}, line {records.Line}: {_names[feature][0]} is neither empty nor what its column holds."));
            }

            batch.Add(value);
        }
    }

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ClientException.Usage($"{path} cannot be read: {exception.Message}", exception);
        }
    }
}
