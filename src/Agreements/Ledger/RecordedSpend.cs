namespace EnclaveCleanRoom.Agreements.Ledger;

/// <summary>A spend as a ledger holds it.</summary>
/// <param name="Entry">The place of the entry that reserved it, from 0.</param>
/// <param name="At">The time of that entry.</param>
/// <param name="Datasets">What it was to open, of whatever owner, each in its version. Empty where the ledger does not say: then any grant may have paid for it.</param>
/// <param name="NanoRho">ρ charged to each account, in units of 10⁻⁹, 0 or more.</param>
/// <param name="AttoDelta">δ charged to each account, in units of 10⁻¹⁸, 0 or more.</param>
public sealed record RecordedSpend(long Entry, DateTimeOffset At, IReadOnlyList<GrantedDataset> Datasets, long NanoRho, long AttoDelta);
