package io.logstrata.archiver.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The definitions against a published validator; skipped where npm or its registry is not. */
@Tag("long")
final class StateMachineToolsTest {
  private static final String VALIDATOR = "asl-validator@4.0.0";
  private static final Path SAMPLES = Path.of("../samples/umma").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void the_definitions_are_in_the_amazon_states_language() throws Exception {
    install();

    String repaired = definition("state-machine.json");
    assertThat(validate(repaired)).isZero();
    assertThat(validate(definition("state-machine-seed.json"))).isZero();
    assertThat(validate(repaired.replace("\"Next\": \"WhatIsLeft\"", "\"Next\": \"Nowhere\"")))
        .isNotZero();
  }

  private static String definition(String file) throws IOException {
    return Files.readString(SAMPLES.resolve(file))
        .replace(
            "\"LAMBDA_FUNCTION_ARN\"",
            "\"arn:aws:lambda:ap-northeast-2:123456789012:function:export-cloudwatch-logs-to-s3\"");
  }

  private void install() throws InterruptedException, IOException {
    Files.writeString(folder.resolve("package.json"), "{\"private\":true}");
    try {
      int exit = run(List.of("npm", "install", "--silent", "--no-fund", "--no-audit", VALIDATOR));
      assumeTrue(exit == 0, VALIDATOR + " cannot be installed: nothing is checked");
    } catch (IOException e) {
      abort("npm is not on the PATH: nothing is checked");
    }
  }

  /** The validator's exit code. */
  private int validate(String definition) throws InterruptedException, IOException {
    Path file = Files.writeString(folder.resolve("definition.json"), definition);
    return run(
        List.of(
            folder.resolve("node_modules/.bin/asl-validator").toString(),
            "--json-path",
            file.toString()));
  }

  private int run(List<String> command) throws InterruptedException, IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    try {
      // A registry that cannot be reached lets npm wait for minutes: it is not there, then.
      return process.waitFor(120, TimeUnit.SECONDS) ? process.exitValue() : -1;
    } finally {
      process.destroyForcibly();
    }
  }
}
