using System.Globalization;

namespace EnclaveCleanRoom.EnclaveHost.Limits;

/// <summary>
/// How much the operator lets the room take. Each limit can only make it refuse, with a code of its own: none of them can allow what the agreement does not.
/// What is refused depends on what stands here and on sizes that whoever carries a file knows, never on what is in one.
/// </summary>
internal sealed record RoomLimits
{
    private const long Mebibyte = 1 << 20;

    /// <summary>Bytes of the largest body that any room takes. What is longer is not even passed over, so that who sends it may see a broken connection instead of the refusal.</summary>
    internal const int MostBody = 16 << 20;

    /// <summary>A limit that is not set: its variable's name, its default, and the smallest and largest value that is taken.</summary>
    private static readonly (string Name, long Default, long Least, long Most)[] s_settings =
    [
        (ConnectionsVariable, 2_048, 8, 65_536),
        (BodyVariable, MostBody / Mebibyte, 4, MostBody / Mebibyte),
        (BodiesVariable, 256, 64, 65_536),
        (JobsVariable, 4, 1, 64),
        (WaitingVariable, 512, 1, 512),
        (UnpaidVariable, 2_000, 1, 1_000_000),
        (TablesVariable, 1_048_576, 1, 1_048_576),
        (DiskVariable, 256, 16, 1_048_576),
        (DrainVariable, 20, 0, 3_600),
    ];

    internal const string ConnectionsVariable = "CLEANROOM_LIMIT_CONNECTIONS";
    internal const string BodyVariable = "CLEANROOM_LIMIT_BODY_MIB";
    internal const string BodiesVariable = "CLEANROOM_LIMIT_BODIES_MIB";
    internal const string JobsVariable = "CLEANROOM_LIMIT_JOBS";
    internal const string WaitingVariable = "CLEANROOM_LIMIT_WAITING";
    internal const string UnpaidVariable = "CLEANROOM_LIMIT_UNPAID";
    internal const string TablesVariable = "CLEANROOM_LIMIT_TABLES_MIB";
    internal const string DiskVariable = "CLEANROOM_RESERVE_DISK_MIB";
    internal const string DrainVariable = "CLEANROOM_DRAIN_SECONDS";

    /// <summary>The limits of a room whose operator has set none.</summary>
    internal static RoomLimits Default { get; } = From(new Dictionary<string, string>(), out _)!;

    /// <summary>Connections that are open at a time; one more is closed at once.</summary>
    internal required int Connections { get; init; }

    /// <summary>Bytes of one request's body.</summary>
    internal required int Body { get; init; }

    /// <summary>Bytes of bodies that are held at a time, in equal shares for all parties of the agreement.</summary>
    internal required long Bodies { get; init; }

    /// <summary>Jobs that run at a time.</summary>
    internal required int Jobs { get; init; }

    /// <summary>Jobs of one requester that wait or run at a time.</summary>
    internal required int Waiting { get; init; }

    /// <summary>Jobs of one requester that end within 24 hours without having spent anything.</summary>
    internal required int Unpaid { get; init; }

    /// <summary>Bytes of the encrypted files, together, of the tables that one question opens.</summary>
    internal required long Tables { get; init; }

    /// <summary>Bytes that stay free on the disk, so that the ledger and what is paid for can always be written.</summary>
    internal required long FreeDisk { get; init; }

    /// <summary>How long jobs that are paid for may go on when the room is asked to end.</summary>
    internal required TimeSpan Drain { get; init; }

    /// <summary>Reads the limits from the environment.</summary>
    /// <param name="environment">Names and values.</param>
    /// <param name="problem">What is malformed, and how to mend it; empty when nothing is.</param>
    /// <returns>The limits, or <see langword="null"/>.</returns>
    internal static RoomLimits? From(IReadOnlyDictionary<string, string> environment, out string problem)
    {
        Dictionary<string, long> values = [];
        foreach ((string name, long standard, long least, long most) in s_settings)
        {
            string text = environment.GetValueOrDefault(name, "");
            long value = standard;
            if (text.Length > 0 && (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) || value < least || value > most))
            {
                problem = $"{name} is '{text}': set it to a whole number from {least} to {most}, or not at all, which is {standard}";
                return null;
            }

            values.Add(name, value);
        }

        problem = "";
        return new RoomLimits
        {
            Connections = (int)values[ConnectionsVariable],
            Body = (int)(values[BodyVariable] * Mebibyte),
            Bodies = values[BodiesVariable] * Mebibyte,
            Jobs = (int)values[JobsVariable],
            Waiting = (int)values[WaitingVariable],
            Unpaid = (int)values[UnpaidVariable],
            Tables = values[TablesVariable] * Mebibyte,
            FreeDisk = values[DiskVariable] * Mebibyte,
            Drain = TimeSpan.FromSeconds(values[DrainVariable]),
        };
    }
}
