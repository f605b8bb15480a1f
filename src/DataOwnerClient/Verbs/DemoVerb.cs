using System.CommandLine;
using System.Globalization;
using EnclaveCleanRoom.DataOwnerClient.Demo;
using EnclaveCleanRoom.DataOwnerClient.Terminal;
using EnclaveCleanRoom.Samples;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom demo</c>: the whole path on one machine, in simulated-attestation mode.</summary>
internal static class DemoVerb
{
    internal static Command Create()
    {
        Option<int> rows = new("--rows") { Description = $"rows of the advertiser's generated table, at least {2 * AdvertisingOptions.MinimumRows}; the publisher's has half as many", DefaultValueFactory = _ => 200_000 };
        Option<string?> publisher = new("--publisher") { Description = "the publisher's own CSV" };
        Option<string?> advertiser = new("--advertiser") { Description = "the advertiser's own CSV" };
        Option<string> id = new("--id") { Description = "the id column, or publisherColumn=advertiserColumn", DefaultValueFactory = _ => "" };
        Option<string> label = new("--label") { Description = "the label column, in either table", DefaultValueFactory = _ => "" };
        Option<string> positive = new("--positive") { Description = "the label's value that counts as positive", DefaultValueFactory = _ => "1" };
        Option<string> output = new("--out") { Description = "the folder for keys, agreement, results and report", DefaultValueFactory = _ => DemoOptions.DefaultOut };
        Option<int> rounds = new("--rounds") { Description = $"rounds of the private models' training, 1 to {DemoOptions.MostRounds}", DefaultValueFactory = _ => 6 };
        Option<int?> answerAfter = new("--answer-after") { Description = "seconds from the spend to the moment at which an answer leaves, for every question; 0 for as soon as it is computed (unless given: 5 for the overlap, 0 for the others)" };
        Command command = new("demo", "play both owners through the whole path, in simulated-attestation mode");
        foreach (Option option in new Option[] { rows, publisher, advertiser, id, label, positive, output, rounds, answerAfter })
        {
            command.Options.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            if ((parsed.GetValue(publisher) is null) != (parsed.GetValue(advertiser) is null))
            {
                throw ClientException.Usage("Give both --publisher and --advertiser, or neither.");
            }

            RequireWithin("--rows", parsed.GetValue(rows), 2 * AdvertisingOptions.MinimumRows, AdvertisingOptions.MaximumRows);
            RequireWithin("--rounds", parsed.GetValue(rounds), 1, DemoOptions.MostRounds);
            RequireWithin("--answer-after", parsed.GetValue(answerAfter) ?? 0, 0, DemoOptions.LongestAnswer);
            DemoOptions options = new()
            {
                Rows = parsed.GetValue(rows),
                Publisher = parsed.GetValue(publisher),
                Advertiser = parsed.GetValue(advertiser),
                Id = parsed.GetValue(id)!,
                Label = parsed.GetValue(label)!,
                Positive = parsed.GetValue(positive)!,
                Out = Path.GetFullPath(parsed.GetValue(output)!),
                Rounds = parsed.GetValue(rounds),
                AnswerAfter = parsed.GetValue(answerAfter),
            };
            await new DemoRun(options, new StepList()).RunAsync(cancellationToken);
            return ExitCode.Success;
        });
        return command;
    }

    private static void RequireWithin(string option, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            throw ClientException.Usage(string.Create(CultureInfo.InvariantCulture, $"{option} is {least} to {most}."));
        }
    }
}
