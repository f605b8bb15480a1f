using System.Diagnostics.CodeAnalysis;

namespace EnclaveCleanRoom.Agreements;

/// <summary>A validated name; what does not parse cannot be held.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface IIdentifier<TSelf>
    where TSelf : struct, IIdentifier<TSelf>
{
    /// <summary>Reads a name.</summary>
    /// <param name="text">1 to 64 characters of <c>a-z</c>, <c>0-9</c>, <c>-</c>, beginning with a letter.</param>
    /// <param name="id">The name, or the default value when the text is not one.</param>
    /// <returns><see langword="false"/> when <paramref name="text"/> is no valid name.</returns>
    public static abstract bool TryParse([NotNullWhen(true)] string? text, out TSelf id);

    /// <summary>Reads a name that the caller knows to be valid.</summary>
    /// <param name="text">See <see cref="TryParse"/>.</param>
    /// <exception cref="FormatException"><paramref name="text"/> is no valid name.</exception>
    public static abstract TSelf Parse(string text);
}
