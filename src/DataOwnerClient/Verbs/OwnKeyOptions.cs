using System.CommandLine;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Tables;
using EnclaveCleanRoom.DataOwnerClient.Terminal;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary>The options of <c>cleanroom encrypt</c> with one's own key, outside every agreement.</summary>
internal sealed class OwnKeyOptions
{
    private readonly Option<string?> _footerKey = new("--footer-key") { Description = "encrypt with this key of your own, in hexadecimal or as @FILE, for no agreement; --out is then a .parquet file" };
    private readonly Option<string> _footerKeyId = new("--footer-key-id") { Description = "what the file calls that key", DefaultValueFactory = _ => "footer" };
    private readonly Option<string[]> _keys = new("--key") { Description = "COLUMN=HEX: a key of its own for a column, named after it in the file; give it as often as needed" };
    private readonly Option<string> _prefix = new("--aad-prefix") { Description = "what the file is bound to, such as its name and version", DefaultValueFactory = _ => "" };
    private readonly Option<bool> _text = new("--text") { Description = "leave every column of a CSV file as text" };
    private readonly Option<string> _encoding = new("--encoding") { Description = "utf8 or latin1: how a CSV file without a byte-order mark is encoded", DefaultValueFactory = _ => "utf8" };

    internal void AddTo(Command command)
    {
        _encoding.AcceptOnlyFromAmong("utf8", "latin1");
        foreach (Option option in (Option[])[_footerKey, _footerKeyId, _keys, _prefix, _text, _encoding])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Whether a key of one's own is given.</summary>
    internal bool AreGiven(ParseResult parsed) => parsed.GetValue(_footerKey) is not null;

    /// <summary>Encrypts, with a progress bar.</summary>
    /// <exception cref="ClientException">The command line is wrong, or the file is refused.</exception>
    internal async Task<int> RunAsync(ParseResult parsed, string file, string output, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            throw ClientException.Usage($"There is no file {file}.");
        }

        if (Path.GetExtension(output) != ".parquet" || Path.GetFullPath(output) == Path.GetFullPath(file))
        {
            throw ClientException.Usage("--out ends in .parquet and is not the table itself.");
        }

        Dictionary<string, (string Id, SecretKey Key)> columnKeys = new(StringComparer.Ordinal);
        using SecretKey footerKey = GivenKeys.Key(parsed.GetValue(_footerKey)!, "--footer-key");
        try
        {
            foreach (string one in parsed.GetValue(_keys) ?? [])
            {
                int at = one.LastIndexOf('=');
                if (at < 1 || !columnKeys.TryAdd(one[..at], (one[..at], GivenKeys.Key(one[(at + 1)..], "--key"))))
                {
                    throw ClientException.Usage("--key is written COLUMN=HEX, and each column once.");
                }
            }

            OwnKeyEncryption encryption = new()
            {
                FooterKey = footerKey,
                FooterKeyId = parsed.GetValue(_footerKeyId)!,
                ColumnKeys = columnKeys,
                AadPrefix = parsed.GetValue(_prefix)!,
                AsText = parsed.GetValue(_text),
                Encoding = parsed.GetValue(_encoding) == "latin1" ? CsvEncoding.Latin1 : null,
            };
            await new StepList().RunAsync($"encrypt {Path.GetFileName(file)}", progress =>
            {
                WrittenFile written = encryption.Run(file, output, share => progress.Report((share, "")), cancellationToken);
                return Task.FromResult($"{written.RowCount} rows, {SizeText.Write(written.Length)}");
            });
        }
        finally
        {
            foreach ((_, SecretKey key) in columnKeys.Values)
            {
                key.Dispose();
            }
        }

        StepList.Line($"wrote {output}; get it back with: cleanroom decrypt {output} --footer-key … --out rows.csv");
        return ExitCode.Success;
    }
}
