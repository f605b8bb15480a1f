using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.LocalCloud.Measurement;
using EnclaveCleanRoom.LocalCloud.Tests.Processes;

namespace EnclaveCleanRoom.LocalCloud.Tests;

/// <summary>What is remembered of the shared runtime is never older than the file.</summary>
public sealed class SharedRuntimeTests : IDisposable
{
    // As if everything here had been written an hour ago, and so were settled.
    private readonly SharedRuntime _runtime = new(new LaterClock(TimeSpan.FromHours(1)));
    private readonly TemporaryFolder _folder = new();
    private readonly string _file;

    public SharedRuntimeTests()
    {
        _file = _folder.PathTo("library.dll");
        File.WriteAllBytes(_file, [1, 2, 3]);
    }

    [Fact]
    public void A_file_that_did_not_change_is_remembered_by_its_content_whatever_it_is_called()
    {
        Digest256 digest = _runtime.Digest(_file);
        Assert.Equal(Digest256.Of([1, 2, 3]), digest);
        Assert.Equal(digest, _runtime.FindKnown(_file));
        string link = _folder.PathTo("link.dll");
        File.CreateSymbolicLink(link, _file);
        Assert.Equal(digest, _runtime.FindKnown(link));
    }

    [Fact]
    public void A_changed_byte_is_seen_though_size_and_time_of_modification_are_put_back()
    {
        DateTime modified = File.GetLastWriteTimeUtc(_file);
        Digest256 before = _runtime.Digest(_file);
        WaitForNextTick(_file);
        File.WriteAllBytes(_file, [1, 2, 4]);
        File.SetLastWriteTimeUtc(_file, modified);
        Assert.Null(_runtime.FindKnown(_file));
        Assert.NotEqual(before, _runtime.Digest(_file));
        Assert.Equal(Digest256.Of([1, 2, 4]), _runtime.Digest(_file));
    }

    [Fact]
    public void Another_file_in_its_place_is_seen_though_it_has_the_same_size_and_time()
    {
        _runtime.Digest(_file);
        string other = _folder.PathTo("other.dll");
        File.WriteAllBytes(other, [1, 2, 5]);
        File.SetLastWriteTimeUtc(other, File.GetLastWriteTimeUtc(_file));
        File.Move(other, _file, overwrite: true);
        Assert.Null(_runtime.FindKnown(_file));
        Assert.Equal(Digest256.Of([1, 2, 5]), _runtime.Digest(_file));
    }

    [Fact]
    public void A_file_that_changed_a_moment_ago_is_not_remembered()
    {
        SharedRuntime now = new(TimeProvider.System);
        Assert.Equal(Digest256.Of([1, 2, 3]), now.Digest(_file));
        Assert.Null(now.FindKnown(_file));
        File.WriteAllBytes(_file, [1, 2, 6]);
        Assert.Equal(Digest256.Of([1, 2, 6]), now.Digest(_file));
    }

    [Fact]
    public void A_file_that_is_gone_is_not_remembered()
    {
        _runtime.Digest(_file);
        File.Delete(_file);
        Assert.Null(_runtime.FindKnown(_file));
        Assert.Throws<FileNotFoundException>(() => _runtime.Digest(_file));
    }

    public void Dispose() => _folder.Dispose();

    // The clock pretends that an hour has passed; the kernel's ticks are real.
    private static void WaitForNextTick(string file)
    {
        string probe = file + ".probe";
        do
        {
            File.WriteAllBytes(probe, []);
        }
        while (FileStamp.TryRead(probe)!.Value.Changed == FileStamp.TryRead(file)!.Value.Changed);
    }

    private sealed class LaterClock(TimeSpan later) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + later;
    }
}
