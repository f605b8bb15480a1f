namespace EnclaveCleanRoom.EnclaveHost.Attesting.Platform;

/// <summary>Where current certificates for the chip's present firmware come from.</summary>
internal interface ICertificateService
{
    /// <summary>Fetches them.</summary>
    /// <exception cref="EvidenceUnavailableException">The service does not answer, or not with certificates.</exception>
    public Task<HostCertificates> FetchAsync(CancellationToken cancellationToken);
}
