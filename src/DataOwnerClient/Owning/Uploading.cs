using System.Globalization;
using System.Net;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DataOwnerClient.Rooms;
using EnclaveCleanRoom.Storage;

namespace EnclaveCleanRoom.DataOwnerClient.Owning;

/// <summary>Sends manifest and ciphertext; an upload that was interrupted goes on where it stopped.</summary>
internal static class Uploading
{
    private const int PieceSize = 4 << 20;
    private const int MaximumAttempts = 6;

    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(200);

    /// <param name="room">The appraised instance.</param>
    /// <param name="dataset">What to send.</param>
    /// <param name="progress">Told the bytes that have arrived.</param>
    /// <param name="cancellationToken">Stops between two pieces.</param>
    /// <returns>The bytes that were there before.</returns>
    internal static async Task<long> UploadAsync(RoomConnection room, SealedDataset dataset, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        Manifest manifest = dataset.Manifest;
        await PostManifestAsync(room, dataset, cancellationToken);
        string target = $"/datasets/{manifest.Dataset}/{manifest.Version}/ciphertext";
        using HttpResponseMessage asked = await SendPatientlyAsync(room, HttpMethod.Get, target, default, cancellationToken);
        await RoomAnswer.RequireSuccessAsync(asked, $"ciphertext of {manifest.Dataset}", cancellationToken);
        long before = OffsetOf(asked);
        long offset = before;
        await using FileStream file = File.OpenRead(dataset.Path);
        byte[] piece = new byte[PieceSize];
        while (offset < manifest.FileLength)
        {
            file.Position = offset;
            int read = await file.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, cancellationToken);
            if (read == 0)
            {
                throw new ClientException($"{dataset.Path} is shorter than its manifest says.");
            }

            using HttpResponseMessage put = await SendPatientlyAsync(room, HttpMethod.Put, $"{target}?offset={offset}", piece.AsMemory(0, read), cancellationToken);
            await RoomAnswer.RequireSuccessAsync(put, $"ciphertext of {manifest.Dataset}", cancellationToken);
            offset = OffsetOf(put);
            progress?.Report(offset);
        }

        return before;
    }

    /// <summary>Uploads the ciphertext to a store that the room's operator reads, then hands the room the manifest.</summary>
    /// <returns>The bytes that were there before.</returns>
    /// <exception cref="ClientException">The store refused, with what to do about it.</exception>
    internal static async Task<long> UploadAsync(
        RoomConnection room, SealedDataset dataset, IObjectStore store, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        Manifest manifest = dataset.Manifest;
        ObjectName name = ObjectName.Parse(DatasetBinding.StoredName(manifest.Agreement, manifest.Dataset, manifest.Version));
        await using FileStream file = File.OpenRead(dataset.Path);
        StoreResult<Upload> uploaded = await store.UploadAsync(name, file, progress, cancellationToken);
        if (!uploaded.TryGet(out Upload? upload, out StoreFailure? failure))
        {
            throw new ClientException($"{store.Place}/{name} was not uploaded: {failure} What had arrived is kept; run it again.");
        }

        await PostManifestAsync(room, dataset, cancellationToken);
        return upload.Before;
    }

    /// <summary>Sends what may be sent twice (a piece overwrites itself, and the same manifest changes nothing), and comes again when the room has no place for it at present or the connection broke.</summary>
    private static async Task<HttpResponseMessage> SendPatientlyAsync(
        RoomConnection room, HttpMethod method, string target, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                HttpResponseMessage answer = await room.SendAsync(method, target, body, cancellationToken);
                if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || attempt == MaximumAttempts)
                {
                    return answer;
                }

                answer.Dispose();
            }
            catch (HttpRequestException) when (attempt < MaximumAttempts)
            {
                // Below.
            }

            await Task.Delay(s_firstPause * (1 << attempt), cancellationToken);
        }
    }

    private static async Task PostManifestAsync(RoomConnection room, SealedDataset dataset, CancellationToken cancellationToken)
    {
        using HttpResponseMessage posted = await SendPatientlyAsync(room, HttpMethod.Post, "/manifests", dataset.SignedManifest, cancellationToken);
        await RoomAnswer.RequireSuccessAsync(posted, $"manifest of {dataset.Manifest.Dataset}", cancellationToken);
    }

    /// <summary>Sends the list of a file's rewrapped keys; the room takes the same one any number of times.</summary>
    internal static async Task SendRotationAsync(RoomConnection room, byte[] rotation, CancellationToken cancellationToken)
    {
        using HttpResponseMessage posted = await room.SendAsync(HttpMethod.Post, "/rotations", rotation, cancellationToken);
        await RoomAnswer.RequireSuccessAsync(posted, "rewrapped keys", cancellationToken);
    }

    private static long OffsetOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Upload-Offset", out IEnumerable<string>? values)
        && long.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out long offset)
            ? offset
            : throw new ClientException("The room does not say how much it has received.");
}
