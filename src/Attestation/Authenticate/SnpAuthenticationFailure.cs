namespace EnclaveCleanRoom.Attestation;

/// <summary>Why a report and its chain are not evidence from hardware that is trusted. Any of them means: believe nothing in it.</summary>
public enum SnpAuthenticationFailure
{
    /// <summary>Nothing was wrong.</summary>
    None,

    /// <summary>The root certificate is not among the trust anchors.</summary>
    RootNotTrusted,

    /// <summary>The root says SIMULATED in its name, and no trust anchor that says so too names it.</summary>
    SimulatedRoot,

    /// <summary>A certificate is not of its role's profile: key, signature scheme, CA flag, key usage, or an unknown critical extension.</summary>
    CertificateProfile,

    /// <summary>The root's signature over itself is wrong.</summary>
    RootSignature,

    /// <summary>The root did not sign the signing key's certificate.</summary>
    IntermediateSignature,

    /// <summary>The signing key did not sign the endorsement key's certificate.</summary>
    LeafSignature,

    /// <summary>A certificate's validity has not begun at the time of the check.</summary>
    CertificateNotYetValid,

    /// <summary>A certificate's validity has ended at the time of the check.</summary>
    CertificateExpired,

    /// <summary>The root, the endorsement key and the report do not speak of one processor line.</summary>
    ProductMismatch,

    /// <summary>The report says that it is not signed.</summary>
    NotSigned,

    /// <summary>The report says that one kind of key signed it, and the certificate is of the other kind, or masks its chip key.</summary>
    KeyKind,

    /// <summary>A TCB version in the report has a reserved part that is not zero.</summary>
    TcbLayout,

    /// <summary>The endorsement key was derived for another TCB version than the report states.</summary>
    TcbMismatch,

    /// <summary>The endorsement key belongs to another chip than the report states.</summary>
    ChipMismatch,

    /// <summary>The endorsement key did not sign the report.</summary>
    ReportSignature,
}
