using System.CommandLine;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom keys</c>: a party's own keys on its own machine.</summary>
internal static class KeysVerb
{
    internal static Command Create()
    {
        Command command = new("keys", "make and show your own keys: one that signs, one to which results are encrypted");
        command.Subcommands.Add(CreateInit());
        command.Subcommands.Add(CreateShow());
        return command;
    }

    private static Command CreateInit()
    {
        Option<string> party = new("--party") { Description = "your short name in agreements, such as publisher", Required = true };
        Option<string> name = new("--name") { Description = "your name as people know it", Required = true };
        Option<string> output = new("--out") { Description = "a folder for the keys; keys that are there are never overwritten", Required = true };
        Command command = new("init", "make your keys; the private halves never leave the folder") { party, name, output };
        command.SetAction(parsed =>
        {
            if (!PartyId.TryParse(parsed.GetValue(party), out PartyId id))
            {
                throw ClientException.Usage("--party is 1 to 64 lower-case letters, digits and hyphens, and begins with a letter.");
            }

            string title = parsed.GetValue(name)!;
            if (title.Length is 0 or > 200)
            {
                throw ClientException.Usage("--name has 1 to 200 characters.");
            }

            string folder = parsed.GetValue(output)!;
            if (PartyKeyFolder.HoldsKeys(folder))
            {
                throw new ClientException(
                    $"{folder} holds keys already, and keys are never overwritten: who loses them can sign nothing and read no result. Choose another folder.");
            }

            using PartyKeyFolder keys = PartyKeyFolder.OpenOrCreate(folder, id, title);
            string publicFile = Path.Combine(folder, PublicParty.FileName);
            Files.Write(publicFile, PublicParty.Write(keys.Public));
            StepList.Line($"made the keys of {keys.Id} in {folder}");
            StepList.Line($"signing key {keys.SigningKey.Thumbprint}");
            StepList.Line($"give {publicFile} to the other parties, and read them the signing key over the telephone; keep the rest to yourself, with a backup");
            return ExitCode.Success;
        });
        return command;
    }

    private static Command CreateShow()
    {
        Option<string> folder = new("--keys") { Description = "your key folder", Required = true };
        Option<bool> json = new("--json") { Description = "print the public half as JSON, as agreements hold it" };
        Command command = new("show", "show the public half of your keys") { folder, json };
        command.SetAction(parsed =>
        {
            using PartyKeyFolder keys = PartyKeyFolder.Open(parsed.GetValue(folder)!);
            if (parsed.GetValue(json))
            {
                Console.Out.Write(System.Text.Encoding.UTF8.GetString(PublicParty.Write(keys.Public)));
                return ExitCode.Success;
            }

            StepList.Line($"party          {keys.Id}");
            StepList.Line($"name           {keys.Name}");
            StepList.Line($"signing key    {keys.SigningKey.Thumbprint}");
            StepList.Line($"encryption key {keys.Public.EncryptionKey.Thumbprint}");
            return ExitCode.Success;
        });
        return command;
    }
}
