namespace EnclaveCleanRoom.Agreements.Identity;

/// <summary>Brings every letter to one case by Unicode's simple mapping, character by character, whatever the language.</summary>
/// <param name="Case">Which case.</param>
public sealed record CaseRule(LetterCase Case) : IdRule
{
    internal override IdRejection Apply(Span<char> text, ref int length)
    {
        foreach (ref char c in text[..length])
        {
            c = Case == LetterCase.Lower ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c);
        }

        return IdRejection.None;
    }
}
