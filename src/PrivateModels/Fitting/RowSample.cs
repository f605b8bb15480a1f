using EnclaveCleanRoom.PrivateModels.Binning;

namespace EnclaveCleanRoom.PrivateModels.Fitting;

/// <summary>Who takes part in the next round.</summary>
internal delegate BinnedRows RowSample(BinnedRows all);
