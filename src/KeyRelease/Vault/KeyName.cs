namespace EnclaveCleanRoom.KeyRelease.Vault;

/// <summary>Names and versions of keys, checked before they become part of a URL.</summary>
internal static class KeyName
{
    /// <summary>1 to 127 ASCII letters, digits and hyphens.</summary>
    public static void ThrowIfInvalid(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is < 1 or > 127 || !name.All(character => char.IsAsciiLetterOrDigit(character) || character == '-'))
        {
            throw new ArgumentException("A key's name has 1 to 127 ASCII letters, digits and hyphens.", nameof(name));
        }
    }

    /// <summary>1 to 127 ASCII letters and digits, or null for the current version.</summary>
    public static void ThrowIfInvalidVersion(string? version)
    {
        if (version is not null && (version.Length is < 1 or > 127 || !version.All(char.IsAsciiLetterOrDigit)))
        {
            throw new ArgumentException("A key's version has 1 to 127 ASCII letters and digits.", nameof(version));
        }
    }

    /// <summary>
    /// Whether <paramref name="id"/> is a key of this vault and name, of this version when one is given. It must end in some
    /// version when one is given or <paramref name="versioned"/> says so, and in none otherwise.
    /// </summary>
    public static bool Identifies(string id, Uri vault, string name, string? version, bool versioned)
    {
        if (!Uri.TryCreate(id, UriKind.Absolute, out Uri? uri) || uri.Scheme != vault.Scheme || uri.Port != vault.Port ||
            !uri.Host.Equals(vault.Host, StringComparison.OrdinalIgnoreCase) || uri.Query.Length > 0 || uri.Fragment.Length > 0 ||
            uri.UserInfo.Length > 0)
        {
            return false;
        }

        string[] parts = uri.AbsolutePath.Split('/');
        return parts.Length == (versioned || version is not null ? 4 : 3) && parts[0].Length == 0 && parts[1] == "keys" &&
            parts[2].Equals(name, StringComparison.OrdinalIgnoreCase) &&
            (parts.Length == 3 || (parts[3].Length > 0 && parts[3].All(char.IsAsciiLetterOrDigit))) &&
            (version is null || parts[3].Equals(version, StringComparison.OrdinalIgnoreCase));
    }
}
