namespace EnclaveCleanRoom.Attestation;

/// <summary>What ties evidence to the connection that it came over: the asker's nonce, and the key that the connection ends at.</summary>
public static class LiveConnection
{
    /// <summary>Appraises the ties.</summary>
    /// <param name="evidence">The evidence.</param>
    /// <param name="nonce">The nonce that was asked with.</param>
    /// <param name="tlsKey">SHA-256 of the SubjectPublicKeyInfo that the other end of the connection has shown.</param>
    /// <returns>Both checks. They mean something only where the report data binds the runtime claims.</returns>
    public static AppraisalReport Appraise(Evidence evidence, ExpectedNonce nonce, Digest256 tlsKey)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(nonce);
        AppraisalChecklist list = new();
        RuntimeClaims claims = evidence.RuntimeClaims;
        list.Appraised("runtime.nonce", nonce.ToString(), Base64UrlText.Encode(claims.Nonce), nonce.IsSatisfiedBy(claims.Nonce), PolicyNames.Project);
        RunTlsKey(list, claims, tlsKey);
        return list.ToReport();
    }

    /// <summary>The connection's key alone, where the nonce was appraised already.</summary>
    /// <param name="evidence">The evidence.</param>
    /// <param name="tlsKey">SHA-256 of the SubjectPublicKeyInfo that the other end of the connection has shown.</param>
    public static AppraisalReport AppraiseTlsKey(Evidence evidence, Digest256 tlsKey)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        AppraisalChecklist list = new();
        RunTlsKey(list, evidence.RuntimeClaims, tlsKey);
        return list.ToReport();
    }

    private static void RunTlsKey(AppraisalChecklist list, RuntimeClaims claims, Digest256 tlsKey) =>
        list.AppraisedEqual("runtime.tls_key", $"{tlsKey}", $"{claims.TlsKey}", PolicyNames.Project);
}
