namespace EnclaveCleanRoom.EnclaveHost.Attesting.Devices;

/// <summary>The one door to the kernel: an open device and <c>ioctl</c> on it.</summary>
internal interface IControlDevice : IDisposable
{
    /// <summary>Calls <c>ioctl</c>.</summary>
    /// <param name="request">The request's number.</param>
    /// <param name="argument">Its structure, pinned; the kernel reads and writes it.</param>
    /// <returns>0, or the error's number (<c>errno</c>).</returns>
    public int Control(uint request, byte[] argument);
}
