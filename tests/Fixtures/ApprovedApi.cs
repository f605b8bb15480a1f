using System.Reflection;
using System.Text;

namespace EnclaveCleanRoom.Fixtures;

/// <summary>
/// Each public type and member is a decision: it is listed in <c>PublicApi.approved.txt</c> beside the tests, and a
/// difference fails. To approve a change, replace the file by the <c>received</c> one that the failure names.
/// </summary>
public static class ApprovedApi
{
    /// <summary>Compares the public surface of <paramref name="assembly"/> with the approved list of <paramref name="testProject"/>.</summary>
    public static void Check(Assembly assembly, string testProject)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        string received = Describe(assembly);
        string approvedPath = Repository.PathTo("tests", testProject, "PublicApi.approved.txt");
        string approved = System.IO.File.Exists(approvedPath) ? System.IO.File.ReadAllText(approvedPath) : "";
        if (approved == received)
        {
            return;
        }

        string receivedPath = Path.Combine(AppContext.BaseDirectory, "PublicApi.received.txt");
        System.IO.File.WriteAllText(receivedPath, received);
        HashSet<string> before = [.. approved.Split('\n')];
        HashSet<string> after = [.. received.Split('\n')];
        string gone = string.Join('\n', before.Except(after).Take(20).Select(line => "- " + line));
        string added = string.Join('\n', after.Except(before).Take(20).Select(line => "+ " + line));
        Assert.Fail($"The public surface differs from {approvedPath}.\nReceived: {receivedPath}\n{gone}\n{added}");
    }

    private static string Describe(Assembly assembly)
    {
        StringBuilder text = new();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(type.FullName).Append('\n');
            IEnumerable<string> members = type
                .GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .Where(member => member is not MethodInfo { IsSpecialName: true } || member.Name.StartsWith("op_", StringComparison.Ordinal))
                .Where(member => !member.Name.StartsWith('<'))
                .Select(member => $"    {member}")
                .Distinct()
                .Order(StringComparer.Ordinal);
            foreach (string member in members)
            {
                text.Append(member).Append('\n');
            }
        }

        return text.ToString();
    }
}
