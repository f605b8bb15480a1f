using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;
using EnclaveCleanRoom.DataOwnerClient.Ingestion.Inference;
using EnclaveCleanRoom.DataOwnerClient.Keys;

namespace EnclaveCleanRoom.DataOwnerClient.Demo;

/// <summary>One party's table on its way into the room.</summary>
internal sealed class DemoTable
{
    internal required PartyKeyFolder Owner { get; init; }

    internal required DatasetId Dataset { get; init; }

    internal required string CsvPath { get; init; }

    internal required string Description { get; init; }

    internal required IReadOnlyList<ColumnPlan> Columns { get; init; }

    /// <summary>The value of the label that counts as positive.</summary>
    internal required string Positive { get; init; }

    internal ColumnPlan? Label => Columns.FirstOrDefault(column => column.Role == ColumnRole.Label);

    /// <summary>Infers types and roles, and applies what the user said.</summary>
    internal static DemoTable Infer(PartyKeyFolder owner, DatasetId dataset, string csvPath, string description, string idColumn, string label, string positive)
    {
        using FileStream file = OpenCsv(csvPath);
        if (!SchemaInference.TryInfer(
                file, [], idColumn.Length == 0 ? null : idColumn, null, out SchemaProposal? proposal, out IngestionRefusal? refusal))
        {
            throw new ClientException($"{csvPath}: {refusal}");
        }

        List<ColumnPlan> columns = [.. proposal.Columns.Select(column => Decide(column.Plan, label))];
        return columns.Any(column => column.Role == ColumnRole.Id)
            ? new DemoTable { Owner = owner, Dataset = dataset, CsvPath = csvPath, Description = description, Columns = columns, Positive = positive }
            : throw new ClientException($"{csvPath}: no column identifies people. Say which one with --id.");
    }

    private static ColumnPlan Decide(ColumnPlan plan, string label) =>
        label.Length == 0 || plan.Role == ColumnRole.Id ? plan
        : plan.Name == label ? plan with { Role = ColumnRole.Label }
        : plan.Role == ColumnRole.Label ? plan with { Role = ColumnRole.Categorical }
        : plan;

    private static FileStream OpenCsv(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ClientException($"{path} cannot be read: {exception.Message}", exception);
        }
    }
}
