package io.logstrata.appender;

import io.logstrata.appender.aws.DestinationOptions;
import io.logstrata.appender.ship.RetryPolicy;
import io.logstrata.appender.ship.ShipperOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
    private static final Duration DEFAULT_CALL_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration DEFAULT_BLOCK_AT_MOST = Duration.ofSeconds(1);
    private static final long LARGEST_DEFAULT_QUEUE_BYTES = 64L << 20;
    private static final long LEAST_QUEUE_BYTES = 64L << 10;

    /** Source: the API reference of PutRetentionPolicy. */
    private static final Set<Integer> RETENTION_DAYS =
        Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
            2922, 3288, 3653);

    /**
     * Source: the API reference of CreateLogGroup, and the service's announcement of ESSENTIALS.
     */
    private static final List<String> LOG_GROUP_CLASSES =
        List.of("STANDARD", "INFREQUENT_ACCESS", "DELIVERY", "ESSENTIALS");

    /** Source: the API reference of CreateLogGroup, which takes no alias and no bare identifier. */
    private static final Pattern KMS_KEY =
        Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+");

    private static final Pattern REGION = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private final Map<String, String> given = new TreeMap<>();
    private final GroupTags tags = new GroupTags();
    private final List<String> problems = new ArrayList<>();

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
    Optional<AppenderOptions> check(Surroundings surroundings, List<String> found) {
      problems.clear();
      problems.addAll(tags.takeProblems());
      DestinationOptions destination = destination(surroundings);
      ShipperOptions shipper = shipper();
      AppenderOptions options =
          new AppenderOptions(
              destination,
              shipper,
              positive("stopTimeout", DEFAULT_STOP_TIMEOUT),
              yesOrNo("shutdownHook", true),
              yesOrNo("synchronous", false),
              yesOrNo("includeCallerData", false),
              yesOrNo("jmx", true));
      found.addAll(problems);
      return problems.isEmpty() ? Optional.of(options) : Optional.empty();
    }

    private DestinationOptions destination(Surroundings surroundings) {
      ZoneId zone = zone();
      String instanceVariable = given.get("instanceVariable");
      String groupTemplate = given.getOrDefault("logGroup", "");
      if (groupTemplate.isBlank()) {
        problems.add("logGroup is missing: give <logGroup>name</logGroup>");
      }
      String streamTemplate = streamTemplate();
      NameTemplate group =
          NameTemplate.of(
              "logGroup",
              groupTemplate.strip(),
              zone,
              instanceVariable,
              surroundings,
              problems::add);
      NameTemplate stream =
          NameTemplate.of(
              "logStream", streamTemplate, zone, instanceVariable, surroundings, problems::add);
      String groupName = group.at(0);
      if (groupTemplate.contains("{date}")) {
        problems.add("logGroup uses {date}: only logStream may change with the day");
      } else if (!groupName.isEmpty()) {
        problems.addAll(NameTemplate.problemsOfGroup("logGroup", groupName));
      }
      problems.addAll(NameTemplate.problemsOfStream("logStream", stream.at(0)));
      String names = groupTemplate + streamTemplate;
      if (text("mode").isPresent() && text("logStream").isPresent()) {
        problems.add("mode has no effect beside logStream: remove one of them");
      }
      withoutToken("dateZone", "{date}", names);
      withoutToken("instanceVariable", "{instance}", names);
      Optional<URI> endpoint = endpoint();
      Optional<Boolean> fips = yesOrNo("fips");
      Optional<Boolean> dualStack = yesOrNo("dualStack");
      if (endpoint.isPresent() && (fips.orElse(false) || dualStack.orElse(false))) {
        problems.add(
            "endpoint says where to send, and so fips and dualStack cannot: remove it or them");
      }
      return new DestinationOptions(
          region(),
          endpoint,
          text("profile"),
          groupName,
          stream::at,
          creation(),
          yesOrNo("gzip", false),
          positive("callTimeout", DEFAULT_CALL_TIMEOUT),
          fips,
          dualStack);
    }

    private DestinationOptions.Creation creation() {
      boolean groups = yesOrNo("createLogGroup", true);
      boolean streams = yesOrNo("createLogStream", true);
      if (!groups || !streams) {
        String off = groups ? "createLogStream" : "createLogGroup";
        Stream.of("retentionDays", "kmsKeyId", "logGroupClass")
            .filter(option -> text(option).isPresent())
            .forEach(option -> withoutEffect(option, off));
        if (!tags.asMap().isEmpty()) {
          withoutEffect("tag", off);
        }
      }
      return new DestinationOptions.Creation(
          groups, streams, retentionDays(), kmsKeyId(), logGroupClass(), tags.asMap());
    }

    private Optional<String> kmsKeyId() {
      Optional<String> key = text("kmsKeyId");
      if (key.isPresent() && !KMS_KEY.matcher(key.get()).matches()) {
        problems.add(
            "kmsKeyId is \""
                + key.get()
                + "\": give the ARN of a key, such as"
                + " arn:aws:kms:ap-northeast-2:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab");
      }
      return key;
    }

    private Optional<String> logGroupClass() {
      Optional<String> name = text("logGroupClass");
      if (name.isPresent() && !LOG_GROUP_CLASSES.contains(name.get())) {
        problems.add(
            "logGroupClass is \"" + name.get() + "\": the service knows only " + LOG_GROUP_CLASSES);
      }
      return name;
    }

    private void withoutToken(String option, String token, String names) {
      if (text(option).isPresent() && !names.contains(token)) {
        problems.add(
            option + " has no effect: use " + token + " in the name of the stream, or remove it");
      }
    }

    private void withoutEffect(String option, String off) {
      problems.add(
          option
              + " has no effect, since "
              + off
              + " is false and no group is created: remove one of them");
    }

    private ShipperOptions shipper() {
      long queueBytes =
          number(
              "queueBytes",
              Math.min(LARGEST_DEFAULT_QUEUE_BYTES, Runtime.getRuntime().maxMemory() / 8),
              LEAST_QUEUE_BYTES,
              ShipperOptions.LARGEST_QUEUE_BYTES);
      long sends = number("concurrentSends", 1, 1, ShipperOptions.MOST_CONCURRENT_SENDS);
      return new ShipperOptions(
          queueBytes,
          blockAtMost(),
          positive("flushEvery", DEFAULT_FLUSH_EVERY),
          (int) sends,
          retry());
    }

    private RetryPolicy retry() {
      Duration cap = positive("retryAtMost", RetryPolicy.STANDARD.cap());
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

    private String streamTemplate() {
      String mode = given.getOrDefault("mode", "process").strip().toLowerCase(Locale.ROOT);
      String byMode =
          switch (mode) {
            case "process" -> "server_info_{host}_{pid}";
            case "batch" -> "batch";
            default -> {
              problems.add(
                  "mode is \""
                      + mode
                      + "\": use process (a stream for each process) or batch (one)");
              yield "unknown-mode";
            }
          };
      return text("logStream").orElse(byMode);
    }

    private Duration blockAtMost() {
      String whenFull = given.getOrDefault("whenFull", "drop").strip().toLowerCase(Locale.ROOT);
      Duration limit = positive("blockAtMost", DEFAULT_BLOCK_AT_MOST);
      return switch (whenFull) {
        case "drop" -> {
          if (given.containsKey("blockAtMost")) {
            problems.add("blockAtMost has no effect: set whenFull to block, or remove it");
          }
          yield Duration.ZERO;
        }
        case "block" -> limit;
        default -> {
          problems.add("whenFull is \"" + whenFull + "\": use drop or block");
          yield Duration.ZERO;
        }
      };
    }

    private ZoneId zone() {
      String zone = text("dateZone").orElse("UTC");
      try {
        return ZoneId.of(zone);
      } catch (DateTimeException e) {
        problems.add("dateZone is \"" + zone + "\": give a zone such as UTC or Asia/Seoul");
        return ZoneId.of("UTC");
      }
    }

    private Optional<String> region() {
      Optional<String> region = text("region");
      if (region.isPresent() && !REGION.matcher(region.get()).matches()) {
        problems.add(
            "region is \""
                + region.get()
                + "\": give one such as ap-northeast-2, of letters a-z, digits and - only");
      }
      return region;
    }

    private Optional<URI> endpoint() {
      Optional<String> text = text("endpoint");
      if (text.isEmpty()) {
        return Optional.empty();
      }
      try {
        URI uri = new URI(text.get());
        if (uri.getHost() != null
            && uri.getPort() <= 65_535
            && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
          return Optional.of(uri);
        }
      } catch (URISyntaxException e) {
        // told below
      }
      problems.add(
          "endpoint is \""
              + text.get()
              + "\": give a URL such as http://127.0.0.1:4566, or remove it");
      return Optional.empty();
    }

    private OptionalInt retentionDays() {
      Optional<String> text = text("retentionDays");
      if (text.isEmpty()) {
        return OptionalInt.empty();
      }
      for (int days : RETENTION_DAYS) {
        if (text.get().equals(Integer.toString(days))) {
          return OptionalInt.of(days);
        }
      }
      problems.add(
          "retentionDays is \""
              + text.get()
              + "\": the service knows only "
              + RETENTION_DAYS.stream().sorted().toList());
      return OptionalInt.empty();
    }

    private Optional<String> text(String option) {
      return Optional.ofNullable(given.get(option)).map(String::strip).filter(t -> !t.isEmpty());
    }

    private boolean yesOrNo(String option, boolean otherwise) {
      return yesOrNo(option).orElse(otherwise);
    }

    private Optional<Boolean> yesOrNo(String option) {
      Optional<String> text = text(option).map(t -> t.toLowerCase(Locale.ROOT));
      if (text.isEmpty() || text.get().equals("true") || text.get().equals("false")) {
        return text.map("true"::equals);
      }
      problems.add(option + " is \"" + text.get() + "\": use true or false");
      return Optional.empty();
    }

    private Duration positive(String option, Duration otherwise) {
      Optional<String> text = text(option);
      if (text.isEmpty()) {
        return otherwise;
      }
      Optional<Duration> duration = DurationText.parse(text.get());
      if (duration.isPresent()
          && duration.get().compareTo(Duration.ofMillis(1)) >= 0
          && duration.get().compareTo(Duration.ofDays(1)) <= 0) {
        return duration.get();
      }
      problems.add(
          option
              + " is \""
              + text.get()
              + "\": give a duration from 1 ms to a day, such as 500 ms, 5 s or PT5S");
      return otherwise;
    }

    private long number(String option, long otherwise, long least, long most) {
      Optional<String> text = text(option);
      if (text.isEmpty()) {
        return otherwise;
      }
      try {
        long number = Long.parseLong(text.get());
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        // told below
      }
      problems.add(
          option + " is \"" + text.get() + "\": give a number from " + least + " to " + most);
      return otherwise;
    }
  }
}
