using LoopJournal.Cli;

using var shell = Shell.OfProcess();
return CommandLine.Run(args is [] ? VariableArguments.Read(shell) : args, shell);
