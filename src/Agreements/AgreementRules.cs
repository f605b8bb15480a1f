using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements;

/// <summary>
/// What makes an agreement consistent in itself. Every rule is run; nothing here looks at signatures, time or data.
/// </summary>
internal static class AgreementRules
{
    private const long MaximumStatementAttoDelta = 10_000_000_000_000;
    private const long MaximumNanoRho = 100_000_000_000;

    internal static IReadOnlyList<string> FindProblems(Agreement agreement)
    {
        List<string> problems = [];
        void Require(bool holds, string problem)
        {
            if (!holds)
            {
                problems.Add(problem);
            }
        }

        Require(agreement.Format == Agreement.CurrentFormat, $"format is '{agreement.Format}', not '{Agreement.CurrentFormat}'");
        Require(agreement.Title.Length is >= 1 and <= 200, "the title has 1 to 200 characters");
        Require(agreement.Purpose.Length is >= 1 and <= 4000, "the purpose has 1 to 4000 characters");
        Require(agreement.LegalGround.Length is >= 1 and <= 4000, "the legal ground has 1 to 4000 characters");
        CheckParties(agreement, Require);
        foreach (DatasetTerms dataset in agreement.Datasets)
        {
            CheckDataset(agreement, dataset, Require);
        }

        Require(agreement.Datasets.Count is >= 2 and <= 16, "there are 2 to 16 datasets");
        Require(AreDistinct(agreement.Datasets.Select(dataset => dataset.Id)), "a dataset's name stands twice");
        CheckPrivacy(agreement, Require);
        Require(agreement.Queries.Count is >= 1 and <= 64, "there are 1 to 64 query terms");
        Require(AreDistinct(agreement.Queries.Select(terms => terms.Id)), "the name of query terms stands twice");
        foreach (QueryTerms terms in agreement.Queries)
        {
            QueryTermsRules.Check(agreement, terms, Require);
        }

        CheckEnclave(agreement.Enclave, Require);
        return problems;
    }

    private static void CheckParties(Agreement agreement, Action<bool, string> require)
    {
        require(agreement.Parties.Count is >= 2 and <= 16, "there are 2 to 16 parties");
        require(AreDistinct(agreement.Parties.Select(party => party.Id)), "a party's name stands twice");
        require(
            AreDistinct(agreement.Parties.SelectMany(party => new[] { party.SigningKey.Thumbprint, party.EncryptionKey.Thumbprint })),
            "a key stands twice: every party has a signing key and an encryption key of its own");
        foreach (Party party in agreement.Parties)
        {
            require(party.Name.Length is >= 1 and <= 200, $"party '{party.Id}': the name has 1 to 200 characters");
            require(party.SigningKey.Curve == "P-384" && party.EncryptionKey.Curve == "P-384", $"party '{party.Id}': keys are on P-384");
        }
    }

    private static void CheckDataset(Agreement agreement, DatasetTerms dataset, Action<bool, string> require)
    {
        string at = $"dataset '{dataset.Id}'";
        require(agreement.FindParty(dataset.Owner) is not null, $"{at}: its owner '{dataset.Owner}' is no party");
        require(dataset.Description.Length <= 4000, $"{at}: the description has at most 4000 characters");
        require(dataset.MaximumRowsPerPerson is >= 1 and <= 100_000, $"{at}: maximumRowsPerPerson is 1 to 100000");
        require(IsLimit(dataset.Rules.MaximumNanoRho, 1000, MaximumNanoRho), $"{at}: the rule maximumNanoRho is 1000 to {MaximumNanoRho}, or none");
        require(IsLimit(dataset.Rules.MaximumKeys, 0, SegmentsTerms.MostKeys), $"{at}: the rule maximumKeys is 0 to {SegmentsTerms.MostKeys}, or none");
        require(IsLimit(dataset.Rules.MinimumPeople, 1, int.MaxValue), $"{at}: the rule minimumPeople is 1 to {int.MaxValue}, or none");
        require(dataset.Columns.Count is >= 1 and <= 2000, $"{at}: there are 1 to 2000 columns");
        require(dataset.Columns.Count(column => column.Role == ColumnRole.Id) == 1, $"{at}: exactly one column has the role id");
        foreach (ColumnRole role in new[] { ColumnRole.Consent, ColumnRole.Purpose, ColumnRole.Jurisdiction })
        {
            require(dataset.Columns.Count(column => column.Role == role) <= 1, $"{at}: more than one column has the role {role.ToString().ToLowerInvariant()}");
        }

        require(AreDistinct(dataset.Columns.Select(column => column.Name)), $"{at}: a column's name stands twice");
        require(IsKeyName(dataset.KeyEncryptionKey), $"{at}: keyEncryptionKey is https://{{vault}}/keys/{{name}}");
        foreach (ColumnTerms column in dataset.Columns)
        {
            CheckColumn($"{at}, column '{column.Name}'", column, require);
        }
    }

    private static bool IsLimit(OwnerLimit limit, long least, long most) => limit is not OwnerLimitOf stated || (stated.Value >= least && stated.Value <= most);

    // One spelling a key: no letters that look like others, no user, port 443 unwritten, no version, no trailing slash, a name as key vaults allow it.
    internal static bool IsKeyName(Uri uri)
    {
        if (!uri.IsAbsoluteUri || uri.Scheme != Uri.UriSchemeHttps || uri.Segments.Length != 3)
        {
            return false;
        }

        string name = uri.Segments[2];
        return name.Length <= 127
            && uri.Authority.All(char.IsAscii)
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            && uri.OriginalString == $"https://{uri.Authority}/keys/{name}";
    }

    private static void CheckColumn(string at, ColumnTerms column, Action<bool, string> require)
    {
        require(column.Name.Length is >= 1 and <= 128, $"{at}: a name has 1 to 128 characters");
        bool domainFits = column.Domain switch
        {
            RangeDomain range => range.Minimum < range.Maximum && column.Role == ColumnRole.Numeric,
            VocabularyDomain vocabulary => vocabulary.Values.Count is >= 1 and <= 10_000
                && AreDistinct(vocabulary.Values)
                && column.Role is ColumnRole.Categorical or ColumnRole.MultiValued or ColumnRole.Purpose or ColumnRole.Jurisdiction,
            DiscoveredDomain => column.Role is ColumnRole.Categorical or ColumnRole.MultiValued or ColumnRole.Numeric,
            LabelDomain => column.Role == ColumnRole.Label,
            UndisclosedDomain => column.Role is not (ColumnRole.Label or ColumnRole.Purpose or ColumnRole.Jurisdiction),
            _ => false,
        };
        require(domainFits, $"{at}: its domain does not fit its role, or its bounds are empty");
        require(column.Domain is not LabelDomain label || label.ValueIn(column.Type) is not null, $"{at}: its positive value is a value of its type");
        bool typeFits = column.Role switch
        {
            ColumnRole.MultiValued or ColumnRole.Purpose or ColumnRole.Jurisdiction => column.Type == ColumnType.String,
            ColumnRole.Numeric => column.Type is ColumnType.Int64 or ColumnType.Double,
            ColumnRole.Timestamp => column.Type is ColumnType.Timestamp or ColumnType.Date or ColumnType.Int64 or ColumnType.String,
            ColumnRole.Id => column.Type == ColumnType.String,
            _ => true,
        };
        require(typeFits, $"{at}: its type does not fit its role");
    }

    private static void CheckPrivacy(Agreement agreement, Action<bool, string> require)
    {
        PrivacyTerms privacy = agreement.Privacy;
        require(privacy.Neighbours == PrivacyTerms.PersonNeighbours, $"neighbours is '{PrivacyTerms.PersonNeighbours}'");
        require(privacy.StatementAttoDelta is >= 1 and <= MaximumStatementAttoDelta, "statementAttoDelta is above 0 and at most 10^13 (a probability of 10^-5)");
        require(AreDistinct(privacy.Budgets.Select(budget => (budget.Owner, budget.Requester))), "a budget stands twice for the same owner and requester");
        foreach (BudgetTerms budget in privacy.Budgets)
        {
            string at = $"budget of '{budget.Owner}' for '{budget.Requester}'";
            require(agreement.FindParty(budget.Owner) is not null && agreement.FindParty(budget.Requester) is not null, $"{at}: both are parties");
            require(budget.NanoRho is >= 1 and <= MaximumNanoRho, $"{at}: nanoRho is 1 to {MaximumNanoRho}");
            // What selection may spend is part of the statement's δ: were it all of it, no ε could be stated.
            require(budget.MaximumJobsPerDay is >= 1 and <= 1_000_000, $"{at}: maximumJobsPerDay is 1 to 1000000");
            require(budget.AttoDelta >= 0 && budget.AttoDelta < Math.Max(privacy.StatementAttoDelta, 1), $"{at}: attoDelta is 0 or more and below statementAttoDelta");
        }
    }

    private static void CheckEnclave(EnclaveTerms enclave, Action<bool, string> require)
    {
        require(enclave.HostData.Count >= 1, "enclave: at least one host data value");
        require(enclave.HardwareRoots.Count >= 1, "enclave: at least one hardware root");
        foreach (HardwareRootTerms root in enclave.HardwareRoots)
        {
            require(
                root.Name.Length is >= 1 and <= 100 && root.Name.All(c => c is >= ' ' and <= '~'),
                "enclave: the name of a hardware root has 1 to 100 printable ASCII characters");
            require(
                !TrustReview.BorrowsVendorsName(root),
                $"enclave: the hardware root '{root.Name}' is called as AMD's are and its certificate {root.Certificate} is not AMD's of that name for {root.Product}");
        }

        require(enclave.MinimumUvmSvn >= 0, "enclave: minimumUvmSvn is 0 or more");
        require(UvmAnchor.TryParse(enclave.UvmIssuer, enclave.UvmFeed, out _), "enclave: uvmIssuer is a did:x509 with an eku, and uvmFeed is not empty");
        require(AttestationAuthority.TryParse(enclave.AttestationAuthority, out _), "enclave: attestationAuthority is https://host");
        require(
            enclave.MinimumTcb.Count >= 1 && AreDistinct(enclave.MinimumTcb.Select(terms => terms.Product)),
            "enclave: at least one minimum TCB, and each line of processors once");
        require(!enclave.HostData.Contains(ReferenceValues.AllowAllHostData), "enclave: the policy that allows everything is never accepted");
        require(
            enclave.ServiceRoots is SystemServiceRoots or NamedServiceRoots { Certificates.Count: >= 1 and <= 16 },
            "enclave: serviceRoots names 1 to 16 certificates, or the system's");
    }

    internal static bool AreDistinct<T>(IEnumerable<T> values)
    {
        HashSet<T> seen = [];
        return values.All(seen.Add);
    }
}
