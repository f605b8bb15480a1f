namespace EnclaveCleanRoom.Attestation;

/// <summary>Why an endorsement is not the statement of a publisher that is trusted.</summary>
public enum UvmAuthenticationFailure
{
    /// <summary>Nothing was wrong.</summary>
    None,

    /// <summary>No trust anchor has the issuer that the header claims.</summary>
    IssuerNotTrusted,

    /// <summary>The issuer is trusted, but not in the feed that the header claims.</summary>
    FeedNotTrusted,

    /// <summary>The chain does not end in the root that the issuer's did names.</summary>
    Root,

    /// <summary>The root says SIMULATED in its name, and the trust anchors do not name it.</summary>
    SimulatedRoot,

    /// <summary>A link of the chain is not signed by the next, or a certificate that signs another may not.</summary>
    Chain,

    /// <summary>The signer's certificate does not have the extended key usage that the did demands.</summary>
    ExtendedKeyUsage,

    /// <summary>The signature over the statement is wrong, or not of a kind that fits the signer's key.</summary>
    Signature,
}
