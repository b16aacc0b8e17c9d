package io.logstrata.samples.quickstart;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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
   * Reads {@code --archiver=JAR --target=FOLDER [--input=FILE]}; an empty input is none.
   *
   * @throws Failure that says what to do, if a word is unknown or something is not there
   */
  static Arguments parse(String... words) {
    Map<String, String> given = new HashMap<>();
    for (String word : words) {
      String[] option = word.split("=", 2);
      if (option.length != 2 || !option[0].matches("--(archiver|target|input)")) {
        throw new Failure(
            "unknown word " + word + ": give --archiver=JAR --target=FOLDER [--input=FILE.jsonl]");
      }
      given.put(option[0], option[1]);
    }
    Path archiver = Path.of(required(given, "--archiver")).toAbsolutePath().normalize();
    if (!Files.isRegularFile(archiver)) {
      throw new Failure("there is no archiver at " + archiver + ": mvn -q -Pquickstart builds it");
    }
    Path target = Path.of(required(given, "--target")).toAbsolutePath().normalize();
    return new Arguments(archiver, target, input(given.getOrDefault("--input", "")));
  }

  private static String required(Map<String, String> given, String option) {
    String value = given.getOrDefault(option, "");
    if (value.isBlank()) {
      throw new Failure(option + " is missing");
    }
    return value;
  }

  private static Optional<Path> input(String name) {
    if (name.isBlank()) {
      return Optional.empty();
    }
    Path input = Path.of(name).toAbsolutePath().normalize();
    if (!Files.isRegularFile(input) || !Files.isReadable(input)) {
      throw new Failure(
          "there is no readable file " + input + ": give -Dinput the path of a file of JSON lines");
    }
    return Optional.of(input);
  }
}
