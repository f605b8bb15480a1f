namespace EnclaveCleanRoom.Storage.Tests;

/// <summary>Bytes for uploads, the same every time.</summary>
internal static class Bytes
{
    internal static byte[] Of(int length, int seed = 1)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    internal static StoreFailureReason? ReasonOf<T>(StoreResult<T> result) => result.Failure?.Reason;

    internal static T ValueOf<T>(StoreResult<T> result)
    {
        Assert.True(result.TryGet(out T? value, out StoreFailure? failure), failure?.ToString());
        return value;
    }
}
