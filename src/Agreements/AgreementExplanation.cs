using System.Globalization;
using System.Text;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.Agreements;

/// <summary>Puts an agreement into plain words, so that whoever signs it knows what it says.</summary>
public static class AgreementExplanation
{
    /// <summary>Explains every term.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <returns>Plain text, lines of any length, ending with a line feed.</returns>
    public static string Write(Agreement agreement)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{agreement.Title}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Purpose: {agreement.Purpose}\n");
        text.Append(CultureInfo.InvariantCulture, $"Legal ground: {agreement.LegalGround}\n");
        text.Append(CultureInfo.InvariantCulture, $"It ends at {agreement.Expires.UtcDateTime:yyyy-MM-dd HH:mm} UTC; after that nothing is opened or asked.\n\n");
        WriteParties(agreement, text);
        WriteData(agreement, text);
        WriteQuestions(agreement, text);
        WritePrivacy(agreement, text);
        WriteEnclave(agreement, text);
        return text.ToString();
    }

    private static void WriteParties(Agreement agreement, StringBuilder text)
    {
        text.Append("Who takes part\n");
        foreach (Party party in agreement.Parties)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {party.Name} ({party.Id}), known by signing key {party.SigningKey.Thumbprint}\n");
        }
    }

    private static void WriteData(Agreement agreement, StringBuilder text)
    {
        text.Append("\nWhich data is used\n");
        foreach (DatasetTerms dataset in agreement.Datasets)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {dataset.Id} of {dataset.Owner}: {dataset.Description}\n");
            text.Append(CultureInfo.InvariantCulture, $"    encrypted under {dataset.KeyEncryptionKey}, which stays in the owner's vault\n");
            text.Append(dataset.DualRelease
                ? "    dual release: that key alone opens nothing; a share that only the owner's machine holds is needed too, and travels in its grants to instances that it appraised\n"
                : "    that key alone opens it: whoever controls the vault, or deceives it, can read the data\n");
            text.Append(CultureInfo.InvariantCulture, $"    {dataset.Owner}'s own rules for every question that opens it: {Describe(dataset.Rules)}\n");
            foreach (ColumnTerms column in dataset.Columns)
            {
                text.Append(CultureInfo.InvariantCulture, $"      {column.Name}: {Describe(column)}\n");
            }
        }
    }

    private static string Listed(ColumnTerms column) => column.Domain is VocabularyDomain vocabulary ? string.Join(", ", vocabulary.Values) : "none";

    private static string Describe(OwnerRules rules)
    {
        string[] stated =
        [
            rules.MaximumNanoRho is OwnerLimitOf rho ? $"it spends at most {Rho(rho.Value)}" : "",
            rules.MaximumKeys is OwnerLimitOf keys ? string.Create(CultureInfo.InvariantCulture, $"it groups by at most {keys.Value} columns") : "",
            rules.MinimumPeople is OwnerLimitOf people ? string.Create(CultureInfo.InvariantCulture, $"a discovered group has at least {people.Value} people") : "",
        ];
        return string.Join(", ", stated.Where(rule => rule.Length > 0)) is { Length: > 0 } all ? all : "none beside the terms";
    }

    private static string Describe(ColumnTerms column)
    {
        string use = column.Role switch
        {
            ColumnRole.Id => "identifies a person; used to join, never shown",
            ColumnRole.Sensitive => "kept in the file, opened by no question",
            ColumnRole.Consent => "the person's consent",
            ColumnRole.Purpose => $"the purposes that the person allowed; without all of {Listed(column)} a row never leaves its owner",
            ColumnRole.Jurisdiction => $"whose law protects the person; other rows than of {Listed(column)} never leave their owner",
            ColumnRole.Label => "the outcome",
            ColumnRole.Numeric => "a number",
            ColumnRole.Categorical => "a category",
            ColumnRole.MultiValued => "several categories in one cell",
            ColumnRole.Timestamp => "a moment",
            _ => column.Role.ToString(),
        };
        string known = column.Domain switch
        {
            RangeDomain range => $"; publicly between {range.Minimum} and {range.Maximum}",
            VocabularyDomain vocabulary => $"; {vocabulary.Values.Count} values are public",
            DiscoveredDomain when column.Role == ColumnRole.Numeric => "; within which bounds it lies is found out privately, and charged",
            DiscoveredDomain => "; which values occur is found out privately, and charged",
            LabelDomain label => $"; '{label.Positive}' counts as positive",
            _ => "",
        };
        return use + known;
    }

    private static void WriteQuestions(Agreement agreement, StringBuilder text)
    {
        text.Append("\nWhat may be asked, and nothing else\n");
        foreach (QueryTerms terms in agreement.Queries)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {terms.Id}: {Describe(terms)}\n");
            text.Append(CultureInfo.InvariantCulture, $"    asked by {string.Join(", ", terms.Requesters)}; the answer goes to {string.Join(", ", terms.Recipients)} and nobody else;\n");
            text.Append(CultureInfo.InvariantCulture, $"    one question spends at most {Rho(terms.MaximumNanoRho)};\n");
            WriteTiers(agreement, terms, text);
            if (terms.HoldsTowardRecipientOnly)
            {
                text.Append(CultureInfo.InvariantCulture, $"    EXCEPTION: its epsilon is for {terms.Neighbours}; whoever else sees the answer learns from it who is in tables of {terms.Recipients[0]};\n");
            }

            text.Append(terms.AnswerAfterSeconds == QueryTerms.AsSoonAsComputed
                ? "    it is answered as soon as it is computed, so how long that takes can be seen\n"
                : string.Create(CultureInfo.InvariantCulture, $"    it is answered, or fails, {terms.AnswerAfterSeconds} seconds after it was paid for, however long the computation takes\n"));
        }
    }

    /// <summary>The same question may be asked under several terms: a narrow circle with less noise, a wide one with more.</summary>
    private static void WriteTiers(Agreement agreement, QueryTerms terms, StringBuilder text)
    {
        foreach (QueryTerms wider in agreement.Queries.Where(other =>
            other.GetType() == terms.GetType() && other.Datasets.SequenceEqual(terms.Datasets) && other.MaximumNanoRho < terms.MaximumNanoRho))
        {
            double ratio = Math.Sqrt((double)terms.MaximumNanoRho / wider.MaximumNanoRho);
            text.Append(CultureInfo.InvariantCulture, $"    that is a noise {ratio:0.#} times narrower than under '{wider.Id}', whose answers go to {string.Join(", ", wider.Recipients)};\n");
        }
    }

    private static string Describe(QueryTerms terms) => terms switch
    {
        ProfileTerms profile => QueryExplanation.Of(profile),
        CreativeTerms creative => QueryExplanation.Of(creative),
        OverlapTerms overlap => QueryExplanation.Of(overlap),
        SegmentsTerms segments => SegmentsExplanation.Describe(segments),
        PrivateModelTerms model => PrivateModelExplanation.Describe(model),
        CtrModelTerms model =>
            $"how well {model.Label} is predicted with and without the columns of {model.Partner}, measured on {model.HeldOutPercent} % of the people,"
            + $" each with at most {model.RowsPerPerson} rows",
        AttributionTerms attribution => AttributionExplanation.Describe(attribution),
        ReachTerms reach => QueryExplanation.Of(reach),
        MarketsTerms markets => MarketsExplanation.Describe(markets),
        LiftTerms lift => LiftExplanation.Describe(lift),
        SuppressionTerms suppression => SuppressionExplanation.Describe(suppression),
        LookalikeTerms lookalike => LookalikeExplanation.Describe(lookalike),
        SyntheticTerms synthetic => SyntheticExplanation.Describe(synthetic),
        _ => terms.GetType().Name,
    };

    private static void WritePrivacy(Agreement agreement, StringBuilder text)
    {
        PrivacyTerms privacy = agreement.Privacy;
        text.Append("\nHow people are protected\n");
        text.Append(CultureInfo.InvariantCulture, $"  Every answer is almost the same whether or not any one person is in the data; precisely, for {privacy.Neighbours}.\n");
        foreach (BudgetTerms budget in privacy.Budgets)
        {
            double epsilon = new PrivacyCost(budget.NanoRho, budget.AttoDelta).EpsilonAt(Delta.FromAtto(privacy.StatementAttoDelta));
            text.Append(CultureInfo.InvariantCulture, $"  {budget.Requester} may learn about {budget.Owner}'s people at most {Rho(budget.NanoRho)} in total: epsilon {epsilon:0.00} at delta {privacy.StatementAttoDelta * 1e-18:0.#e0}, and in at most {budget.MaximumJobsPerDay} jobs a day.\n");
        }

        text.Append(privacy.TrainingUsers == TrainingUsers.Unprotected
            ? "  EXCEPTION signed by all (trainingUsers: unprotected): quality figures of a model trained without privacy may be released. Their epsilon covers held-out users only; training users are not covered.\n"
            : "  No exception: figures made through a model are released only if they cover the people it was trained on.\n");
    }

    private static void WriteEnclave(Agreement agreement, StringBuilder text)
    {
        EnclaveTerms enclave = agreement.Enclave;
        text.Append("\nWhere the data is opened\n");
        text.Append(CultureInfo.InvariantCulture, $"  Only in an enclave that measures as {string.Join(" or ", enclave.HostData)} and is not debuggable. It is believed by\n");
        foreach (string anchor in TrustReview.Describe(enclave))
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {anchor}\n");
        }

        foreach (string warning in TrustReview.Warnings(agreement))
        {
            text.Append(CultureInfo.InvariantCulture, $"  WARNING: {warning}.\n");
        }
    }

    private static string Rho(long nanoRho) => string.Create(CultureInfo.InvariantCulture, $"rho {nanoRho * 1e-9:0.######}");
}
