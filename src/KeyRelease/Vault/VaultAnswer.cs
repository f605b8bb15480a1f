namespace EnclaveCleanRoom.KeyRelease.Vault;

/// <summary>The body of a successful answer, or why there is none.</summary>
internal readonly record struct VaultAnswer(byte[] Body, KeyVaultFailure? Failure);
