package io.logstrata.appender;

import io.logstrata.appender.aws.DestinationOptions;
import io.logstrata.appender.ship.RetryPolicy;
import io.logstrata.appender.ship.ShipperOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All options of the appender as one checked value. */
record AppenderOptions(
    DestinationOptions destination,
    ShipperOptions shipper,
    Duration stopTimeout,
    boolean shutdownHook,
    boolean synchronous,
    boolean includeCallerData,
    boolean jmx) {

  /** What was written in the configuration, unchecked; a missing entry means the default. */
  static final class Source {
    private static final Duration DEFAULT_FLUSH_EVERY = Duration.ofSeconds(1);
    private static final Duration DEFAULT_STOP_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration DEFAULT_BLOCK_AT_MOST = Duration.ofSeconds(1);
    private static final long LARGEST_DEFAULT_QUEUE_BYTES = 64L << 20;
    private static final long LEAST_QUEUE_BYTES = 64L << 10;

    private final GivenOptions given = new GivenOptions();
    private final GroupTags tags = new GroupTags();

    void put(String option, String value) {
      given.put(option, value);
    }

    void putTag(String tag) {
      tags.add(tag);
    }

    /**
     * Checks everything; on a problem the value is empty and the list tells all of them, each with
     * its remedy. May be called again when they have been solved.
     */
    Optional<AppenderOptions> check(Surroundings surroundings, List<String> problems) {
      GivenGroup group = new GivenGroup(given, tags);
      AppenderOptions options =
          new AppenderOptions(
              new GivenDestination(given, group, surroundings).destination(),
              shipper(),
              given.positive("stopTimeout", DEFAULT_STOP_TIMEOUT),
              given.yesOrNo("shutdownHook", true),
              given.yesOrNo("synchronous", false),
              given.yesOrNo("includeCallerData", false),
              given.yesOrNo("jmx", true));
      List<String> found = new ArrayList<>(tags.takeProblems());
      found.addAll(given.takeProblems());
      problems.addAll(found);
      return found.isEmpty() ? Optional.of(options) : Optional.empty();
    }

    private ShipperOptions shipper() {
      long queueBytes =
          given.number(
              "queueBytes",
              Math.min(LARGEST_DEFAULT_QUEUE_BYTES, Runtime.getRuntime().maxMemory() / 8),
              LEAST_QUEUE_BYTES,
              ShipperOptions.LARGEST_QUEUE_BYTES);
      long sends = given.number("concurrentSends", 2, 1, ShipperOptions.MOST_CONCURRENT_SENDS);
      return new ShipperOptions(
          queueBytes,
          blockAtMost(),
          given.positive("flushEvery", DEFAULT_FLUSH_EVERY),
          (int) sends,
          retry());
    }

    private RetryPolicy retry() {
      Duration cap = given.positive("retryAtMost", RetryPolicy.STANDARD.cap());
      Duration slowCap = cap.multipliedBy(3);
      return new RetryPolicy(
          shorter(RetryPolicy.STANDARD.base(), cap),
          cap,
          shorter(RetryPolicy.STANDARD.slowBase(), slowCap),
          slowCap);
    }

    private static Duration shorter(Duration one, Duration other) {
      return one.compareTo(other) < 0 ? one : other;
    }

    private Duration blockAtMost() {
      String whenFull = given.word("whenFull", "drop");
      Duration limit = given.positive("blockAtMost", DEFAULT_BLOCK_AT_MOST);
      return switch (whenFull) {
        case "drop" -> {
          if (given.text("blockAtMost").isPresent()) {
            given.problem("blockAtMost has no effect: set whenFull to block, or remove it");
          }
          yield Duration.ZERO;
        }
        case "block" -> limit;
        default -> {
          given.problem("whenFull is \"" + whenFull + "\": use drop or block");
          yield Duration.ZERO;
        }
      };
    }
  }
}
