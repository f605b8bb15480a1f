using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

/// <summary>Removes every person from every non-empty subset of a question's tables, over random scenes.</summary>
internal static class Removals
{
    /// <summary>How far each vector moves at most, beside what each mechanism declares, in the order of the plan.</summary>
    public static IReadOnlyList<(Sensitivity Declared, IReadOnlyList<Change> Changes)> Of(
        QueryTerms terms, Query query, Func<BoundedTable, IReadOnlyList<long[]>> vectors, int scenes = 8, int people = 8, int ads = 50, int others = 14)
    {
        List<List<Change>> changes = [];
        Sensitivity[] declared = [];
        for (int seed = 1; seed <= scenes; seed++)
        {
            Scene scene = Scene.Random(terms, (ulong)seed, people, ads, others);
            foreach (string person in scene.PeopleOfAll)
            {
                Scene last = scene.WithLast(person);
                IReadOnlyList<long[]> with = Vectors(last, query, vectors, out declared);
                changes.AddRange(Enumerable.Range(0, with.Count - changes.Count).Select(_ => new List<Change>()));
                foreach (Scene smaller in last.Without(person, terms.Datasets))
                {
                    IReadOnlyList<long[]> without = Vectors(smaller, query, vectors, out _);
                    for (int i = 0; i < with.Count; i++)
                    {
                        changes[i].Add(Change.Between(with[i], without[i]));
                    }
                }
            }
        }

        return [.. declared.Zip(changes, (norms, moved) => (norms, (IReadOnlyList<Change>)moved))];
    }

    /// <summary>Nothing moves further than declared, and what is declared is reached: so a bound that were not enforced, or too generous, would show.</summary>
    public static void AreTight(IReadOnlyList<(Sensitivity Declared, IReadOnlyList<Change> Changes)> vectors)
    {
        Assert.NotEmpty(vectors);
        foreach ((Sensitivity declared, IReadOnlyList<Change> changes) in vectors)
        {
            Assert.All(changes, change => Assert.True(change.IsWithin(declared), $"{change} is beyond {declared}"));
            Assert.Equal(
                (declared.L0, declared.L1, declared.L2Squared, declared.LInfinity),
                (changes.Max(change => change.L0), changes.Max(change => change.L1), changes.Max(change => change.L2Squared), changes.Max(change => change.LInfinity)));
        }
    }

    private static IReadOnlyList<long[]> Vectors(Scene scene, Query query, Func<BoundedTable, IReadOnlyList<long[]>> vectors, out Sensitivity[] declared)
    {
        using Run run = new(scene, query);
        declared = [.. run.Plan.Privacy.Mechanisms.Select(mechanism => mechanism.Reports[0].Sensitivity)];
        IReadOnlyList<long[]> exact = vectors(run.Bounded);
        Assert.Equal(declared.Length, exact.Count);
        return exact;
    }
}
