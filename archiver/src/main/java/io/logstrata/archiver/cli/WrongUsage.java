package io.logstrata.archiver.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with the arguments, and where to read on: a page of help would hide it. */
final class WrongUsage implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(wrong.getMessage());
    boolean suggested = UnmatchedArgumentException.printSuggestions(wrong, err);
    if (!suggested && command.getParent() == null) {
      // Whoever gave no command needs their list.
      command.usage(err);
    } else {
      err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
    }
    return ExitCode.USAGE;
  }
}
