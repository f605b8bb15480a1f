using System.CommandLine;
using System.Globalization;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;
using EnclaveCleanRoom.DataOwnerClient.Terminal;
using EnclaveCleanRoom.Samples;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom sample</c>: a pair of made-up tables that fits a sample agreement, for who has no table at hand.</summary>
internal static class SampleVerb
{
    private const int MostRows = 1_000_000;

    internal static Command Create()
    {
        Argument<string> name = new("name") { Description = "advertising, audiences, fraud-detection or health-research: the sample agreement that the tables fit" };
        name.AcceptOnlyFromAmong([.. Drafting.SampleAgreements.Names]);
        Option<int> rows = new("--rows") { Description = $"rows of the larger table, {AdvertisingOptions.MinimumRows * 2} to {MostRows}", DefaultValueFactory = _ => 20_000 };
        Option<string> output = new("--out") { Description = "the folder for both tables", Required = true };
        Command command = new("sample", "write a pair of made-up tables; the same rows give the same files") { name, rows, output };
        command.SetAction(parsed => Write(parsed.GetValue(name)!, parsed.GetValue(rows), parsed.GetValue(output)!));
        return command;
    }

    private static int Write(string name, int rows, string folder)
    {
        if (rows is < AdvertisingOptions.MinimumRows * 2 or > MostRows)
        {
            throw ClientException.Usage(string.Create(CultureInfo.InvariantCulture, $"--rows is {AdvertisingOptions.MinimumRows * 2} to {MostRows}."));
        }

        Directory.CreateDirectory(folder);
        foreach ((string file, Action<TextWriter> write) in Tables(name, rows))
        {
            string path = Path.Combine(folder, file);
            AtomicFile.Write(path, stream =>
            {
                using StreamWriter writer = new(stream, leaveOpen: true);
                write(writer);
            });
            StepList.Line($"wrote {path}");
        }

        return ExitCode.Success;
    }

    private static (string File, Action<TextWriter> Write)[] Tables(string name, int rows)
    {
        SampleOptions options = new() { Rows = rows };
        switch (name)
        {
            case "audiences":
                AudienceTables audiences = new(options);
                return [("readers.csv", audiences.WriteReaders), ("customers.csv", audiences.WriteCustomers)];
            case "health-research":
                HealthTables health = new(options);
                return [("stays.csv", health.WriteHospital), ("dispensings.csv", health.WriteRegistry)];
            case "fraud-detection":
                FraudTables fraud = new(options);
                return [("payments.csv", fraud.WriteBank), ("subscribers.csv", fraud.WriteOperator)];
            default:
                AdvertisingTables advertising = new(AdvertisingOptions.ForRows(rows));
                return [("ads.csv", advertising.WriteAds), ("feeds.csv", advertising.WriteFeeds)];
        }
    }
}
