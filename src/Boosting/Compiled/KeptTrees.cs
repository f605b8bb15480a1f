using EnclaveCleanRoom.Boosting.Training;
using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Compiled;

/// <summary>Trees that are compiled when many rows are first predicted, and stay so. Usable from several threads.</summary>
/// <param name="trees">The trees.</param>
internal sealed class KeptTrees(IReadOnlyList<Tree> trees)
{
    // Fewer rows are not worth the tables that are made of the trees.
    private const int FewestCodedRows = 1_000;

    private readonly Lock _lock = new();
    private volatile bool _isCompiled;
    private CompiledTrees? _compiled;

    /// <summary>Null when the trees cannot be compiled, or the rows are not worth it.</summary>
    /// <param name="rowCount">How many rows are predicted.</param>
    /// <param name="team">Who compiles them.</param>
    public CompiledTrees? For(int rowCount, Team team)
    {
        if (!_isCompiled && rowCount < FewestCodedRows)
        {
            return null;
        }

        lock (_lock)
        {
            if (!_isCompiled)
            {
                _compiled = CompiledTrees.From(trees, team);
                _isCompiled = true;
            }

            return _compiled;
        }
    }
}
