using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.DataOwnerClient;

// Asks a room how many people two tables have in common, from a program instead of the command line.
if (args is not [string address, string agreementFile, string keyFolder, string terms])
{
    Console.Error.WriteLine("usage: AskARoom https://ROOM:8443 agreement.cose KEY-FOLDER OVERLAP-TERMS");
    return 2;
}

if (!SignedAgreement.TryOpen(await File.ReadAllBytesAsync(agreementFile), out SignedAgreement? agreement, out DocumentRefusal? refusal))
{
    Console.Error.WriteLine($"{agreementFile} is no agreement: {refusal}");
    return 1;
}

try
{
    using RoomClient room = await RoomClient.ConnectAsync(new Uri(address), agreement, keyFolder);
    Console.WriteLine($"instance {room.Instance.InstanceId}: {room.Instance.Appraisal.Checks.Count} checks hold");
    OverlapQuery question = new() { Terms = TermsId.Parse(terms), NanoRho = 100_000_000 };
    RoomAnswerOutcome outcome = await room.AskAsync(question, stage => Console.WriteLine($"  {stage}"));
    if (outcome.Verification is not { Verdict: VerificationVerdict.Verified, Result.Answer: OverlapAnswer answer })
    {
        Console.Error.WriteLine($"no answer: {string.Join("; ", outcome.Denial)}");
        return 1;
    }

    Console.WriteLine($"people in both tables: {answer.Overlap.Estimate:0} (95 of 100 times within {answer.Overlap.Low:0} and {answer.Overlap.High:0})");
    return 0;
}
catch (ClientException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
