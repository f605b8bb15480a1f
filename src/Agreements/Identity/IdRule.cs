namespace EnclaveCleanRoom.Agreements.Identity;

/// <summary>
/// One step of an <see cref="IdNormalisation"/>: a pure function of the text, the same on every machine. The kinds
/// are closed: <see cref="TrimRule"/>, <see cref="CaseRule"/>, <see cref="EmailRule"/>, <see cref="PhoneRule"/>.
/// </summary>
public abstract record IdRule
{
    private protected IdRule()
    {
    }

    /// <summary>
    /// Rewrites the first <paramref name="length"/> characters of <paramref name="text"/> in place. The span is
    /// <see cref="IdNormalisation.WorkspaceLength"/> long, so a rule may lengthen the text a little.
    /// </summary>
    internal abstract IdRejection Apply(Span<char> text, ref int length);
}
