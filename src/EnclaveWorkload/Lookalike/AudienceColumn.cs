using System.Diagnostics;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.EnclaveWorkload.Coding;
using EnclaveCleanRoom.EnclaveWorkload.CtrModel.Features;
using EnclaveCleanRoom.EnclaveWorkload.Joining;
using EnclaveCleanRoom.PrivateModels;

namespace EnclaveCleanRoom.EnclaveWorkload.Lookalike;

/// <summary>
/// One column of the audience as a feature of its people: of a person's rows the most frequent category, or the mean of the numbers. It depends on the person's own rows alone. Its bounds and
/// its vocabulary are the agreement's.
/// </summary>
internal sealed class AudienceColumn
{
    private readonly ColumnTerms _terms;
    private readonly string[] _vocabulary;

    private AudienceColumn(ColumnTerms terms, string[] vocabulary, PrivateFeature feature) => (_terms, _vocabulary, Feature) = (terms, vocabulary, feature);

    /// <summary>What is public of it.</summary>
    internal PrivateFeature Feature { get; }

    /// <param name="terms">A column that the rules of lookalike terms allow.</param>
    /// <param name="index">Its place among the features: two columns may differ in characters that model files do not allow.</param>
    internal static AudienceColumn Of(ColumnTerms terms, int index)
    {
        string name = FeatureName.Of($"{index}", terms.Name, "");
        return terms switch
        {
            { Role: ColumnRole.Categorical, Domain: VocabularyDomain vocabulary } => new AudienceColumn(terms, [.. vocabulary.Values], PrivateFeature.Categorical(name, vocabulary.Values.Count)),
            { Role: ColumnRole.Numeric, Domain: RangeDomain range } => new AudienceColumn(terms, [], PrivateFeature.Numeric(name, range.Minimum, range.Maximum)),
            { Role: ColumnRole.Label } => new AudienceColumn(terms, [], PrivateFeature.Numeric(name, 0, 1)),
            _ => throw new UnreachableException($"'{terms.Name}' has no public values; the agreement's rules check it."),
        };
    }

    /// <summary>The feature of some people.</summary>
    /// <param name="table">The audience.</param>
    /// <param name="rows">Its rows by person.</param>
    /// <param name="people">The people, in the order wanted.</param>
    internal AudienceValues Read(OpenedTable table, PersonRows rows, int[] people)
    {
        if (!Feature.IsCategorical)
        {
            CodedNumbers numbers = _terms.Role == ColumnRole.Label ? Labels.ReadNumbers(table, _terms.Name) : ColumnNumbers.Read(table.Read(_terms.Name));
            double[] means = PersonMeans.Of(rows, numbers);
            return new AudienceValues([.. people.Select(person => means[person])], []);
        }

        CategoryCodes categories = CategoryCodes.Read(table.Read(_terms.Name));
        int[] modes = PersonMode.Of(rows, categories);
        Dictionary<string, int> places = _vocabulary.Index().ToDictionary(each => each.Item, each => each.Index, StringComparer.Ordinal);
        int other = _vocabulary.Length;
        int[] codeOf = [.. categories.Texts.Select(text => places.GetValueOrDefault(text, other))];
        return new AudienceValues([], [.. people.Select(person => modes[person] < 0 ? other : codeOf[modes[person]])]);
    }
}
