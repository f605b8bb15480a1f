using EnclaveCleanRoom.LocalCloud.Measurement;

namespace EnclaveCleanRoom.LocalCloud.Tests;

/// <summary>Which lines of a process's memory map speak of code.</summary>
public sealed class MappedFileTests
{
    [Theory]
    [InlineData("7f00-7f01 r-xp 00000000 fe:00 1    /usr/lib/libc.so.6", "/usr/lib/libc.so.6", false)]
    [InlineData("7f00-7f01 r--p 00000000 fe:00 1    /app/a.dll", "/app/a.dll", false)]
    [InlineData("7f00-7f01 r--p 00000000 fe:00 1    /app/a.DLL", "/app/a.DLL", false)]
    [InlineData("7f00-7f01 rw-p 00000000 fe:00 1    /app/with space.so", "/app/with space.so", false)]
    [InlineData("7f00-7f01 r-xp 00000000 fe:00 1    /app/data.bin", "/app/data.bin", false)]
    [InlineData("7f00-7f01 r-xp 00000000 00:01 1    /memfd:hidden (deleted)", "/memfd:hidden", true)]
    [InlineData("7f00-7f01 r-xp 00000000 00:01 1    /memfd:doublemapper (deleted)", "/memfd:doublemapper", true)]
    [InlineData("7f00-7f01 r-xs 00000000 00:01 1    /memfd:doublemapper2 (deleted)", "/memfd:doublemapper2", true)]
    [InlineData("7f00-7f01 r-xp 00000000 fe:00 1    /opt/gone.so (deleted)", "/opt/gone.so", true)]
    public void Code_is_listed(string line, string path, bool isDeleted)
    {
        MappedFile file = Assert.Single(MappedFile.Parse(line + "\n"));
        Assert.Equal(path, file.Path);
        Assert.Equal(isDeleted, file.IsDeleted);
        Assert.Equal("7f00-7f01", file.Range);
    }

    [Theory]
    [InlineData("7f00-7f01 rw-p 00000000 00:00 0 ")]
    [InlineData("7f00-7f01 rwxp 00000000 00:00 0 ")]
    [InlineData("7f00-7f01 rw-p 00000000 00:00 0    [heap]")]
    [InlineData("7f00-7f01 r-xp 00000000 00:00 0    [vdso]")]
    [InlineData("7f00-7f01 r--p 00000000 fe:00 1    /usr/share/locale/x.mo")]
    [InlineData("7f00-7f01 r-xs 00000000 00:01 1    /memfd:doublemapper (deleted)")]
    public void The_rest_is_not(string line) => Assert.Empty(MappedFile.Parse(line + "\n"));

    [Fact]
    public void A_file_that_is_mapped_more_than_once_is_listed_once() =>
        Assert.Single(MappedFile.Parse("1-2 r-xp 0 fe:00 1 /a.so\n2-3 r--p 0 fe:00 1 /a.so\n"));
}
