using System.Text;
using EnclaveCleanRoom.Agreements;

namespace EnclaveCleanRoom.DataOwnerClient.Ingestion;

/// <summary>
/// Whether a row may be used at all: what its cells of the roles consent, purpose and jurisdiction say. A row that may not is left out before anything else of it is read, so
/// that it reaches no file and no join; how many were is told to the owner alone.
/// </summary>
internal sealed class RowPermission
{
    private const byte TokenSeparator = (byte)'^';

    private readonly int _consent;
    private readonly int _purpose;
    private readonly int _jurisdiction;
    private readonly byte[][] _consents;
    private readonly byte[][] _purposes;
    private readonly byte[][] _jurisdictions;

    internal RowPermission(IngestionPlan plan)
    {
        (_consent, _purpose, _jurisdiction) = (plan.IndexOf(ColumnRole.Consent), plan.IndexOf(ColumnRole.Purpose), plan.IndexOf(ColumnRole.Jurisdiction));
        _consents = Encode(plan.ConsentTexts);
        _purposes = Encode(_purpose < 0 ? [] : plan.Columns[_purpose].Permitted);
        _jurisdictions = Encode(_jurisdiction < 0 ? [] : plan.Columns[_jurisdiction].Permitted);
    }

    /// <summary>Rows of people who have not consented.</summary>
    internal long WithdrawnByConsent { get; private set; }

    /// <summary>Rows of people who have not allowed every purpose of the agreement.</summary>
    internal long OtherPurpose { get; private set; }

    /// <summary>Rows of people of another jurisdiction than the agreement's.</summary>
    internal long OtherJurisdiction { get; private set; }

    /// <summary>Decides about one row; the first that says no is counted.</summary>
    internal bool Allows(RowIntake.CellText cell)
    {
        if (_consent >= 0 && !Holds(_consents, cell(_consent)))
        {
            WithdrawnByConsent++;
            return false;
        }

        if (_purpose >= 0 && !AllowsEveryPurpose(cell(_purpose)))
        {
            OtherPurpose++;
            return false;
        }

        if (_jurisdiction >= 0 && !Holds(_jurisdictions, cell(_jurisdiction)))
        {
            OtherJurisdiction++;
            return false;
        }

        return true;
    }

    // An empty cell allows nothing, and an empty list of permitted texts nobody.
    private bool AllowsEveryPurpose(ReadOnlySpan<byte> allowed)
    {
        foreach (byte[] purpose in _purposes)
        {
            if (!HoldsToken(allowed, purpose))
            {
                return false;
            }
        }

        return _purposes.Length > 0;
    }

    private static bool HoldsToken(ReadOnlySpan<byte> tokens, byte[] wanted)
    {
        foreach (Range token in tokens.Split(TokenSeparator))
        {
            if (Ascii.EqualsIgnoreCase(tokens[token].Trim(" \t"u8), wanted))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Holds(byte[][] permitted, ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t"u8);
        foreach (byte[] one in permitted)
        {
            if (Ascii.EqualsIgnoreCase(text, one))
            {
                return true;
            }
        }

        return false;
    }

    private static byte[][] Encode(IReadOnlyList<string> texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];
}
