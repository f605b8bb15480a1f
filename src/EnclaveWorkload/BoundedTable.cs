namespace EnclaveCleanRoom.EnclaveWorkload;

/// <summary>
/// Joined rows after the contribution bounds of one question. Only that question's plan makes and reads it.
/// </summary>
public abstract class BoundedTable
{
    private protected BoundedTable()
    {
    }
}
