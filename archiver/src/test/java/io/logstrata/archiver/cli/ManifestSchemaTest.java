package io.logstrata.archiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.logstrata.archiver.archive.Layout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** The published schema describes what is written. */
final class ManifestSchemaTest extends CloudTest {
  private final List<String> wrong = new ArrayList<>();

  @Test
  void a_manifest_has_all_that_the_schema_requires_and_nothing_that_it_does_not_know()
      throws Exception {
    put("batch", at("00:00:00.000"), "x");
    assertThat(backfill(", \"settle\": \"PT0S\"")).isZero();

    checkManifestOf(day);

    assertThat(wrong).isEmpty();
  }

  @Test
  void a_manifest_of_an_adopted_day_has_so_too() throws Exception {
    LocalDate old = day.minusDays(3);
    s3.createBucket(create -> create.bucket("backup.cloudwatch.umma"));
    s3.putObject(
        put ->
            put.bucket("backup.cloudwatch.umma")
                .key(new Layout("backup").dayFolder(GROUP, old) + "/task/batch/000000.gz"),
        RequestBody.fromString(old + "T12:00:00.000Z x\n" + day + "T00:00:00.000Z y\n"));
    assertThat(run(config(""), "adopt", "--from=" + old, "--to=" + old)).isZero();

    checkManifestOf(old);

    assertThat(wrong).isEmpty();
  }

  private void checkManifestOf(LocalDate of) throws Exception {
    JsonMapper json = JsonMapper.builder().build();
    JsonNode schema =
        json.readTree(Files.readString(Path.of("../docs/schema/archiver-manifest.schema.json")));
    JsonNode manifest =
        json.readTree(object("backup/_logstrata/umma-production/" + of + ".1.json"));

    check("manifest", manifest, schema, schema);
  }

  private void check(String place, JsonNode value, JsonNode rule, JsonNode root) {
    if (rule.has("$ref")) {
      check(place, value, root.at(rule.path("$ref").asText().substring(1)), root);
      return;
    }
    rule.path("required")
        .forEach(
            name -> {
              if (!value.has(name.asText())) {
                wrong.add(place + " lacks " + name);
              }
            });
    boolean typed =
        switch (rule.path("type").asText("any")) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "string" -> value.isTextual();
          case "integer" -> value.isIntegralNumber();
          case "boolean" -> value.isBoolean();
          default -> rule.has("const") || rule.has("enum");
        };
    if (!typed) {
      wrong.add(place + " is " + value);
    }
    if (rule.has("pattern") && !value.asText().matches(rule.path("pattern").asText())) {
      wrong.add(place + " does not fit its pattern");
    }
    for (int i = 0; i < value.size() && value.isArray(); i++) {
      check(place + "[" + i + "]", value.get(i), rule.path("items"), root);
    }
    value
        .properties()
        .forEach(
            member -> {
              JsonNode of = rule.path("properties").path(member.getKey());
              if (of.isMissingNode()) {
                of = rule.path("additionalProperties");
              }
              check(place + "." + member.getKey(), member.getValue(), of, root);
            });
  }
}
