using EnclaveCleanRoom.Agreements.Results;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>
/// What a result states besides its answer, fixed when the job has been paid for and before any row is opened: read at the end of the computation, either would tell when that was.
/// </summary>
/// <param name="Deadline">The moment at which it leaves.</param>
/// <param name="BudgetsLeft">What each account had left right after the spend; what other jobs spend meanwhile is not in it.</param>
internal sealed record AnswerFrame(AnswerDeadline Deadline, IReadOnlyList<BudgetLeft> BudgetsLeft);
