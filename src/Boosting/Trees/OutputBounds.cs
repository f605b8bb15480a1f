namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>Between which values the outputs below a node must lie, so that monotone splits above it hold.</summary>
internal readonly record struct OutputBounds(double Least, double Most)
{
    public static OutputBounds None { get; } = new(double.MinValue, double.MaxValue);

    public double Clamp(double output) => output < Least ? Least : output > Most ? Most : output;

    /// <summary>The bounds of the two children of a split: what rises stays on its side of the middle between their outputs.</summary>
    /// <param name="direction">1 when outputs must not fall to the right, -1 when they must not rise, 0 otherwise.</param>
    /// <param name="middle">Half-way between the children's outputs.</param>
    public (OutputBounds Left, OutputBounds Right) Split(int direction, double middle) => direction switch
    {
        > 0 => (this with { Most = Math.Min(Most, middle) }, this with { Least = Math.Max(Least, middle) }),
        < 0 => (this with { Least = Math.Max(Least, middle) }, this with { Most = Math.Min(Most, middle) }),
        _ => (this, this),
    };
}
