using System.Globalization;
using EnclaveCleanRoom.Agreements.Answers;

namespace EnclaveCleanRoom.DataOwnerClient.Terminal;

/// <summary>A lift as lines, what must be known before it first.</summary>
internal static class LiftText
{
    /// <summary>What is said when people were not split as planned.</summary>
    internal const string Mismatch = "people were not split as planned, beyond what chance and noise explain: find out why before you believe the lift";

    internal static IEnumerable<string> Write(LiftAnswer answer)
    {
        if (!answer.Split.IsAsPlanned)
        {
            yield return $"WARNING: {Mismatch}";
        }

        if (!AnswerSense.IsInformative(answer))
        {
            yield return AnswerSense.NobodyInAnArm;
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"treated share {AnswerText.Percent(answer.Split.TreatmentShare)}, planned {answer.Split.Planned * 100:0.#} %; in neither arm or in both {AnswerText.Count(answer.Others)}");
        foreach (string line in TextTable.Lines(["arm", "people", "conversions", "rate"], new[] { answer.Treatment, answer.Control }.Select(Row)))
        {
            yield return $"  {line}";
        }

        yield return $"absolute lift {AnswerText.Percent(answer.AbsoluteLift)}";
        yield return answer.RelativeLift is [Figure relative] ? $"relative lift {AnswerText.Percent(relative)}" : "relative lift: the control's rate cannot be told from 0";
        yield return $"incremental conversions {AnswerText.Count(answer.IncrementalConversions)}";
        foreach (ValueLift value in answer.Values)
        {
            yield return $"{value.Column}: mean {AnswerText.Number(value.Treatment)} treated, {AnswerText.Number(value.Control)} held out; difference {AnswerText.Number(value.Difference)}, in all {AnswerText.Count(value.Incremental)}";
        }

        yield return "intervals of shares, rates, lifts and means also cover that people are a sample";
    }

    private static string[] Row(ArmFigures arm) => [arm.Arm, AnswerText.Count(arm.People), AnswerText.Count(arm.Conversions), AnswerText.Percent(arm.Rate)];
}
