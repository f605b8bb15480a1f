using System.Text.Json;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Closing;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Rooms;

namespace EnclaveCleanRoom.DataOwnerClient.Owning;

/// <summary>
/// What an owner has granted under one agreement, and the newest ledger head that it saw, in its key folder. A grant counts as
/// spent when given: it is recorded before it leaves, so neither a second instance nor a rolled-back disk obtains more.
/// </summary>
/// <remarks>Held exclusively while it is open. A record that cannot be read stops every further grant: absent is not unspent.</remarks>
internal sealed class GrantRecord : IDisposable
{
    private const string GrantSuffix = ".grant.cose";
    private const string ClosingSuffix = ".closing.cose";
    private const string HeadFile = "ledger-head.json";

    private static readonly JsonSerializerOptions s_strict = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private readonly string _folder;
    private readonly SignedAgreement _agreement;
    private readonly PartyId _owner;
    private readonly FileStream _lock;
    private readonly List<SignedDocument<Grant>> _grants;
    private readonly List<ClosingStatement> _closings;

    private GrantRecord(string folder, SignedAgreement agreement, PartyId owner, FileStream held)
    {
        _folder = folder;
        _agreement = agreement;
        _owner = owner;
        _lock = held;
        _grants = [.. Directory.EnumerateFiles(folder, "*" + GrantSuffix).Order(StringComparer.Ordinal).Select(Read)];
        _closings = [.. Directory.EnumerateFiles(folder, "*" + ClosingSuffix).Order(StringComparer.Ordinal).Select(path => ParseClosing(File.ReadAllBytes(path), path))];
        SeenHead = ReadHead();
    }

    /// <summary>All grants ever given under the agreement.</summary>
    internal IReadOnlyList<SignedDocument<Grant>> Grants => _grants;

    /// <summary>The newest ledger head that was seen, or null before the first.</summary>
    internal LedgerHead? SeenHead { get; private set; }

    /// <summary>Opens the record of an owner; makes an empty one when nothing was granted yet.</summary>
    /// <exception cref="ClientException">It is in use, or something in it cannot be read.</exception>
    internal static GrantRecord Open(SignedAgreement agreement, PartyKeyFolder owner)
    {
        string folder = Path.Combine(owner.Path, "granted", agreement.Hash.ToString());
        Directory.CreateDirectory(folder);
        FileStream held;
        try
        {
            held = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new ClientException($"Another `cleanroom grant` is at work on {folder}. Wait until it has ended.", exception);
        }

        try
        {
            SeenAmendments.Require(folder, agreement);
            return new GrantRecord(folder, agreement, owner.Id, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>What may still be granted to each requester: the agreement's budgets less everything that was ever granted and not returned by a closing statement.</summary>
    internal IReadOnlyList<GrantedBudget> Left() => [.. _agreement.Agreement.Privacy.Budgets
        .Where(budget => budget.Owner == _owner)
        .Select(budget => new GrantedBudget
        {
            Requester = budget.Requester,
            NanoRho = budget.NanoRho - Granted(budget.Requester).Sum(granted => granted.NanoRho) + Returned(budget.Requester, granted => granted.NanoRho, spent => spent.NanoRho),
            AttoDelta = budget.AttoDelta - Granted(budget.Requester).Sum(granted => granted.AttoDelta) + Returned(budget.Requester, granted => granted.AttoDelta, spent => spent.AttoDelta),
        })];

    /// <summary>Refuses budgets that, together with all earlier grants, exceed the agreement.</summary>
    /// <exception cref="ClientException">With what is left.</exception>
    internal void Require(IReadOnlyList<GrantedBudget> asked)
    {
        IReadOnlyList<GrantedBudget> left = Left();
        foreach (GrantedBudget budget in asked)
        {
            GrantedBudget? rest = left.FirstOrDefault(candidate => candidate.Requester == budget.Requester);
            if (rest is null || budget.NanoRho < 0 || budget.AttoDelta < 0 || budget.NanoRho > rest.NanoRho || budget.AttoDelta > rest.AttoDelta)
            {
                throw new ClientException(rest is null
                    ? $"The agreement gives '{budget.Requester}' no budget of yours."
                    : $"That is more than the agreement allows '{budget.Requester}' in total. Asked {BudgetText.Write(budget)}; left {BudgetText.Write(rest)}, after {_grants.Count} grants.");
            }
        }
    }

    /// <summary>What was granted to an instance and has not expired, whether or not it arrived there.</summary>
    internal IReadOnlyList<SignedDocument<Grant>> CurrentFor(Digest256 instance, DateTimeOffset now) =>
        [.. _grants.Where(grant => grant.Document.Instance.SigningKey == instance && now < grant.Document.Expires)];

    /// <summary>Records a grant; only then may it leave the machine.</summary>
    internal SignedDocument<Grant> Keep(byte[] signedGrant)
    {
        SignedDocument<Grant> grant = Parse(signedGrant, "the new grant");
        Require(grant.Document.Budgets);
        AtomicFile.Write(Path.Combine(_folder, grant.Document.Id + GrantSuffix), stream => stream.Write(signedGrant));
        _grants.Add(grant);
        return grant;
    }

    /// <summary>Records what an instance gave back.</summary>
    /// <exception cref="ClientException">The statement is not accepted, or is not about this owner and an instance that it granted to.</exception>
    internal ClosingStatement KeepClosing(byte[] signedStatement)
    {
        ClosingStatement statement = ParseClosing(signedStatement, "the closing statement");
        if (_closings.TrueForAll(known => known.Instance != statement.Instance))
        {
            AtomicFile.Write(Path.Combine(_folder, statement.Instance + ClosingSuffix), stream => stream.Write(signedStatement));
            _closings.Add(statement);
        }

        return statement;
    }

    /// <summary>Refuses a ledger that is not the one seen last and did not grow out of it.</summary>
    /// <param name="current">The ledger now, with its proof for <see cref="SeenHead"/>.</param>
    /// <exception cref="ClientException">It was rolled back, or is another.</exception>
    internal void RequireGrown(SeenLedger current)
    {
        if (SeenHead is { } seen)
        {
            RequireGrown(seen, current);
        }
    }

    /// <summary>Whether a ledger is the one seen last, or grew out of it; any is where none was seen.</summary>
    /// <param name="current">The ledger now, with its proof for <see cref="SeenHead"/>.</param>
    internal bool HasGrown(SeenLedger current) => SeenHead is not { } seen || HasGrown(seen, current);

    private static bool HasGrown(LedgerHead seen, SeenLedger current) =>
        current.Head.Size >= seen.Size && current.Growth is not null && MerkleProof.IsConsistent(seen, current.Head, current.Growth);

    /// <summary>Refuses a ledger that did not grow out of an earlier head.</summary>
    /// <exception cref="ClientException">It was rolled back, or is another.</exception>
    internal static void RequireGrown(LedgerHead seen, SeenLedger current)
    {
        if (!HasGrown(seen, current))
        {
            string what = current.Head.Size < seen.Size ? "was rolled back" : "is not the one that you saw, and did not grow out of it";
            throw new ClientException(
                $"The room's ledger {what}: it has {current.Head.Size} entries, and you saw {seen.Size} with root {seen.Hash}. Grant nothing before the operator has brought the ledger back."
                + " If all of you agreed to start a new one, give --new-ledger: what you granted before stays spent.");
        }
    }

    /// <summary>Records a head that the owner has seen, and that holds; one that the ledger has outgrown since is not taken back to.</summary>
    /// <param name="head">Grew out of <see cref="SeenHead"/>, or starts a new ledger.</param>
    /// <param name="startsNewLedger">Whether it is of a ledger that is meant to be another one, however short.</param>
    internal void KeepHead(LedgerHead head, bool startsNewLedger = false)
    {
        if (SeenHead is { } seen && head.Size <= seen.Size && !startsNewLedger)
        {
            return;
        }

        AtomicFile.Write(Path.Combine(_folder, HeadFile), stream => JsonSerializer.Serialize(stream, head, s_strict));
        SeenHead = head;
    }

    public void Dispose() => _lock.Dispose();

    private IEnumerable<GrantedBudget> Granted(PartyId requester) =>
        _grants.SelectMany(grant => grant.Document.Budgets).Where(budget => budget.Requester == requester);

    /// <summary>Of what was granted to instances that closed, what they did not spend.</summary>
    private long Returned(PartyId requester, Func<GrantedBudget, long> granted, Func<SpentBudget, long> spent) => _closings.Sum(closing => Math.Max(
        0,
        _grants.Where(grant => grant.Document.Instance.SigningKey == closing.Instance)
            .SelectMany(grant => grant.Document.Budgets).Where(budget => budget.Requester == requester).Sum(granted)
        - closing.Spent.Where(budget => budget.Requester == requester).Sum(spent)));

    private ClosingStatement ParseClosing(byte[] encoded, string what)
    {
        if (!SignedClosingStatement.TryOpen(encoded, _agreement, out ClosingStatement? statement, out string? problem))
        {
            throw Damaged($"{what}: {problem}");
        }

        return statement.Owner != _owner ? throw Damaged($"{what} is about grants of '{statement.Owner}'")
            : _grants.Exists(grant => grant.Document.Instance.SigningKey == statement.Instance) ? statement
            : throw Damaged($"{what} is by an instance that was granted nothing");
    }

    private SignedDocument<Grant> Read(string path) => Parse(File.ReadAllBytes(path), path);

    private SignedDocument<Grant> Parse(byte[] encoded, string what)
    {
        if (!SignedDocument.TryOpen(encoded, _agreement, out SignedDocument<Grant>? grant, out DocumentRefusal? refusal))
        {
            throw Damaged($"{what}: {refusal}");
        }

        return grant.Signer == _owner ? grant : throw Damaged($"{what} is signed by '{grant.Signer}'");
    }

    private LedgerHead? ReadHead()
    {
        string path = Path.Combine(_folder, HeadFile);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<LedgerHead>(File.ReadAllBytes(path), s_strict) ?? throw Damaged(path);
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw Damaged($"{path}: {exception.Message}");
        }
    }

    private ClientException Damaged(string what) =>
        new($"The record of your grants in {_folder} is damaged ({what}), so nobody knows what is left. Restore it from your backup; until then nothing is granted.");
}
