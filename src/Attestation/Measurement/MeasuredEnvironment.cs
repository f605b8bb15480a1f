namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// Which variables of a process belong into its policy document: those that can change which code runs or how it is
/// configured. The rest (terminal, locale, whatever a platform adds) is left out, so that it cannot break a measurement.
/// </summary>
public static class MeasuredEnvironment
{
    private static readonly string[] s_prefixes =
    [
        "DOTNET_", "COMPlus_", "CORECLR_", "CORE_", "ASPNETCORE_", "LD_", "GLIBC_", "MALLOC_", "OPENSSL_", "SSL_CERT_", "CLEANROOM_", "Kestrel__",
    ];

    /// <summary>True when a variable of this name can change what a process of this product does.</summary>
    public static bool IsMeasured(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Array.Exists(s_prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The rules that describe an environment.</summary>
    /// <param name="environment">All variables of the process.</param>
    /// <param name="anyValue">Names whose value the policy leaves open.</param>
    /// <returns>For each measured variable one rule: by name where its value is left open, else with its value.</returns>
    public static IReadOnlyList<EnvironmentRule> Describe(
        IEnumerable<KeyValuePair<string, string>> environment, IReadOnlySet<string> anyValue)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(anyValue);
        return
        [
            .. environment
                .Where(variable => IsMeasured(variable.Key))
                .Select(variable => anyValue.Contains(variable.Key)
                    ? EnvironmentRule.AnyValue(variable.Key)
                    : EnvironmentRule.Literal(variable.Key, variable.Value)),
        ];
    }
}
