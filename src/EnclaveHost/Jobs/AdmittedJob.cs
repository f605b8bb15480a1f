using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>A job that agreement, manifests and grants allow, with its plan.</summary>
internal sealed record AdmittedJob
{
    internal required SignedDocument<Job> Job { get; init; }

    internal required QueryPlan Plan { get; init; }

    /// <summary>What is asked, in all its parameters, of which data, by which code.</summary>
    internal required Digest256 Question { get; init; }

    /// <summary>The earlier job whose result answers exactly this question; <see langword="null"/> when it is new.</summary>
    internal required JobId? AnsweredBy { get; init; }

    /// <summary>Whether its result answers the same question from then on. Not where ε holds towards the one recipient only: such a result enters no record that others are answered from.</summary>
    internal required bool AnswersOthers { get; init; }

    /// <summary>How long after the spend the answer leaves; zero for as soon as it is computed.</summary>
    internal required TimeSpan AnswerAfter { get; init; }

    /// <summary>The datasets that are joined, the plan's primary first.</summary>
    internal required IReadOnlyList<AdmittedDataset> Datasets { get; init; }

    /// <summary>The sealed shares in the grants that count, for each dataset with dual release; at least one each.</summary>
    internal required IReadOnlyDictionary<DatasetId, IReadOnlyList<byte[]>> Shares { get; init; }

    /// <summary>Who receives the result.</summary>
    internal required IReadOnlyList<PartyId> Recipients { get; init; }

    /// <summary>The accounts of all owners whose data is touched.</summary>
    internal required IReadOnlyList<BudgetAccount> Accounts { get; init; }

    /// <summary>SHA-256 of the grants under which it runs.</summary>
    internal required IReadOnlyList<Digest256> Grants { get; init; }
}
