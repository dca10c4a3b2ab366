return LoopJournal.Cli.Tool.Run(args);
