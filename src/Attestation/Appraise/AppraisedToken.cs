namespace EnclaveCleanRoom.Attestation;

/// <summary>A token that speaks of the given evidence and is acceptable: what a key may be asked for with. Made by <see cref="TokenAppraiser"/> alone.</summary>
public sealed class AppraisedToken
{
    internal AppraisedToken(GenuineToken token, Evidence evidence, AppraisalReport appraisal)
    {
        Token = token;
        Evidence = evidence;
        Appraisal = appraisal;
    }

    /// <summary>The token.</summary>
    public GenuineToken Token { get; }

    /// <summary>The evidence that it speaks of.</summary>
    public Evidence Evidence { get; }

    /// <summary>Every check that was run.</summary>
    public AppraisalReport Appraisal { get; }
}
