using System.Text.Json;

namespace EnclaveCleanRoom.Attestation;

/// <summary>Compares a token's claims with what they must say.</summary>
internal static class TokenClaims
{
    /// <summary>Scalars are compared by their text, since services write the same value as a number and as a string.</summary>
    public static void RunEqual(AppraisalChecklist list, JsonElement claims, string name, string wanted)
    {
        string found = "nothing";
        if (claims.TryGetProperty(name, out JsonElement member))
        {
            found = member.ValueKind switch
            {
                JsonValueKind.String when StrictJsonText.TryGetString(member, out string? text) => text,
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => member.GetRawText(),
                _ => $"a JSON {member.ValueKind}",
            };
        }

        list.AppraisedEqual(name, wanted, found, PolicyNames.Project);
    }
}
