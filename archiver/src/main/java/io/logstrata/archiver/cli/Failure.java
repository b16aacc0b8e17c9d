package io.logstrata.archiver.cli;

import io.logstrata.archiver.config.ConfigurationException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says what ended a command, and which exit code that is. */
final class Failure implements IExecutionExceptionHandler {
  static final String INTERRUPTED = "interrupted: run again to go on";

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine commandLine, ParseResult parseResult) {
    PrintWriter err = commandLine.getErr();
    if (exception instanceof ConfigurationException configuration) {
      configuration.problems().forEach(problem -> err.println("configuration: " + problem));
      return ExitCode.USAGE;
    }
    if (exception instanceof InterruptedException) {
      err.println(INTERRUPTED);
      return ExitCode.FAILED;
    }
    err.println("this is a bug of logstrata-archiver " + Version.number() + ", please report it:");
    exception.printStackTrace(err);
    return ExitCode.FAILED;
  }
}
