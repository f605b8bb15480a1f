using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.LocalCloud.Measurement;

/// <summary>Which file something is, whatever it is called.</summary>
/// <param name="Device">The device's major and minor numbers.</param>
/// <param name="Inode">The number of the file on that device.</param>
/// <param name="IsRegular">Whether it is an ordinary file, not a folder, pipe, socket or device.</param>
internal readonly partial record struct FileIdentity(ulong Device, ulong Inode, bool IsRegular)
{
    private const int AtCurrentDirectory = -100;
    private const uint StatxTypeAndInode = 0x1 | 0x100;
    private const int TypeBits = 0xF000;
    private const int RegularType = 0x8000;

    // struct statx: stx_mode at 28, stx_ino at 32, stx_dev_major and stx_dev_minor at 136 and 140, 256 bytes in all, on every architecture.
    private const int StatxSize = 256;
    private const int ModeAt = 28;
    private const int InodeAt = 32;
    private const int DeviceAt = 136;

    /// <summary>Asks what <paramref name="path"/> leads to now, links followed.</summary>
    /// <returns>Null when it leads nowhere or may not be asked.</returns>
    public static FileIdentity? TryRead(string path)
    {
        Span<byte> found = stackalloc byte[StatxSize];
        return Statx(AtCurrentDirectory, path, 0, StatxTypeAndInode, ref MemoryMarshal.GetReference(found)) != 0
            ? null
            : new FileIdentity(
                MemoryMarshal.Read<ulong>(found[DeviceAt..]),
                MemoryMarshal.Read<ulong>(found[InodeAt..]),
                (MemoryMarshal.Read<ushort>(found[ModeAt..]) & TypeBits) == RegularType);
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string path, int flags, uint mask, ref byte found);
}
