using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Attesting;

/// <summary>Writes an appraisal, as lines or as JSON, and gives the exit code that says the same.</summary>
internal static class AttestOutput
{
    internal static int Write(HandedEvidenceAppraisal appraisal, DateTimeOffset at, bool isJson)
    {
        if (isJson)
        {
            Console.Out.WriteLine(AppraisalJson.Write(appraisal, at));
        }
        else
        {
            foreach (string line in AppraisalLines.Write(appraisal))
            {
                StepList.Line(line);
            }
        }

        return AttestExitCode.Of(appraisal.Appraisal.Verdict);
    }

    /// <summary>A part that is not there at all.</summary>
    /// <param name="option">Which part.</param>
    /// <param name="problem">What is wrong with it.</param>
    /// <param name="isJson">JSON instead of lines.</param>
    internal static int WriteUnreadable(string option, string problem, bool isJson)
    {
        if (isJson)
        {
            Console.Out.WriteLine(AppraisalJson.WriteUnreadable(option, problem));
        }
        else
        {
            StepList.Line(VerdictName.Unreadable);
            StepList.Line($"  {option}: wanted a file that can be read; found {problem}");
        }

        return AttestExitCode.ForgedOrUnreadable;
    }
}
