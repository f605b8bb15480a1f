using System.Diagnostics;
using EnclaveCleanRoom.Attestation;
using Spectre.Console;

namespace EnclaveCleanRoom.DataOwnerClient.Terminal;

/// <summary>
/// Shows long work step by step: with a moving bar on a terminal, as plain unwrapped lines when the output is piped. Each step
/// ends in one line with its time.
/// </summary>
internal sealed class StepList
{
    private readonly List<(string Name, string Detail, TimeSpan Duration)> _steps = [];

    internal IReadOnlyList<(string Name, string Detail, TimeSpan Duration)> Steps => _steps;

    /// <summary>Runs a step and says how it went.</summary>
    /// <param name="name">What is done.</param>
    /// <param name="run">Does it; may report a share from 0 to 1 and a word about where it is, and returns the detail of the last line.</param>
    internal async Task RunAsync(string name, Func<IProgress<(double Share, string Word)>, Task<string>> run)
    {
        long started = Stopwatch.GetTimestamp();
        string detail = "";
        if (Console.IsOutputRedirected)
        {
            detail = await run(new Silent());
        }
        else
        {
            await AnsiConsole.Progress()
                .AutoClear(true)
                .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
                .StartAsync(async context =>
                {
                    ProgressTask task = context.AddTask(Markup.Escape(name), maxValue: 1);
                    detail = await run(new Bar(task, name));
                });
        }

        TimeSpan duration = Stopwatch.GetElapsedTime(started);
        _steps.Add((name, detail, duration));
        Line($"{_steps.Count,2}  {name,-46} {duration.TotalSeconds,6:0.0} s  {detail}");
    }

    /// <summary>Writes one line, never wrapped. What strangers wrote may stand in it: control characters are shown, not obeyed.</summary>
    internal static void Line(string text) => Console.Out.WriteLine(Plain(text));

    /// <summary>Writes lines of ours, each as <see cref="Line"/> does.</summary>
    /// <param name="text">Lines that end in line feeds; what strangers wrote in it holds none.</param>
    internal static void Lines(string text) => Console.Out.Write(PlainLines(text));

    /// <summary>The text with everything that a terminal would obey replaced by a visible sign: see <see cref="PlainText"/>.</summary>
    internal static string Plain(string text) => PlainText.Show(text);

    /// <summary>Likewise, but for the line feeds.</summary>
    internal static string PlainLines(string text) => string.Join('\n', text.Split('\n').Select(Plain));

    private sealed class Silent : IProgress<(double Share, string Word)>
    {
        public void Report((double Share, string Word) value)
        {
        }
    }

    private sealed class Bar(ProgressTask task, string name) : IProgress<(double Share, string Word)>
    {
        public void Report((double Share, string Word) value)
        {
            task.Value = value.Share;
            task.Description = Markup.Escape(value.Word.Length == 0 ? name : $"{name}: {value.Word}");
        }
    }
}
