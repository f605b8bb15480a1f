using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Tests.Rules;

/// <summary>The sample agreement with one rule broken, and words of what must then be said.</summary>
internal static partial class BrokenAgreements
{
    private static readonly Agreement s_valid = SampleAgreement.Valid;
    private static readonly DatasetTerms s_feeds = SampleDatasets.FeedsTerms;

    public static IReadOnlyDictionary<string, (Agreement Agreement, string Problem)> All { get; } =
        Whole().Concat(Datasets()).Concat(Columns()).Concat(Privacy()).Concat(Enclave()).Concat(Terms())
            .ToDictionary(each => each.Name, each => (each.Agreement, each.Problem));

    private static IEnumerable<(string Name, Agreement Agreement, string Problem)> Whole()
    {
        Party third = SampleAgreement.PartyOf(PartyId.Parse("third"), "Third");
        yield return ("unknown format", s_valid with { Format = "cleanroom-agreement/2" }, "format is");
        yield return ("no title", s_valid with { Title = "" }, "the title has");
        yield return ("long title", s_valid with { Title = new string('t', 201) }, "the title has");
        yield return ("no purpose", s_valid with { Purpose = "" }, "the purpose has");
        yield return ("long purpose", s_valid with { Purpose = new string('p', 4001) }, "the purpose has");
        yield return ("no legal ground", s_valid with { LegalGround = "" }, "the legal ground has");
        yield return ("long legal ground", s_valid with { LegalGround = new string('l', 4001) }, "the legal ground has");
        yield return ("seventeen parties", s_valid with { Parties = [.. s_valid.Parties, .. Fifteen()] }, "2 to 16 parties");
        yield return ("a party's name twice", s_valid with { Parties = [.. s_valid.Parties, third with { Id = SampleAgreement.Publisher }] }, "a party's name stands twice");
        yield return (
            "a signing key twice", s_valid with { Parties = [.. s_valid.Parties, third with { SigningKey = s_valid.Parties[0].SigningKey }] }, "a key stands twice");
        yield return (
            "a signing key that is another's encryption key",
            s_valid with { Parties = [.. s_valid.Parties, third with { EncryptionKey = s_valid.Parties[0].SigningKey }] }, "a key stands twice");
        yield return ("one key for both", s_valid with { Parties = [.. s_valid.Parties, third with { EncryptionKey = third.SigningKey }] }, "a key stands twice");
        yield return ("a nameless party", s_valid with { Parties = [.. s_valid.Parties, third with { Name = "" }] }, "the name has 1 to 200");
        yield return ("a key on P-256", s_valid with { Parties = [.. s_valid.Parties, third with { SigningKey = SmallKey() }] }, "keys are on P-384");
    }

    private static IEnumerable<(string Name, Agreement Agreement, string Problem)> Datasets()
    {
        yield return ("seventeen datasets", s_valid with { Datasets = [.. s_valid.Datasets, .. FifteenDatasets()] }, "2 to 16 datasets");
        yield return (
            "a dataset's name twice", s_valid with { Datasets = [.. s_valid.Datasets, s_feeds] }, "a dataset's name stands twice");
        yield return ("an owner who is no party", WithFeeds(s_feeds with { Owner = PartyId.Parse("stranger") }), "is no party");
        yield return ("a long description", WithFeeds(s_feeds with { Description = new string('d', 4001) }), "description has at most");
        yield return ("a rule that lets nothing be spent", WithFeeds(s_feeds with { Rules = OwnerRules.None with { MaximumNanoRho = new OwnerLimitOf { Value = 999 } } }), "the rule maximumNanoRho");
        yield return ("a rule of too many keys", WithFeeds(s_feeds with { Rules = OwnerRules.None with { MaximumKeys = new OwnerLimitOf { Value = 4 } } }), "the rule maximumKeys");
        yield return ("a rule of a negative number of keys", WithFeeds(s_feeds with { Rules = OwnerRules.None with { MaximumKeys = new OwnerLimitOf { Value = -1 } } }), "the rule maximumKeys");
        yield return ("a rule of no people", WithFeeds(s_feeds with { Rules = OwnerRules.None with { MinimumPeople = new OwnerLimitOf { Value = 0 } } }), "the rule minimumPeople");
        yield return ("a rule of too many people", WithFeeds(s_feeds with { Rules = OwnerRules.None with { MinimumPeople = new OwnerLimitOf { Value = 1L << 31 } } }), "the rule minimumPeople");
        yield return ("no rows a person", WithFeeds(s_feeds with { MaximumRowsPerPerson = 0 }), "maximumRowsPerPerson");
        yield return ("too many rows a person", WithFeeds(s_feeds with { MaximumRowsPerPerson = 100_001 }), "maximumRowsPerPerson");
        yield return ("no id column", WithFeeds(s_feeds with { Columns = [.. s_feeds.Columns.Skip(1)] }), "exactly one column has the role id");
        yield return ("two id columns", WithFeeds(s_feeds with { Columns = [.. s_feeds.Columns, s_feeds.Columns[0] with { Name = "email" }] }), "exactly one column has the role id");
        yield return ("a column's name twice", WithFeeds(s_feeds with { Columns = [.. s_feeds.Columns, s_feeds.Columns[1]] }), "a column's name stands twice");
        foreach (string key in new[]
        {
            "http://vault.example/keys/a", "https://vault.example/keys", "https://vault.example/keys/", "https://vault.example/keys/a/", "https://vault.example/keys/a/0123",
            "https://vault.example/secrets/a", "https://vault.example/keys/a?x=1", "https://vault.example/keys/a#x", "https://user@vault.example/keys/a",
            "https://vault.example/keys/a%20b", "https://vault.example:443/keys/a", "https://vault.example/x/../keys/a", "keys/a", "https://v\u0430ult.example/keys/a",
        })
        {
            yield return ("key " + key, WithFeeds(s_feeds with { KeyEncryptionKey = new Uri(key, UriKind.RelativeOrAbsolute) }), "keyEncryptionKey is");
        }
    }

    private static IEnumerable<(string Name, Agreement Agreement, string Problem)> Privacy()
    {
        PrivacyTerms privacy = s_valid.Privacy;
        BudgetTerms budget = privacy.Budgets[0];
        yield return ("other neighbours", s_valid with { Privacy = privacy with { Neighbours = "one row" } }, "neighbours is");
        yield return ("no delta", s_valid with { Privacy = privacy with { StatementAttoDelta = 0, Budgets = [] } }, "statementAttoDelta");
        yield return ("a large delta", s_valid with { Privacy = privacy with { StatementAttoDelta = 10_000_000_000_001 } }, "statementAttoDelta");
        yield return ("a budget twice", s_valid with { Privacy = privacy with { Budgets = [.. privacy.Budgets, budget] } }, "a budget stands twice");
        yield return ("a budget of nobody", WithBudget(budget with { Owner = PartyId.Parse("stranger") }), "both are parties");
        yield return ("a budget for nobody", WithBudget(budget with { Requester = PartyId.Parse("stranger") }), "both are parties");
        yield return ("an empty budget", WithBudget(budget with { NanoRho = 0 }), "nanoRho is 1 to");
        yield return ("an endless budget", WithBudget(budget with { NanoRho = 100_000_000_001 }), "nanoRho is 1 to");
        yield return ("a negative delta", WithBudget(budget with { AttoDelta = -1 }), "attoDelta is 0 or more");
        yield return ("too large a delta", WithBudget(budget with { AttoDelta = privacy.StatementAttoDelta }), "attoDelta is 0 or more");
    }

    private static IEnumerable<(string Name, Agreement Agreement, string Problem)> Enclave()
    {
        EnclaveTerms enclave = s_valid.Enclave;
        yield return ("no host data", s_valid with { Enclave = enclave with { HostData = [] } }, "at least one host data value");
        yield return (
            "the policy that allows all", s_valid with { Enclave = enclave with { HostData = [.. enclave.HostData, ReferenceValues.AllowAllHostData] } },
            "the policy that allows everything");
        yield return ("no hardware root", s_valid with { Enclave = enclave with { HardwareRoots = [] } }, "at least one hardware root");
        yield return ("a negative SVN", s_valid with { Enclave = enclave with { MinimumUvmSvn = -1 } }, "minimumUvmSvn");
        yield return ("no did", s_valid with { Enclave = enclave with { UvmIssuer = "did:web:example" } }, "uvmIssuer");
        yield return ("no feed", s_valid with { Enclave = enclave with { UvmFeed = "" } }, "uvmIssuer");
        yield return ("an authority without TLS", s_valid with { Enclave = enclave with { AttestationAuthority = "http://attest.example" } }, "attestationAuthority");
        yield return ("an authority with a path", s_valid with { Enclave = enclave with { AttestationAuthority = "https://attest.example/" } }, "attestationAuthority");
        yield return ("no minimum TCB", s_valid with { Enclave = enclave with { MinimumTcb = [] } }, "at least one minimum TCB");
        yield return ("a minimum TCB twice", s_valid with { Enclave = enclave with { MinimumTcb = [enclave.MinimumTcb[0], enclave.MinimumTcb[0]] } }, "at least one minimum TCB");
        yield return ("no named service root", s_valid with { Enclave = enclave with { ServiceRoots = new NamedServiceRoots { Certificates = [] } } }, "serviceRoots");
        yield return (
            "seventeen service roots",
            s_valid with { Enclave = enclave with { ServiceRoots = new NamedServiceRoots { Certificates = [.. Enumerable.Repeat(new byte[1], 17)] } } }, "serviceRoots");
    }

    private static Agreement WithFeeds(DatasetTerms feeds) => s_valid with { Datasets = [.. s_valid.Datasets, feeds with { Id = DatasetId.Parse("more") }] };

    private static Agreement WithBudget(BudgetTerms budget) => s_valid with { Privacy = s_valid.Privacy with { Budgets = [budget, .. s_valid.Privacy.Budgets.Skip(1)] } };

    private static IEnumerable<Party> Fifteen() =>
        Enumerable.Range(0, 15).Select(i => SampleAgreement.PartyOf(PartyId.Parse($"party-{i}"), $"Party {i}"));

    private static IEnumerable<DatasetTerms> FifteenDatasets() =>
        Enumerable.Range(0, 15).Select(i => s_feeds with { Id = DatasetId.Parse($"dataset-{i}") });

    private static EcPublicJwk SmallKey()
    {
        using System.Security.Cryptography.ECDsa key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        return EcPublicJwk.FromKey(key);
    }
}
