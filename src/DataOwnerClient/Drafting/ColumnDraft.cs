using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DataOwnerClient.Ingestion.Inference;

namespace EnclaveCleanRoom.DataOwnerClient.Drafting;

/// <summary>
/// Proposed columns in the form of an agreement. No domain comes from the data: labels say DECLARE where their owner has to,
/// categories are to be discovered privately, everything else is undisclosed.
/// </summary>
internal static class ColumnDraft
{
    /// <summary>Stands where the owner has to write something; as a positive value it is there on purpose to be seen.</summary>
    internal const string ToDeclare = "DECLARE";

    private static readonly JsonSerializerOptions s_indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static string WriteJson(SchemaProposal proposal)
    {
        JsonArray columns = [.. proposal.Columns.Select(column => (JsonNode)new JsonObject
        {
            ["name"] = column.Plan.Name,
            ["type"] = JsonNamingPolicy.CamelCase.ConvertName(column.Plan.Type.ToString()),
            ["role"] = JsonNamingPolicy.CamelCase.ConvertName(column.Plan.Role.ToString()),
            ["domain"] = column.Plan.Role switch
            {
                ColumnRole.Label => new JsonObject { ["kind"] = "label", ["positive"] = ToDeclare },
                ColumnRole.Categorical or ColumnRole.MultiValued => new JsonObject { ["kind"] = "discovered" },
                _ => new JsonObject { ["kind"] = "undisclosed" },
            },
        })];
        return columns.ToJsonString(s_indented) + "\n";
    }
}
