namespace EnclaveCleanRoom.Agreements.Identity;

/// <summary>The case that letters are brought to.</summary>
public enum LetterCase
{
    /// <summary>Lower case.</summary>
    Lower,

    /// <summary>Upper case.</summary>
    Upper,
}
