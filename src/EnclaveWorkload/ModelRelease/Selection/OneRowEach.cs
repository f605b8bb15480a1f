namespace EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Selection;

/// <summary>One feature in one row of each person, chosen by a secret lot: what its domain is found by.</summary>
/// <param name="Texts">Of a category: its values, <see langword="null"/> where missing; of a number empty.</param>
/// <param name="Numbers">Of a number: its values, NaN where missing; of a category empty.</param>
internal sealed record OneRowEach(string?[] Texts, double[] Numbers);
