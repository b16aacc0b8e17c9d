package io.logstrata.archiver.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What reads this process's output: a person at a terminal, or a file, a pipe, cron.
 *
 * @param out whether standard output is a terminal
 * @param err whether standard error is one
 * @param columns how wide it is
 */
record Terminal(boolean out, boolean err, int columns) {
  static final Terminal NONE = new Terminal(false, false, 80);

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  static Terminal ofThisProcess(Map<String, String> environment) {
    // Such as an editor's shell, which shows control sequences as they are.
    boolean dumb = "dumb".equals(environment.get("TERM"));
    return new Terminal(!dumb && is(1), !dumb && is(2), columns(environment));
  }

  private static int columns(Map<String, String> environment) {
    String text = environment.getOrDefault("COLUMNS", "");
    return text.matches("[0-9]{2,4}") ? Integer.parseInt(text) : 80;
  }

  /** Java's own console says only whether input and output are terminals both. */
  private static boolean is(int descriptor) {
    if (!Files.isDirectory(DESCRIPTORS)) {
      return hasConsole();
    }
    try {
      String name =
          Files.readSymbolicLink(DESCRIPTORS.resolve(Integer.toString(descriptor))).toString();
      return name.startsWith("/dev/pts/")
          || name.startsWith("/dev/tty")
          || name.equals("/dev/console");
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean hasConsole() {
    return Optional.ofNullable(System.console()).filter(Terminal::isTerminal).isPresent();
  }

  private static boolean isTerminal(Console console) {
    try {
      // From Java 22 on there is always a console, and it says whether it is a terminal.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
