namespace EnclaveCleanRoom.DataOwnerClient.Ingestion.Inference;

/// <summary>What the name of a column says about it, in the words that advertising, health and finance data use.</summary>
internal static class NameHints
{
    private static readonly string[] s_persons = ["user", "customer", "client", "person", "patient", "member", "subscriber", "account", "visitor", "household", "device", "cookie", "hashed"];
    private static readonly string[] s_kinds = ["group", "segment", "type", "level", "class", "category", "tier", "agent"];
    private static readonly string[] s_contacts = ["email", "e_mail", "mail", "phone", "mobile", "msisdn", "maid", "idfa", "gaid", "uid"];
    private static readonly string[] s_labels = ["label", "is_click", "click", "clicked", "target", "converted", "conversion", "is_fraud", "fraud", "churn", "churned", "outcome", "readmitted", "purchased", "income", "class"];
    private static readonly string[] s_consents = ["consent", "opt_in", "optin", "opted_in", "gdpr_consent", "research_consent"];
    private static readonly string[] s_sensitive =
    [
        "diagnos", "disease", "medic", "health", "disab", "religio", "ethnic", "race", "politic", "sexual", "orientation", "genetic", "biometric",
        "salary", "ssn", "passport", "iban", "card_number", "address", "surname", "firstname", "first_name", "last_name", "birth", "dob", "latitude", "longitude",
    ];

    private static readonly string[] s_codes =
    [
        "id", "code", "cd", "type", "dtype", "cat", "category", "class", "group", "group_id", "rank", "segment", "tag", "tags", "slot", "site", "channel", "ch", "region",
        "entity", "country", "city", "state", "zip", "gender", "sex", "mode", "product", "campaign", "dev", "emui", "name", "residence", "cycle", "section", "ward", "month", "weekday", "hour",
    ];

    private static readonly string[] s_moments = ["time", "timestamp", "datetime", "date", "at", "on", "pt_d", "et", "ts", "day"];

    /// <summary>0 (no identifier of a person) to 3 (surely one).</summary>
    public static int PersonScore(string name)
    {
        string plain = Plain(name);
        bool isId = LastWord(plain) is "id" or "key" or "number" or "no" || plain.EndsWith("userid", StringComparison.Ordinal) || plain.EndsWith("_uid", StringComparison.Ordinal);
        bool isKind = s_kinds.Any(kind => ('_' + plain + '_').Contains('_' + kind + '_', StringComparison.Ordinal));
        bool isPerson = !isKind && s_persons.Any(person => plain.Contains(person, StringComparison.Ordinal));
        bool isContact = s_contacts.Contains(LastWord(plain))
            || (s_contacts.Any(contact => plain.Contains(contact, StringComparison.Ordinal)) && LastWord(plain) is ("number" or "no" or "address" or "hash" or "sha256"));
        return isId && isPerson ? 3 : isContact ? 2 : plain == "id" ? 1 : 0;
    }

    /// <summary>Whether the column may be an outcome.</summary>
    public static bool IsLabel(string name) => s_labels.Any(label => Plain(name) == label || (label.Length > 5 && Plain(name).StartsWith(label + "_", StringComparison.Ordinal)));

    /// <summary>Whether the column may hold consent.</summary>
    public static bool IsConsent(string name) => s_consents.Any(consent => Plain(name).Contains(consent, StringComparison.Ordinal));

    /// <summary>Whether the column may be of a kind that the law guards more, or name a person by another way.</summary>
    public static bool IsSensitive(string name) => s_sensitive.Any(word => ('_' + Plain(name)).Contains('_' + word, StringComparison.Ordinal));

    /// <summary>Whether whole numbers in the column are mostly codes rather than amounts.</summary>
    public static bool IsCode(string name) => s_codes.Contains(LastWord(Plain(name))) || LastWord(Plain(name)).EndsWith("id", StringComparison.Ordinal);

    /// <summary>Whether cells of the column may be lists even where none shows it.</summary>
    public static bool IsList(string name) => Plain(name).Split('_').Contains("list");

    /// <summary>Whether digits in the column may be a moment.</summary>
    public static bool IsMoment(string name) => s_moments.Contains(Plain(name)) || s_moments.Contains(LastWord(Plain(name)));

    /// <summary>Lower case, words split by underscores: "u_userId" becomes "u_user_id".</summary>
    internal static string Plain(string name)
    {
        System.Text.StringBuilder plain = new(name.Length + 8);
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            bool beginsWord = i > 0 && char.IsUpper(c) && char.IsLower(name[i - 1]);
            plain.Append(beginsWord ? "_" : "").Append(char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : '_');
        }

        return plain.ToString();
    }

    /// <summary>The last word that is not a number: "category" of "product_category_1".</summary>
    private static string LastWord(string plain)
    {
        string[] words = plain.Split('_', StringSplitOptions.RemoveEmptyEntries);
        return Array.FindLast(words, word => !word.All(char.IsAsciiDigit)) ?? "";
    }
}
