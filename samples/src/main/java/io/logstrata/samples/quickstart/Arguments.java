package io.logstrata.samples.quickstart;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where things are.
 *
 * @param archiver the archiver's executable jar
 * @param target the folder under which the run makes one of its own
 * @param input a user's JSON lines to replay instead of the made-up traffic
 */
record Arguments(Path archiver, Path target, Optional<Path> input) {

  /**
   * Reads {@code ARCHIVER_JAR TARGET [INPUT]}; an empty or blank input is none.
   *
   * @throws Failure that says what to do, if something is not there
   */
  static Arguments parse(String[] words) {
    if (words.length < 2) {
      throw new Failure("usage: Quickstart ARCHIVER_JAR TARGET_FOLDER [FILE.jsonl]");
    }
    Path archiver = Path.of(words[0]).toAbsolutePath();
    if (!Files.isRegularFile(archiver)) {
      throw new Failure("there is no archiver at " + archiver + ": build it first, with mvn -q -Pquickstart");
    }
    Optional<Path> input =
        words.length > 2 && !words[2].isBlank() ? Optional.of(Path.of(words[2]).toAbsolutePath()) : Optional.empty();
    input.ifPresent(Arguments::mustBeReadable);
    return new Arguments(archiver, Path.of(words[1]).toAbsolutePath(), input);
  }

  private static void mustBeReadable(Path input) {
    if (!Files.isRegularFile(input) || !Files.isReadable(input)) {
      throw new Failure("there is no readable file " + input + ": give -Dinput the path of a file of JSON lines");
    }
  }
}
