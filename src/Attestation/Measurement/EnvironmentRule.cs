namespace EnclaveCleanRoom.Attestation;

/// <summary>What a policy document says about one environment variable that can change what a process does.</summary>
public sealed record EnvironmentRule
{
    private EnvironmentRule(string name, string? literal)
    {
        Name = name;
        LiteralValue = literal;
    }

    /// <summary>The variable's name.</summary>
    public string Name { get; }

    /// <summary>True when the policy names the variable and leaves its value open.</summary>
    public bool AllowsAnyValue => LiteralValue is null;

    /// <summary>The one value, or null when any is allowed.</summary>
    public string? LiteralValue { get; }

    /// <summary>The variable has exactly this value.</summary>
    public static EnvironmentRule Literal(string name, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        return new EnvironmentRule(name, value);
    }

    /// <summary>The variable may have any value: a decision that shows in review.</summary>
    public static EnvironmentRule AnyValue(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new EnvironmentRule(name, null);
    }
}
