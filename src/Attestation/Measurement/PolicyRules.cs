namespace EnclaveCleanRoom.Attestation;

/// <summary>What a policy document's content must satisfy, so that one workload has one document.</summary>
internal static class PolicyRules
{
    /// <summary>The first rule that is broken, in words; null when none is.</summary>
    public static string? Check(MeasuredPolicyContent content)
    {
        if (content.Files.FirstOrDefault(file => !IsRelative(file.Path)) is MeasuredFile file)
        {
            return $"{PolicyText.Quote(file.Path)} is not a relative path in its simplest form.";
        }

        if (content.MappedFiles.FirstOrDefault(mapped => !IsAbsolute(mapped.Path)) is MeasuredFile other)
        {
            return $"{PolicyText.Quote(other.Path)} is not an absolute path in its simplest form.";
        }

        if (!content.Files.Any(candidate => candidate.Path == content.Executable))
        {
            return "The executable is not among the files.";
        }

        if (HasRepetition(content.Files.Select(each => each.Path)) || HasRepetition(content.MappedFiles.Select(each => each.Path))
            || HasRepetition(content.Environment.Select(each => each.Name)))
        {
            return "A path or an environment variable stands twice.";
        }

        IEnumerable<string> texts = content.Files.Concat(content.MappedFiles).Select(each => each.Path)
            .Concat(content.Arguments)
            .Concat(content.Environment.Select(each => each.Name))
            .Concat(content.Environment.Select(each => each.LiteralValue ?? ""));
        if (!texts.All(PolicyText.IsWellFormed))
        {
            return "A text is not valid UTF-16, or holds a zero character.";
        }

        return content.Environment.Any(rule => rule.Name.Contains('=', StringComparison.Ordinal))
            ? "The name of an environment variable holds an equals sign."
            : null;
    }

    private static bool IsAbsolute(string path) => path.StartsWith('/') && IsRelative(path[1..]);

    private static bool IsRelative(string path) => path.Split('/').All(part => part is not ("" or "." or ".."));

    private static bool HasRepetition(IEnumerable<string> names)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        return !names.All(seen.Add);
    }
}
