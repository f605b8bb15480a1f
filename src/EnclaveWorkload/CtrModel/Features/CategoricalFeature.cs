using EnclaveCleanRoom.Boosting;

namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Features;

/// <summary>A category for each primary row or person; -1 where absent.</summary>
/// <param name="name">The feature's name.</param>
/// <param name="codes">The codes.</param>
/// <param name="indexOf">From a primary row to its place among <paramref name="codes"/>: the row itself, or its person.</param>
internal sealed class CategoricalFeature(string name, int[] codes, Func<int, int> indexOf) : IFeature
{
    public FeatureColumn Read(string prefix, int[] rows)
    {
        int[] read = new int[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            read[i] = codes[indexOf(rows[i])];
        }

        return FeatureColumn.Categorical(prefix + name, read);
    }
}
