namespace EnclaveCleanRoom.Boosting.Objectives;

/// <summary>exp(s) of each score over their sum.</summary>
internal static class Softmax
{
    public static void Apply(Span<double> scores)
    {
        double most = double.NegativeInfinity;
        foreach (double score in scores)
        {
            most = Math.Max(most, score);
        }

        double sum = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = PortableExp.Exp(scores[i] - most);
            sum += scores[i];
        }

        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] /= sum;
        }
    }
}
