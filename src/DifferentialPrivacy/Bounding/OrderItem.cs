using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>One cipher block that names a thing to be ranked; the purpose keeps ranks of different uses apart.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4, Size = 16)]
internal readonly record struct OrderItem(OrderPurpose Purpose, int First, int Second = 0, int Third = 0);
