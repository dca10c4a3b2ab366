using LoopJournal.Cli;

using var shell = Shell.OfProcess();
return CommandLine.Run(args, shell);
