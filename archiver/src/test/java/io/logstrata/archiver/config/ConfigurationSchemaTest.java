package io.logstrata.archiver.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published schema knows what the reader knows. */
final class ConfigurationSchemaTest {
  @TempDir Path folder;

  private final JsonNode schema;

  ConfigurationSchemaTest() throws Exception {
    schema =
        JsonMapper.builder()
            .build()
            .readTree(Files.readString(Path.of("../docs/schema/archiver-config.schema.json")));
  }

  @Test
  void it_has_every_setting_and_no_other() {
    assertThat(schema.path("properties").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(Stream.of("$schema"), Stream.of(Key.values()).map(Key::text)).toList());
  }

  @Test
  void its_defaults_are_the_readers() throws Exception {
    Path plain = Files.writeString(folder.resolve("plain.json"), required(""));
    StringBuilder defaults = new StringBuilder();
    schema
        .path("properties")
        .properties()
        .forEach(
            setting -> {
              if (setting.getValue().has("default")) {
                defaults
                    .append(", \"")
                    .append(setting.getKey())
                    .append("\": ")
                    .append(setting.getValue().path("default"));
              }
            });
    Path spelled = Files.writeString(folder.resolve("spelled.json"), required(defaults.toString()));

    assertThat(read(spelled)).isEqualTo(read(plain));
    assertThat(defaults.toString()).contains("recheckDays").contains("settle").contains("schedule");
  }

  private static String required(String more) {
    return "{ \"region\": \"eu-west-1\", \"s3BucketName\": \"bucket\", \"logFolderName\": \"\""
        + more
        + " }";
  }

  private static Settings read(Path file) throws ConfigurationException {
    Settings settings =
        new SettingsReader(Map.of()).read(Optional.of(file), Optional.empty(), Optional.empty());
    // ZoneId.of("UTC") and ZoneOffset.UTC mean the same.
    assertThat(settings.zone().normalized()).isEqualTo(ZoneOffset.UTC);
    return withoutZones(settings);
  }

  private static Settings withoutZones(Settings s) {
    return new Settings(
        s.region(),
        s.groups(),
        s.s3BucketName(),
        s.logFolderName(),
        s.layout(),
        s.endpoint(),
        s.s3Endpoint(),
        s.zone().normalized(),
        s.settle(),
        s.lookbackDays(),
        s.recheckDays(),
        s.guardDays(),
        s.expectedBucketOwner(),
        s.manageBucketPolicy(),
        s.countWith(),
        s.slotWait(),
        s.taskTimeout(),
        s.schedule(),
        s.scheduleZone().normalized(),
        s.declaration());
  }
}
