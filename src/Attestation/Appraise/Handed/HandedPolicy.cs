using System.Text;

namespace EnclaveCleanRoom.Attestation;

/// <summary>The policy text among handed evidence: the one that the host data stands for, and not one that allows everything.</summary>
internal static class HandedPolicy
{
    // Rego of confidential container groups: a rule for creating containers that answers yes without looking.
    private const string OpenDoor = "create_container:={\"allowed\":true";

    public static void Appraise(AppraisalChecklist list, Digest256 hostData, ReadOnlyMemory<byte> file)
    {
        // The text itself, or the base64 that it lies in inside a container group: the digest decides which of the two this is.
        byte[] text = file.ToArray();
        if (Digest256.Of(text) != hostData && WrittenBytes.TryDecode(text, out byte[]? decoded) && Digest256.Of(decoded) == hostData)
        {
            text = decoded;
        }

        list.AppraisedEqual("host_data", Digest256.Of(text).ToString(), hostData.ToString(), PolicyNames.Asker);
        bool isOpen = string.Concat(Encoding.UTF8.GetString(text).Where(c => !char.IsWhiteSpace(c))).Contains(OpenDoor, StringComparison.Ordinal);
        list.Appraised(
            "policy.containers",
            "a list of the containers that may be created",
            isOpen ? "any container may be created" : "no rule that allows any container",
            !isOpen,
            PolicyNames.Project);
    }
}
