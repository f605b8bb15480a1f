namespace EnclaveCleanRoom.Boosting.Options;

/// <summary>How values of one type are written.</summary>
internal abstract class OptionValue<T>
{
    public abstract OptionRefusalReason? TryRead(string text, out T? value);

    public abstract string Write(T value);
}
