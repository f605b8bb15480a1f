using System.Formats.Cbor;

namespace EnclaveCleanRoom.Cose.Structure;

/// <summary>The CBOR tags of the messages. Source: RFC 9052 §2, table 1.</summary>
internal static class MessageTag
{
    public const CborTag Mac0 = (CborTag)17;
    public const CborTag Sign1 = (CborTag)18;
    public const CborTag Encrypt = (CborTag)96;
    public const CborTag Sign = (CborTag)98;
}
