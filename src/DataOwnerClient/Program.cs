using EnclaveCleanRoom.DataOwnerClient;

return await CommandLine.RunAsync(args);
