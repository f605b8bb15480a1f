namespace EnclaveCleanRoom.Parquet.Tests.Pooling;

/// <summary>Tests that look into memory which was given back, or count what is lent: nobody else may use the pool of the process meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
