using EnclaveCleanRoom.Agreements.Ledger;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>An entry of the ledger as the file has it.</summary>
/// <param name="Sequence">What the file says of its place, from 1.</param>
/// <param name="Entry">The entry.</param>
/// <param name="Leaf">What the file says of its leaf.</param>
internal readonly record struct LedgerRow(long Sequence, LedgerEntry Entry, ReadOnlyMemory<byte> Leaf);
