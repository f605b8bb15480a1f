namespace EnclaveCleanRoom.Boosting.Tests.Model;

/// <summary>One refusal of each kind, by hand; the mutated texts are the many.</summary>
public sealed class ModelRefusalTests
{
    [Fact]
    public void The_base_model_is_accepted_and_written_with_its_bytes()
    {
        Assert.Equal(ModelFailure.None, ModelText.FailureOf(ModelText.Base));
        Assert.True(Booster.TryParse(ModelText.Base, out Booster? booster, out _));
        Assert.Equal(ModelText.Base, booster.ToModelText());
    }

    [Theory]
    [InlineData("tree\nversion", "forest\nversion", ModelFailure.NotAModel)]
    [InlineData("version=v4", "version=v3", ModelFailure.UnknownVersion)]
    [InlineData("num_class=1", "num_class=3", ModelFailure.Unsupported)]
    [InlineData("objective=binary sigmoid:1", "objective=survival", ModelFailure.Unsupported)]
    [InlineData("objective=binary sigmoid:1", "objective=binary sigmoid:-1", ModelFailure.Unsupported)]
    [InlineData("is_linear=0", "is_linear=1", ModelFailure.Unsupported)]
    [InlineData("num_class=1\n", "", ModelFailure.MissingField)]
    [InlineData("num_class=1\n", "num_class=1\nnum_klass=1\n", ModelFailure.UnknownField)]
    [InlineData("num_class=1\n", "num_class=1\nnum_class=1\n", ModelFailure.MissingField)]
    [InlineData("max_feature_idx=3", "max_feature_idx=three", ModelFailure.MalformedValue)]
    [InlineData("max_feature_idx=3", "max_feature_idx=4", ModelFailure.WrongLength)]
    [InlineData("max_feature_idx=3", "max_feature_idx=-1", ModelFailure.OutOfRange)]
    [InlineData("max_feature_idx=3", "max_feature_idx=2147483646", ModelFailure.TooLarge)]
    [InlineData("max_feature_idx=3", "max_feature_idx=2147483647", ModelFailure.OutOfRange)]
    [InlineData("num_leaves=5", "num_leaves=999999999", ModelFailure.OutOfRange)]
    [InlineData("num_leaves=5", "num_leaves=4", ModelFailure.WrongLength)]
    [InlineData("\nshrinkage=1\n", "\nshrinkage=nan\n", ModelFailure.MalformedValue)]
    [InlineData("\nshrinkage=1\n", "\nshrinkage=1e999\n", ModelFailure.MalformedValue)]
    [InlineData("\nshrinkage=1\n", "\nshrinkage=1.0\n", ModelFailure.WrongTreeSizes)]
    [InlineData("end of trees", "end of tree", ModelFailure.WrongTreeSizes)]
    [InlineData("end of parameters\n", "end of parameters\nmore\n", ModelFailure.UnknownField)]
    [InlineData("end of parameters\n", "end of parameters", ModelFailure.Truncated)]
    public void A_changed_line_is_refused(string before, string after, ModelFailure expected) => Refused(before, after, expected);

    [Fact]
    public void Nodes_that_form_a_cycle_or_share_a_child_are_refused()
    {
        Refused(FirstLine("left_child"), "left_child=0 0 0 0", ModelFailure.NotATree);
        Refused(FirstLine("left_child"), "left_child=-1 -1 -1 -1", ModelFailure.NotATree);
        Refused(FirstLine("right_child"), "right_child=1 1 2 3", ModelFailure.NotATree);
        Refused(FirstLine("right_child"), "right_child=-1 -2 -3 -2147483648", ModelFailure.NotATree);
    }

    [Fact]
    public void A_feature_that_does_not_exist_is_refused() => Refused(FirstLine("split_feature"), "split_feature=0 1 2 4", ModelFailure.OutOfRange);

    [Fact]
    public void A_missing_type_that_does_not_exist_is_refused() => Refused(FirstLine("decision_type"), "decision_type=2 2 12 2", ModelFailure.OutOfRange);

    [Fact]
    public void Category_sets_that_leave_their_bits_are_refused()
    {
        Refused(FirstLine("cat_boundaries"), "cat_boundaries=0 9999", ModelFailure.MalformedCategories);
        Refused(FirstLine("cat_boundaries"), "cat_boundaries=1 1", ModelFailure.MalformedCategories);
        Refused(FirstLine("cat_threshold"), "cat_threshold=1 2 3 4 5", ModelFailure.MalformedCategories);
    }

    [Fact]
    public void A_text_cut_off_at_any_place_is_refused_or_a_shorter_whole()
    {
        string text = ModelText.Base;
        int wholeTrees = text.IndexOf("end of trees\n", StringComparison.Ordinal) + "end of trees\n".Length;
        for (int length = 0; length < text.Length; length += 7)
        {
            ModelFailure failure = ModelText.FailureOf(text[..length]);
            Assert.True(failure != ModelFailure.None || length >= wholeTrees, $"cut at {length}");
        }
    }

    [Fact]
    public void What_the_python_package_appends_is_kept()
    {
        string text = ModelText.Base + "\npandas_categorical:null\n";
        Assert.True(Booster.TryParse(text, out Booster? booster, out _));
        Assert.Equal(text, booster.ToModelText());
    }

    [Fact]
    public void Monotone_constraints_are_kept()
    {
        string text = ModelText.Base.Replace("\nfeature_infos", "\nmonotone_constraints=0 1 -1 0\nfeature_infos", StringComparison.Ordinal);
        Assert.True(Booster.TryParse(text, out Booster? booster, out _));
        Assert.Equal(text, booster.ToModelText());
    }

    private static string FirstLine(string field)
    {
        int start = ModelText.Base.IndexOf($"\n{field}=", StringComparison.Ordinal) + 1;
        return ModelText.Base[start..ModelText.Base.IndexOf('\n', start)];
    }

    private static void Refused(string before, string after, ModelFailure expected)
    {
        int at = ModelText.Base.IndexOf(before, StringComparison.Ordinal);
        Assert.True(at >= 0, before);
        Assert.Equal(expected, ModelText.FailureOf(ModelText.Base[..at] + after + ModelText.Base[(at + before.Length)..]));
    }
}
