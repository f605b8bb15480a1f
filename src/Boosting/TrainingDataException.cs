namespace EnclaveCleanRoom.Boosting;

/// <summary>Thrown when data cannot be trained on; <see cref="Fault"/> says why. No message quotes a value of the data.</summary>
public sealed class TrainingDataException : ArgumentException
{
    internal TrainingDataException(TrainingDataFault fault, string message)
        : base(message) => Fault = fault;

    /// <summary>What is wrong with the data.</summary>
    public TrainingDataFault Fault { get; }
}
