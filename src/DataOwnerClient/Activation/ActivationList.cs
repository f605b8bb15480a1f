using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Results;

namespace EnclaveCleanRoom.DataOwnerClient.Activation;

/// <summary>People to be handed on, out of a verified result: in the one form there is, by the SHA-256 of their normalised ids.</summary>
/// <param name="Job">The job that made the list; names it at the target.</param>
/// <param name="People">Who is on it.</param>
internal sealed record ActivationList(string Job, HashedIdList People)
{
    /// <summary>The name of the form, and of the one column that a file of it has.</summary>
    internal const string Form = "sha256";

    /// <summary>The list that a result delivers, or <see langword="null"/> when its answer names nobody.</summary>
    internal static ActivationList? Of(Result result) => result.Answer switch
    {
        SuppressionAnswer suppression => new ActivationList(result.Job.ToString(), suppression.Listed),
        LookalikeAnswer lookalike => new ActivationList(result.Job.ToString(), lookalike.Segment),
        _ => null,
    };
}
