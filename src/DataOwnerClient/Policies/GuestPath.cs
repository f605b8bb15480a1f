namespace EnclaveCleanRoom.DataOwnerClient.Policies;

/// <summary>Paths of the guest as text: with one spelling a path, what lies beneath what is seen from the text alone.</summary>
internal static class GuestPath
{
    /// <summary>Whether a path is absolute and in its one spelling: names of letters, digits, '.', '_' and '-' behind single slashes, none of them '.' or '..', no slash at the end.</summary>
    internal static bool IsCanonical(string path) =>
        path.Length > 1 && path[0] == '/' && path[1..].Split('/').All(name =>
            name.Length > 0 && name is not ("." or "..") && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'));

    /// <summary>Whether a canonical path is a folder or lies in it.</summary>
    internal static bool IsWithin(string path, string folder) => path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);
}
