namespace EnclaveCleanRoom.Boosting.Tests.Model;

public sealed class MutationTests
{
    private const int Seed = 20_261_122;
    private const int Count = 400;

    private static Mutation[] Committed => [.. System.IO.File.ReadLines(ModelText.PathOf("mutations.tsv")).Select(Mutation.Parse)];

    [Fact]
    public void Every_mutated_model_has_the_outcome_it_was_committed_with()
    {
        string text = ModelText.Base;
        Mutation[] mutations = Committed;
        Assert.Equal(Count, mutations.Length);
        Assert.All(mutations, mutation => Assert.Equal(mutation.Expected, ModelText.FailureOf(mutation.Apply(text))));
    }

    [Fact]
    public void The_committed_mutations_are_those_of_the_seeded_generator() => Assert.Equal(
        Committed.Select(mutation => mutation with { Expected = ModelFailure.None }),
        MutationGenerator.Generate(ModelText.Base, Seed, Count));

    [Fact]
    public void Mutated_models_are_refused_for_many_reasons_and_mostly_refused()
    {
        Assert.InRange(Committed.Select(mutation => mutation.Expected).Distinct().Count(), 9, 14);
        Assert.InRange(Committed.Count(mutation => mutation.Expected == ModelFailure.None), 1, Count / 3);
    }

    [Fact]
    public void Two_thousand_more_mutations_never_escape()
    {
        string text = ModelText.Base;
        foreach (Mutation mutation in MutationGenerator.Generate(text, Seed + 1, 2_000))
        {
            ModelText.FailureOf(mutation.Apply(text));
        }
    }
}
