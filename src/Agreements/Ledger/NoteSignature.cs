namespace EnclaveCleanRoom.Agreements.Ledger;

/// <summary>One signature line of a note.</summary>
/// <param name="KeyName">Whose key, by name; no spaces, no plus.</param>
/// <param name="KeyId">Which key of that name, shortened: it chooses the key and proves nothing.</param>
/// <param name="Signature">The signature over the note's text.</param>
public sealed record NoteSignature(string KeyName, uint KeyId, ReadOnlyMemory<byte> Signature);
