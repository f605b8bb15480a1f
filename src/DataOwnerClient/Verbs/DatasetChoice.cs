using System.CommandLine;
using EnclaveCleanRoom.Agreements;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary>The options that several verbs share, and the dataset that one of them names.</summary>
internal static class DatasetChoice
{
    internal static Option<string> AgreementOption() => new("--agreement") { Description = "the agreement that all parties signed", Required = true };

    internal static Option<string> KeysOption() => new("--keys") { Description = "your key folder", Required = true };

    internal static Option<string> DatasetOption() => new("--dataset") { Description = "the dataset's name in the agreement", Required = true };

    internal static Argument<string> UrlArgument() => new("url") { Description = "the instance's address, such as https://room.example:8443" };

    /// <exception cref="ClientException">It is no https address.</exception>
    internal static Uri ParseUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttps
            ? address
            : throw ClientException.Usage($"'{text}' is no https address. Instances speak nothing else.");

    /// <exception cref="ClientException">The agreement has no such dataset; with those that it has.</exception>
    internal static DatasetTerms Find(SignedAgreement agreement, string name) =>
        agreement.Agreement.Datasets.FirstOrDefault(dataset => dataset.Id.ToString() == name)
            ?? throw ClientException.Usage($"The agreement has no dataset '{name}', but {string.Join(", ", agreement.Agreement.Datasets.Select(dataset => dataset.Id))}.");
}
