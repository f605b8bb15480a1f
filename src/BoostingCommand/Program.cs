using EnclaveCleanRoom.BoostingCommand;

return CommandLine.Run(args, Console.Out, Console.Error);
