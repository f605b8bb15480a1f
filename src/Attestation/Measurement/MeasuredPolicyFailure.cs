namespace EnclaveCleanRoom.Attestation;

/// <summary>Why bytes are not a policy document.</summary>
public enum MeasuredPolicyFailure
{
    /// <summary>Nothing was wrong.</summary>
    None,

    /// <summary>The document is not ASCII lines that each end in a line feed, or is longer than 16 MiB.</summary>
    Lines,

    /// <summary>The first line does not name the format in version 1.</summary>
    Version,

    /// <summary>A line is not a JSON array of one of the known shapes.</summary>
    Line,

    /// <summary>The content breaks a rule: a path, a repetition, an executable that is not among the files.</summary>
    Content,

    /// <summary>The content is fine, but written in another order or spelling than the one that it has.</summary>
    NotCanonical,
}
