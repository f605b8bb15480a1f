using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.PrivateModels.Bench.Data;

/// <summary>The tables by name, with their δ and splits.</summary>
internal static class Tables
{
    internal sealed record Known(Delta Delta, Func<int, Split> Split);

    internal static Known Read(string name, string folder)
    {
        switch (name)
        {
            case "adult":
                Table adult = AdultTable.Read(folder);
                return new Known(Delta.Parse("1e-5"), seed => Split.OfPeople(adult, seed, 1));
            case "ctr":
                Split ctr = Split.OfFirst(CtrTable.Read(folder), CtrTable.TrainingRows);
                return new Known(Delta.Parse("1e-6"), _ => ctr);
            case "ydata":
                Table ydata = YdataTable.Read(folder);
                return new Known(Delta.Parse("1e-6"), seed => Split.OfPeople(ydata, seed, 10));
            case "together":
                return new Known(Delta.Parse("1e-6"), seed => Split.OfFirst(TogetherTable.Generate(seed), TogetherTable.TrainingRows));
            default:
                throw new ArgumentException($"There is no table '{name}'.", nameof(name));
        }
    }
}
