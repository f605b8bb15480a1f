using System.CommandLine;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Tables;

/// <summary>The file and the keys that the <c>parquet</c> verbs and <c>decrypt</c> take, and opening the one with the others.</summary>
internal sealed class ParquetAccess
{
    private readonly Argument<string> _file = new("file") { Description = "a Parquet file, encrypted or not" };
    private readonly Option<string?> _footerKey = new("--footer-key") { Description = "the key of the footer, and of all columns without a key of their own, in hexadecimal" };
    private readonly Option<string[]> _keys = new("--key") { Description = "ID=HEX: the key that the file calls ID; give it as often as needed" };
    private readonly Option<string?> _prefix = new("--aad-prefix") { Description = "the AAD prefix that the file must be bound to; by default what the file stores" };
    private readonly Option<string?> _columns = new("--columns") { Description = "only these columns, separated by commas" };

    internal void AddTo(Command command, bool withColumns)
    {
        command.Arguments.Add(_file);
        Option[] options = withColumns ? [_footerKey, _keys, _prefix, _columns] : [_footerKey, _keys, _prefix];
        foreach (Option option in options)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Opens the file that a command line names and does something with it.</summary>
    /// <exception cref="ClientException">The file is refused; the message is the refusal.</exception>
    internal int Run(ParseResult parsed, Func<OpenParquet, int> use)
    {
        string path = parsed.GetValue(_file)!;
        if (!File.Exists(path))
        {
            throw ClientException.Usage($"There is no file {path}.");
        }

        using GivenKeys keys = GivenKeys.Parse(parsed.GetValue(_footerKey), parsed.GetValue(_keys) ?? []);
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        ParquetReaderOptions options = ParquetReaderOptions.Plaintext with
        {
            Keys = keys,
            AadPrefix = parsed.GetValue(_prefix) is { } prefix ? AadPrefix.Exactly(prefix) : AadPrefix.AsStored,
        };

        // The end of the file is read once: what it says without a key tells which one the footer's is.
        bool isEncrypted = EncryptedFooter.TryRead(stream, out EncryptedFooter? footer, out _);
        keys.BindFooter(isEncrypted ? footer!.FooterKeyMetadata.Span : default);
        keys.UseKeyMaterial(KeyMaterialBeside(path));
        bool isOpen = isEncrypted
            ? ParquetFile.TryOpen(stream, footer!, options, out ParquetFile? file, out ParquetFailure? failure)
            : ParquetFile.TryOpen(stream, options, out file, out failure);
        return isOpen
            ? use(new OpenParquet(path, file!, footer, Columns(parsed, file!)))
            : throw Refusal(path, failure!);
    }

    /// <summary>The refusal as the verbs say it.</summary>
    internal static ClientException Refusal(string path, ParquetFailure failure) => new($"{path}: {failure}");

    private static ExternalKeyMaterial? KeyMaterialBeside(string path)
    {
        string full = Path.GetFullPath(path);
        string beside = Path.Combine(Path.GetDirectoryName(full)!, ExternalKeyMaterial.FileNameFor(Path.GetFileName(full)));
        if (!File.Exists(beside))
        {
            return null;
        }

        return ExternalKeyMaterial.TryParse(File.ReadAllBytes(beside), out ExternalKeyMaterial? material, out KeyMaterialFailure failure)
            ? material
            : throw new ClientException($"{beside}: {failure}");
    }

    private string[] Columns(ParseResult parsed, ParquetFile file)
    {
        if (parsed.GetResult(_columns) is null || parsed.GetValue(_columns) is not { } list)
        {
            return [.. file.Columns.Select(column => column.Name)];
        }

        string[] names = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return names.Length > 0 && names.Distinct(StringComparer.Ordinal).Count() == names.Length
            ? names
            : throw ClientException.Usage("--columns names at least one column, and none twice.");
    }
}
