using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>A row on its way to its person's bucket.</summary>
/// <param name="Person">The person.</param>
/// <param name="Entry">See <see cref="RowEntry"/>.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct PersonRow(int Person, ulong Entry);
