using System.CommandLine;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom ledger</c>: what the room's ledger holds, and whether it is the one you saw.</summary>
internal static class LedgerVerb
{
    internal static Command Create() => new("ledger", "check a room's ledger, and see which query of which party consumed what") { LedgerVerifyVerb.Create() };
}
