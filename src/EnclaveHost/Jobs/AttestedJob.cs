using EnclaveCleanRoom.EnclaveHost.Attesting;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>An admitted job at an instance that has just been vouched for.</summary>
internal sealed record AttestedJob(AdmittedJob Job, Attested Attested);
