namespace EnclaveCleanRoom.Parquet;

/// <summary>How much of a file must be encrypted and authenticated for a reader to accept it, from least to most.</summary>
public enum Protection
{
    /// <summary>Any file: what is encrypted is authenticated, what is not is taken as it is.</summary>
    None,

    /// <summary>The footer is at least signed: what the file holds, and which columns are encrypted, is authentic.</summary>
    SignedFooter,

    /// <summary>The footer is encrypted.</summary>
    EncryptedFooter,

    /// <summary>The footer and every column that is read are encrypted with AES-GCM throughout, so that each byte is authenticated.</summary>
    EncryptedColumns,
}
