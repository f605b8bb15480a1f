using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EnclaveCleanRoom.LocalCloud.Measurement;

/// <summary>A file and the state it is in: when two stamps are equal, its content was not changed between them.</summary>
/// <remarks>
/// The kernel sets the time of change itself, at every write and at every change of the other times, and lets nobody set it. It
/// counts in ticks, so two writes within one are told apart only once that tick is over: see <see cref="ChangedBefore"/>.
/// </remarks>
/// <param name="Device">The device's major and minor numbers.</param>
/// <param name="Inode">The number of the file on that device.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Modified">When its content changed, as a program may have set it.</param>
/// <param name="Changed">When the file changed in any way, by the kernel.</param>
internal readonly partial record struct FileStamp(ulong Device, ulong Inode, ulong Size, FileTime Modified, FileTime Changed)
{
    private const int AtCurrentDirectory = -100;
    private const int EmptyPath = 0x1000;
    private const uint TimesInodeAndSize = 0x40 | 0x80 | 0x100 | 0x200;

    // struct statx: stx_ino at 32, stx_size at 40, stx_ctime and stx_mtime at 96 and 112, the device at 136, 256 bytes in all, on every architecture.
    private const int StatxSize = 256;
    private const int InodeAt = 32;
    private const int SizeAt = 40;
    private const int ChangedAt = 96;
    private const int ModifiedAt = 112;
    private const int DeviceAt = 136;

    /// <summary>Asks for the stamp of what <paramref name="path"/> leads to now, links followed.</summary>
    /// <returns>Null when it leads nowhere or may not be asked.</returns>
    public static FileStamp? TryRead(string path) => TryRead(AtCurrentDirectory, path, 0);

    /// <summary>Asks for the stamp of an open file, whatever its path leads to by now.</summary>
    public static FileStamp? TryRead(SafeFileHandle file) => TryRead((int)file.DangerousGetHandle(), "", EmptyPath);

    /// <summary>Whether the last change lies before a moment.</summary>
    public bool ChangedBefore(DateTimeOffset moment) => Changed.Seconds < moment.ToUnixTimeSeconds();

    private static FileStamp? TryRead(int directory, string path, int flags)
    {
        Span<byte> found = stackalloc byte[StatxSize];
        return Statx(directory, path, flags, TimesInodeAndSize, ref MemoryMarshal.GetReference(found)) != 0
            ? null
            : new FileStamp(
                MemoryMarshal.Read<ulong>(found[DeviceAt..]),
                MemoryMarshal.Read<ulong>(found[InodeAt..]),
                MemoryMarshal.Read<ulong>(found[SizeAt..]),
                FileTime.Read(found[ModifiedAt..]),
                FileTime.Read(found[ChangedAt..]));
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string path, int flags, uint mask, ref byte found);
}
