namespace EnclaveCleanRoom.Boosting.Histograms;

/// <summary>Wide lanes whose entries are counted from one place.</summary>
/// <param name="FirstLane">The first lane.</param>
/// <param name="EndLane">One past the last lane.</param>
/// <param name="FirstEntry">The entry that the lanes count from.</param>
internal readonly record struct LanePage(int FirstLane, int EndLane, int FirstEntry);
