namespace EnclaveCleanRoom.DataOwnerClient.Rooms;

/// <summary>Reads a long answer as it comes.</summary>
internal static class Download
{
    private const int PieceBytes = 1 << 16;

    /// <summary>The whole body.</summary>
    /// <param name="response">Read up to its headers.</param>
    /// <param name="report">Told the share that has come, 0 to 1, where the room says how much it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HttpRequestException">The connection broke off.</exception>
    internal static async Task<byte[]> ReadAsync(HttpResponseMessage response, Action<double>? report, CancellationToken cancellationToken)
    {
        long? length = response.Content.Headers.ContentLength;
        using MemoryStream whole = new();
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
        byte[] piece = new byte[PieceBytes];
        while (await body.ReadAsync(piece, cancellationToken) is int read and > 0)
        {
            whole.Write(piece, 0, read);
            if (length > 0)
            {
                report?.Invoke(Math.Min(1, (double)whole.Length / length.Value));
            }
        }

        return whole.ToArray();
    }
}
