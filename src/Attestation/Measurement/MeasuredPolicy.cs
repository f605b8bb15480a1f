using System.Diagnostics.CodeAnalysis;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// The policy document of a workload: which files, executable, command line and environment it consists of. Its SHA-256 is the
/// report's host data, so a release policy that names the digest names the workload.
/// </summary>
/// <remarks>
/// A document of lines, each a JSON array that states one fact; the form is in SPEC.md, "Measured policy". Lines of JSON and not
/// Rego: nothing evaluates it here, and a reviewer, a diff and a parser can all read it. The same content gives the same bytes
/// in whatever order it is handed over, and only these bytes parse. Pure: digests come in as values.
/// </remarks>
public sealed class MeasuredPolicy
{
    private MeasuredPolicy(MeasuredPolicyContent content, byte[] document)
    {
        Content = content;
        Document = document;
        HostData = Digest256.Of(document);
    }

    /// <summary>What the document says, in the document's order.</summary>
    public MeasuredPolicyContent Content { get; }

    /// <summary>The document's bytes.</summary>
    public ReadOnlyMemory<byte> Document { get; }

    /// <summary>SHA-256 of the document: what the report's host data must be.</summary>
    public Digest256 HostData { get; }

    /// <summary>Writes the document.</summary>
    /// <param name="content">What it shall say.</param>
    /// <exception cref="ArgumentException">
    /// A path is not of its form, a path or variable stands twice, the executable is not among the files, or a text is no valid UTF-16.
    /// </exception>
    public static MeasuredPolicy Create(MeasuredPolicyContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return PolicyRules.Check(content) is string problem
            ? throw new ArgumentException(problem, nameof(content))
            : Write(content);
    }

    /// <summary>Reads a document for review.</summary>
    /// <param name="document">The bytes.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="failure">Why it was refused.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> document, [NotNullWhen(true)] out MeasuredPolicy? policy, out MeasuredPolicyFailure failure)
    {
        policy = null;
        failure = PolicyReader.TryRead(document.Span, out MeasuredPolicyContent? content);
        if (failure != MeasuredPolicyFailure.None)
        {
            return false;
        }

        failure = MeasuredPolicyFailure.Content;
        if (PolicyRules.Check(content!) is not null)
        {
            return false;
        }

        failure = MeasuredPolicyFailure.NotCanonical;
        MeasuredPolicy rewritten = Write(content!);
        if (!rewritten.Document.Span.SequenceEqual(document.Span))
        {
            return false;
        }

        policy = rewritten;
        failure = MeasuredPolicyFailure.None;
        return true;
    }

    /// <summary>The document in plain words, one fact a line, with what a reviewer should look at twice marked <c>!</c>.</summary>
    public string Explain() => PolicyExplanation.Write(this);

    private static MeasuredPolicy Write(MeasuredPolicyContent content)
    {
        MeasuredPolicyContent sorted = PolicyWriter.Sort(content);
        return new MeasuredPolicy(sorted, PolicyWriter.Write(sorted));
    }
}
