package io.logstrata.archiver.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The templates against what their makers publish; skipped where npm or its registry is not. */
@Tag("long")
final class TemplateToolsTest {
  private static final Path SCRIPTS = Path.of("src/test/resources/templates").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void cloudformation_fits_the_published_resource_specification() throws Exception {
    install("@aws-cdk/cfnspec@2.72.1");

    String said = check("check-cloudformation.js", "cloudformation");

    assertThat(said).isEqualTo("checked 11 resources");
  }

  @Test
  void terraform_is_read_by_hcls_own_parser() throws Exception {
    install("@cdktf/hcl2json@0.21.0");

    String said = check("check-terraform.js", "terraform");

    assertThat(said).matches("checked [0-9]{3} texts");
  }

  private void install(String what) throws Exception {
    Files.writeString(folder.resolve("package.json"), "{\"private\":true}");
    try {
      boolean installed =
          run(List.of("npm", "install", "--silent", "--no-fund", "--no-audit", what)).exit() == 0;
      assumeTrue(installed, what + " cannot be installed: nothing is checked");
    } catch (IOException e) {
      abort("npm is not on the PATH: nothing is checked");
    }
  }

  /** What the script says of the template of everything that can be declared. */
  private String check(String script, String format) throws Exception {
    // A module is looked for beside the script.
    Files.copy(SCRIPTS.resolve(script), folder.resolve(script));
    Path config = Files.writeString(folder.resolve("archiver.json"), TemplatesTest.DECLARED);
    Path template = folder.resolve("template.json");
    int exit;
    try (PrintWriter out = new PrintWriter(template.toFile(), UTF_8)) {
      exit =
          Main.run(
              new String[] {"policy", "setup", "--format=" + format, "--config=" + config},
              Map.of(),
              out,
              out);
    }
    assertThat(exit).isZero();
    return run(List.of("node", script, template.toString())).said().strip();
  }

  private record Finished(int exit, String said) {}

  private Finished run(List<String> command) throws IOException, InterruptedException {
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(new ArrayList<>(command))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      // A registry that cannot be reached lets npm wait for minutes: it is not there, then.
      int exit = process.waitFor(120, TimeUnit.SECONDS) ? process.exitValue() : -1;
      return new Finished(exit, Files.readString(said));
    } finally {
      process.destroyForcibly();
    }
  }
}
