using EnclaveCleanRoom.DataOwnerClient.Ingestion;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Ingestion;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("atomic-file").FullName;

    [Fact]
    public void A_file_appears_whole_under_its_name_and_nothing_else_is_left()
    {
        string path = Path.Combine(_folder, "table");
        AtomicFile.Write(path, stream => stream.Write("whole"u8));
        Assert.Equal("whole", System.IO.File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_write_that_fails_halfway_leaves_what_was_there_before_and_nothing_else()
    {
        string path = Path.Combine(_folder, "table");
        System.IO.File.WriteAllText(path, "before");
        Assert.Throws<IOException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            stream.Flush();
            throw new IOException("the disk is full");
        }));
        Assert.Equal("before", System.IO.File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Until_the_last_byte_is_written_the_name_holds_the_old_file()
    {
        string path = Path.Combine(_folder, "table");
        System.IO.File.WriteAllText(path, "before");
        AtomicFile.Write(path, stream =>
        {
            stream.Write("after"u8);
            stream.Flush();
            Assert.Equal("before", System.IO.File.ReadAllText(path));
        });
        Assert.Equal("after", System.IO.File.ReadAllText(path));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
