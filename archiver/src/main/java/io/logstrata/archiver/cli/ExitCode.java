package io.logstrata.archiver.cli;

/** What a command's end says to the shell; where two apply, the one that comes first here does. */
final class ExitCode {
  /** Wrong usage or configuration: nothing was done. */
  static final int USAGE = 2;

  /** Something failed, and was named. */
  static final int FAILED = 1;

  /** Nothing failed, but what is there is not what should be. */
  static final int DIFFERENT = 3;

  /** Done, and as it should be. */
  static final int DONE = 0;

  private ExitCode() {}
}
