return await InBeeld.CommandLine.Commands.RunAsync(args);
