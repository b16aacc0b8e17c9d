package io.logstrata.appender;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.appender.aws.DestinationOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the options come to. */
class AppenderOptionsTest {
  private static final Surroundings SURROUNDINGS =
      new Surroundings(
          () -> {
            throw new AssertionError("no name has the host's");
          },
          4711,
          "u",
          Map.of("WORKER", "9", "INSTANCE_ID", "3")::get);

  private final AppenderOptions.Source source = new AppenderOptions.Source();

  @Test
  void the_names_have_the_zone_and_the_instance_that_are_asked_for() {
    source.put("logGroup", "umma-{instance}");
    source.put("logStream", "{instance}/{date}");
    source.put("dateZone", "Asia/Seoul");
    source.put("instanceVariable", "WORKER");

    DestinationOptions destination = checked().destination();

    assertThat(destination.logGroup().apply(0)).isEqualTo("umma-9");
    assertThat(destination.logStream().apply(millis("2019-05-31T14:59:59.999Z")))
        .isEqualTo("9/2019-05-31");
    assertThat(destination.logStream().apply(millis("2019-05-31T15:00:00Z")))
        .isEqualTo("9/2019-06-01");
  }

  @Test
  void the_queue_has_an_eighth_of_the_heap_or_64_mib_unless_that_is_given() {
    source.put("logGroup", "umma");
    source.put("mode", "batch");
    assertThat(checked().shipper().queueBytes())
        .isEqualTo(Math.min(67_108_864, Runtime.getRuntime().maxMemory() / 8));
    source.put("queueBytes", "65536");
    assertThat(checked().shipper().queueBytes()).isEqualTo(65_536);
  }

  private AppenderOptions checked() {
    List<String> problems = new ArrayList<>();
    return source.check(SURROUNDINGS, problems).orElseThrow(() -> new AssertionError(problems));
  }

  private static long millis(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}
