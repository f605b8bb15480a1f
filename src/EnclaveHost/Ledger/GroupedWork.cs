namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>The body of one caller's transaction, which waits to be committed together with others'.</summary>
internal abstract class GroupedWork
{
    /// <summary>What went wrong, if anything did.</summary>
    protected Exception? Failure { get; private set; }

    /// <summary>Runs the body.</summary>
    internal abstract void Run();

    internal void Fail(Exception failure) => Failure ??= failure;

    /// <summary>It is durable, or taken back: the caller is told.</summary>
    internal abstract void Finish();
}
