namespace EnclaveCleanRoom.BoostingCommand;

/// <summary>Lines of progress, in the native program's form.</summary>
internal sealed class Log(TextWriter output, TextWriter errors)
{
    /// <summary>1 and more: everything; 0: warnings; below: only what ends the program.</summary>
    public int Verbosity { get; set; } = 1;

    public void Info(string message) => Write(1, "Info", message);

    public void Warning(string message) => Write(0, "Warning", message);

    public void Fatal(string message) => errors.WriteLine($"[Boosting] [Fatal] {message}");

    private void Write(int least, string level, string message)
    {
        if (Verbosity >= least)
        {
            output.WriteLine($"[Boosting] [{level}] {message}");
        }
    }
}
