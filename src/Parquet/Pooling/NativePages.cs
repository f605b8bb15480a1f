using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.Parquet.Pooling;

/// <summary>Native memory from the operating system. Large blocks are mappings of their own, which the C library's allocator would keep in pieces after they are freed.</summary>
/// <remarks>On Linux they are also left out of dumps of the process, and backed by huge pages where the machine has some. Source: mmap(2), madvise(2).</remarks>
internal static unsafe partial class NativePages
{
    // Of one processor's vector registers and cache lines.
    private const nuint Alignment = 64;
    private const long LeastMapped = 128 << 10;
    private const long LeastHuge = 4 << 20;
    private const int ReadAndWrite = 3;
    private const int PrivateAndAnonymous = 0x22;
    private const int HugePages = 14;
    private const int NotInDumps = 16;
    private static readonly bool s_canMap = OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64;

    /// <summary>A block of exactly <paramref name="size"/> bytes, whatever they hold.</summary>
    /// <exception cref="OutOfMemoryException">There is no memory.</exception>
    public static nint Take(long size)
    {
        if (!IsMapped(size))
        {
            return (nint)NativeMemory.AlignedAlloc((nuint)size, Alignment);
        }

        nint start = Map(0, (nuint)size, ReadAndWrite, PrivateAndAnonymous, -1, 0);
        if (start == -1)
        {
            throw new InsufficientMemoryException();
        }

        // Advice: a kernel that does not know it loses nothing but that.
        _ = Advise(start, (nuint)size, NotInDumps);
        if (size >= LeastHuge)
        {
            _ = Advise(start, (nuint)size, HugePages);
        }

        return start;
    }

    /// <summary>Gives a block back.</summary>
    public static void GiveBack(nint start, long size)
    {
        if (IsMapped(size))
        {
            _ = Unmap(start, (nuint)size);
        }
        else
        {
            NativeMemory.AlignedFree((void*)start);
        }
    }

    private static bool IsMapped(long size) => s_canMap && size >= LeastMapped;

    [LibraryImport("libc", EntryPoint = "mmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, long offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Unmap(nint address, nuint length);

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(nint address, nuint length, int advice);
}
