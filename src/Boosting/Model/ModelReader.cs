using System.Diagnostics.CodeAnalysis;
using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Model;

/// <summary>
/// Reads LightGBM's model file, version 4. Nothing of it is trusted: whatever is accepted predicts without
/// leaving an array and without a loop.
/// </summary>
internal static class ModelReader
{
    private const int MostCharacters = 1 << 30;
    private const int MostTrees = 100_000;
    private const int MostFeatures = 1_000_000;
    private const int MostClasses = 10_000;

    public static bool TryRead(string text, [NotNullWhen(true)] out BoosterModel? model, out ModelFailure failure)
    {
        model = null;
        if (text.Length > MostCharacters)
        {
            failure = ModelFailure.TooLarge;
            return false;
        }

        LineCursor cursor = new(text);
        BoosterModel read = Read(ref cursor);
        failure = cursor.Failure;
        model = cursor.HasFailed ? null : read;
        return model is not null;
    }

    private static BoosterModel Read(ref LineCursor cursor)
    {
        cursor.Expect("tree", ModelFailure.NotAModel);
        if (cursor.Field("version") is var version && !version.SequenceEqual("v4"))
        {
            cursor.Fail(ModelFailure.UnknownVersion);
        }

        int classes = cursor.Integer("num_class", 1, MostClasses);
        int outputs = cursor.Integer("num_tree_per_iteration", 1, MostClasses);
        if (classes != outputs)
        {
            cursor.Fail(ModelFailure.Unsupported);
        }

        int labelIndex = cursor.Integer("label_index", 0, int.MaxValue);
        int features = cursor.Integer("max_feature_idx", 0, int.MaxValue - 1) + 1;
        string? objective = cursor.IsField("objective") || !IsWithoutObjective(ref cursor) ? cursor.Field("objective").ToString() : null;
        if (!OutputTransform.TryParse(objective, outputs, out OutputTransform? transform))
        {
            cursor.Fail(ModelFailure.Unsupported);
        }

        bool isAveraged = cursor.Peek().SequenceEqual("average_output");
        if (isAveraged)
        {
            cursor.Take();
        }

        if (features > MostFeatures)
        {
            cursor.Fail(ModelFailure.TooLarge);
        }

        string[] names = Words(ref cursor, "feature_names", features);
        string? monotone = null;
        if (cursor.IsField("monotone_constraints"))
        {
            monotone = string.Join(' ', cursor.List<int>("monotone_constraints", features));
        }

        string[] infos = Words(ref cursor, "feature_infos", features);
        int[] sizes = Sizes(ref cursor);
        if (sizes.Length % outputs != 0)
        {
            cursor.Fail(ModelFailure.WrongTreeSizes);
        }

        cursor.Expect("", ModelFailure.UnknownField);
        IReadOnlyList<Tree> trees = Trees(ref cursor, sizes, features);
        cursor.Expect("end of trees", ModelFailure.WrongTreeSizes);
        SkipImportances(ref cursor);
        string? parameters = Parameters(ref cursor);
        return new BoosterModel
        {
            Objective = objective,
            Transform = transform ?? OutputTransform.Identity,
            Outputs = outputs,
            Classes = classes,
            IsAveraged = isAveraged,
            LabelIndex = labelIndex,
            FeatureNames = names,
            MonotoneConstraints = monotone,
            FeatureInfos = infos,
            Trees = trees,
            Parameters = parameters,
            Trailer = Trailer(ref cursor),
        };
    }

    /// <summary>A model of a custom objective has no such line: names follow at once.</summary>
    private static bool IsWithoutObjective(ref LineCursor cursor) => cursor.IsField("feature_names") || cursor.Peek().SequenceEqual("average_output");

    private static string[] Words(ref LineCursor cursor, string name, int count)
    {
        ReadOnlySpan<char> value = cursor.Field(name);
        if (cursor.HasFailed)
        {
            return [];
        }

        string[] words = value.ToString().Split(' ');
        if (words.Length != count)
        {
            cursor.Fail(ModelFailure.WrongLength);
        }
        else if (words.Contains(""))
        {
            cursor.Fail(ModelFailure.MalformedValue);
        }

        return words;
    }

    private static int[] Sizes(ref LineCursor cursor)
    {
        ReadOnlySpan<char> line = cursor.Peek();
        int equals = line.IndexOf('=') + 1;
        int count = equals >= line.Length ? 0 : line[equals..].Count(' ') + 1;
        if (count > MostTrees)
        {
            cursor.Fail(ModelFailure.TooLarge);
        }

        return cursor.List<int>("tree_sizes", count);
    }

    private static List<Tree> Trees(ref LineCursor cursor, int[] sizes, int features)
    {
        List<Tree> trees = new(sizes.Length);
        for (int index = 0; index < sizes.Length && !cursor.HasFailed; index++)
        {
            int start = cursor.Position;
            trees.Add(TreeReader.Read(ref cursor, index, features));
            if (!cursor.HasFailed && cursor.Position - start != sizes[index])
            {
                cursor.Fail(ModelFailure.WrongTreeSizes);
            }
        }

        return trees;
    }

    /// <summary>The importances follow from the trees; what the file says of them is not used.</summary>
    private static void SkipImportances(ref LineCursor cursor)
    {
        if (cursor.HasFailed || cursor.IsAtEnd)
        {
            return;
        }

        cursor.Expect("", ModelFailure.UnknownField);
        cursor.Expect("feature_importances:", ModelFailure.UnknownField);
        while (!cursor.HasFailed && !cursor.IsAtEnd && cursor.Peek() is { IsEmpty: false } line)
        {
            if (line.IndexOf('=') <= 0)
            {
                cursor.Fail(ModelFailure.MalformedValue);
            }

            cursor.Take();
        }
    }

    private static string? Parameters(ref LineCursor cursor)
    {
        if (cursor.HasFailed || cursor.IsAtEnd)
        {
            return null;
        }

        cursor.Expect("", ModelFailure.UnknownField);
        if (cursor.HasFailed || !cursor.Rest.StartsWith("parameters:\n"))
        {
            cursor.Fail(ModelFailure.UnknownField);
            return null;
        }

        cursor.Take();
        int start = cursor.Position;
        ReadOnlySpan<char> rest = cursor.Rest;
        while (!cursor.HasFailed && cursor.Peek() is { IsEmpty: false } line)
        {
            if (line[0] != '[' || line[^1] != ']' || line.IndexOf(": ") < 0)
            {
                cursor.Fail(ModelFailure.MalformedValue);
            }

            cursor.Take();
        }

        string lines = cursor.HasFailed ? "" : rest[..(cursor.Position - start)].ToString();
        cursor.Expect("", ModelFailure.UnknownField);
        cursor.Expect("end of parameters", ModelFailure.UnknownField);
        return lines;
    }

    /// <summary>What the Python package appends.</summary>
    private static string Trailer(ref LineCursor cursor)
    {
        if (cursor.HasFailed || cursor.IsAtEnd)
        {
            return "";
        }

        string trailer = cursor.Rest.ToString();
        if (!trailer.TrimStart('\n').StartsWith("pandas_categorical:", StringComparison.Ordinal))
        {
            cursor.Fail(ModelFailure.UnknownField);
        }

        return trailer;
    }
}
