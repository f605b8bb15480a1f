namespace EnclaveCleanRoom.Cose.Headers;

/// <summary>A header label: an integer of 64 bits or a text string.</summary>
/// <remarks>Source: RFC 9052 §1.5. The constants are the IANA "COSE Header Parameters" that this profile knows.</remarks>
internal readonly record struct HeaderLabel(long Number, string? Text)
{
    public const int Algorithm = 1;
    public const int Critical = 2;
    public const int ContentType = 3;
    public const int KeyId = 4;
    public const int InitializationVector = 5;
    public const int CwtClaims = 15;
    public const int X5Chain = 33;
    public const int X5T = 34;
    public const int EphemeralKey = -1;

    public static implicit operator HeaderLabel(int number) => new(number, null);

    public static implicit operator HeaderLabel(string text) => new(0, text);

    /// <summary>Whether a message that marks this label as critical can be processed.</summary>
    public bool IsUnderstood =>
        Text is null && Number is Algorithm or Critical or ContentType or KeyId or CwtClaims or X5Chain or X5T;
}
