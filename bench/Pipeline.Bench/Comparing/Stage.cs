namespace EnclaveCleanRoom.Pipeline.Bench.Comparing;

/// <summary>A part of a run and how long it took.</summary>
internal sealed record Stage(string Name, double Seconds);
