package io.logstrata.archiver.config;

import com.fasterxml.jackson.core.JsonToken;
import io.logstrata.archiver.archive.DayTemplate;
import io.logstrata.archiver.config.SettingsReader.Given;
import io.logstrata.archiver.plan.GroupSelection;
import io.logstrata.archiver.run.CountWith;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes settings of texts. What is wrong goes to the problems; a stand-in takes its place until all
 * is looked at.
 */
final class SettingsCheck {
  // The service may take twelve hours to make data exportable; half an hour more for clocks.
  private static final Duration DEFAULT_SETTLE = Duration.parse("PT12H30M");
  private static final Duration DEFAULT_SLOT_WAIT = Duration.ofHours(12);
  // PutLogEvents takes events up to 14 days old.
  private static final int DEFAULT_RECHECK_DAYS = 14;
  private static final int DEFAULT_GUARD_DAYS = 3;
  // When yesterday, by UTC, is settled.
  private static final String DEFAULT_SCHEDULE = "0 0 13 * * ?";
  private static final Pattern DAYS = Pattern.compile("[0-9]{1,5}");
  // The service gives up on a task after 24 hours.
  private static final Duration DEFAULT_TASK_TIMEOUT = Duration.ofHours(25);

  // Rules of S3's user guide, "General purpose bucket naming rules".
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}");
  private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-[0-9]+");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

  private final Map<Key, Given> given;
  private final Map<Key, DeclarationCheck.Tree> trees;
  private final List<String> problems;
  private final BiFunction<String, ZoneId, Optional<String>> schedules;

  SettingsCheck(
      Map<Key, Given> given,
      Map<Key, DeclarationCheck.Tree> trees,
      List<String> problems,
      BiFunction<String, ZoneId, Optional<String>> schedules) {
    this.given = given;
    this.trees = trees;
    this.problems = problems;
    this.schedules = schedules;
  }

  Settings settings() {
    ZoneId scheduleZone =
        text(Key.SCHEDULE_ZONE).map(text -> zone(Key.SCHEDULE_ZONE, text)).orElse(ZoneOffset.UTC);
    return new Settings(
        required(Key.REGION, "the region of the logs, such as ap-northeast-2", this::region),
        new GroupSelection(
            text(Key.LOG_GROUP_FILTER).orElse(""), globs(Key.INCLUDE), globs(Key.EXCLUDE)),
        required(Key.S3_BUCKET_NAME, "the bucket of the archive", this::bucket),
        required(Key.LOG_FOLDER_NAME, "the archive's folder, such as backup", this::folder),
        text(Key.LAYOUT).map(this::layout).orElse(DayTemplate.SEED),
        text(Key.ENDPOINT).map(text -> uri(Key.ENDPOINT, text)),
        text(Key.S3_ENDPOINT).map(text -> uri(Key.S3_ENDPOINT, text)),
        text(Key.ZONE).map(text -> zone(Key.ZONE, text)).orElse(ZoneOffset.UTC),
        text(Key.SETTLE).map(text -> duration(Key.SETTLE, text)).orElse(DEFAULT_SETTLE),
        days(Key.LOOKBACK_DAYS),
        days(Key.RECHECK_DAYS).orElse(DEFAULT_RECHECK_DAYS),
        days(Key.GUARD_DAYS).orElse(DEFAULT_GUARD_DAYS),
        text(Key.EXPECTED_BUCKET_OWNER).map(this::account),
        flag(Key.MANAGE_BUCKET_POLICY, true),
        text(Key.COUNT_WITH).map(this::countWith).orElse(CountWith.INSIGHTS),
        text(Key.SLOT_WAIT).map(text -> duration(Key.SLOT_WAIT, text)).orElse(DEFAULT_SLOT_WAIT),
        text(Key.TASK_TIMEOUT)
            .map(text -> duration(Key.TASK_TIMEOUT, text))
            .orElse(DEFAULT_TASK_TIMEOUT),
        text(Key.SCHEDULE).map(text -> schedule(text, scheduleZone)).orElse(DEFAULT_SCHEDULE),
        scheduleZone,
        new DeclarationCheck(trees, problems, plain(Key.REGION))
            .declaration(
                plain(Key.S3_BUCKET_NAME), !plain(Key.MANAGE_BUCKET_POLICY).equals("false")));
  }

  /** What is there, right or wrong; the empty text without it. */
  private String plain(Key key) {
    return given.containsKey(key) ? given.get(key).text() : "";
  }

  private String required(Key key, String what, Function<String, String> check) {
    if (!given.containsKey(key)) {
      problems.add(
          "\""
              + key.text()
              + "\" is missing: give "
              + what
              + ", in the file or as "
              + key.variable());
      return "";
    }
    return text(key).map(check).orElse("");
  }

  private Optional<String> text(Key key) {
    Given value = given.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value.kind() != JsonToken.VALUE_STRING) {
      problem(key, "must be a text in quotes");
      return Optional.empty();
    }
    return Optional.of(value.text());
  }

  /** A list in the file; in the environment, with commas, which no group's name has. */
  private List<String> globs(Key key) {
    Given value = given.get(key);
    boolean list = value != null && value.kind() == JsonToken.START_ARRAY;
    if (value == null || (list && value.text().isEmpty())) {
      return List.of();
    }
    List<String> globs = Stream.of(value.text().split(",", -1)).map(String::strip).toList();
    boolean text = value.kind() == JsonToken.VALUE_STRING;
    if (globs.contains("") || !(list || text)) {
      problem(key, "must be a list of texts, such as [\"/aws/lambda/*\"]");
      return List.of();
    }
    return globs;
  }

  private OptionalInt days(Key key) {
    Given value = given.get(key);
    if (value == null) {
      return OptionalInt.empty();
    }
    if (!DAYS.matcher(value.text()).matches()) {
      problem(key, "must be a number of days, such as 30");
      return OptionalInt.empty();
    }
    return OptionalInt.of(Integer.parseInt(value.text()));
  }

  private boolean flag(Key key, boolean otherwise) {
    Given value = given.get(key);
    if (value == null) {
      return otherwise;
    }
    if (!value.text().equals("true") && !value.text().equals("false")) {
      problem(key, "must be true or false");
    }
    return value.text().equals("true");
  }

  private String schedule(String text, ZoneId zone) {
    schedules.apply(text, zone).ifPresent(wrong -> problem(key(Key.SCHEDULE, text), wrong));
    return text;
  }

  private String region(String text) {
    if (!REGION.matcher(text).matches()) {
      problem(key(Key.REGION, text), "is no region: give one such as ap-northeast-2");
    }
    return text;
  }

  private String bucket(String text) {
    if (!BUCKET.matcher(text).matches() || text.contains("..")) {
      problem(
          key(Key.S3_BUCKET_NAME, text),
          "is no bucket name: 3 to 63 lower-case letters, digits, dots and hyphens, with a letter"
              + " or digit at each end");
    } else if (ADDRESS.matcher(text).matches()) {
      problem(
          key(Key.S3_BUCKET_NAME, text),
          "is no bucket name: it looks like an IP address; add a letter");
    }
    return text;
  }

  private String folder(String text) {
    if (text.startsWith("/") || text.endsWith("/")) {
      problem(key(Key.LOG_FOLDER_NAME, text), "has a slash at an end: leave it out");
    }
    return text;
  }

  private DayTemplate layout(String text) {
    List<String> wrong = DayTemplate.problems(text);
    wrong.forEach(each -> problem(key(Key.LAYOUT, text), "is no layout: " + each));
    if (!wrong.isEmpty()) {
      return DayTemplate.SEED;
    }
    DayTemplate template = new DayTemplate(text);
    Given where = given.get(Key.LOG_FOLDER_NAME);
    String folder = where == null ? "" : where.text();
    if (template.bytes(folder) > DayTemplate.MOST_BYTES) {
      problem(
          key(Key.LAYOUT, text),
          "and the folder take "
              + template.bytes(folder)
              + " bytes of each key: shorten them to "
              + DayTemplate.MOST_BYTES
              + ", since S3's keys have 1,024 and the names of groups and streams are long");
    }
    return template;
  }

  private String account(String text) {
    if (!ACCOUNT.matcher(text).matches()) {
      problem(key(Key.EXPECTED_BUCKET_OWNER, text), "is no account id: give its 12 digits");
    }
    return text;
  }

  private CountWith countWith(String text) {
    for (CountWith how : CountWith.values()) {
      if (how.name().toLowerCase(Locale.ROOT).equals(text)) {
        return how;
      }
    }
    problem(key(Key.COUNT_WITH, text), "must be insights, scan or none");
    return CountWith.NONE;
  }

  private URI uri(Key key, String text) {
    try {
      URI uri = new URI(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below, as for any other text that is no address.
    }
    problem(key(key, text), "is no endpoint: give one such as http://127.0.0.1:4566");
    return URI.create("http://invalid");
  }

  private ZoneId zone(Key key, String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      problem(key(key, text), "is no time zone: give one such as UTC or Asia/Seoul");
      return ZoneOffset.UTC;
    }
  }

  private Duration duration(Key key, String text) {
    try {
      Duration duration = Duration.parse(text);
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeException e) {
      // Said below, as for a negative duration.
    }
    problem(key(key, text), "is no duration: give one such as PT12H30M or PT0S");
    return Duration.ZERO;
  }

  private String key(Key key, String text) {
    return given.get(key).place() + ": \"" + key.text() + "\": \"" + text + "\"";
  }

  private void problem(Key key, String what) {
    problem(given.get(key).place() + ": \"" + key.text() + "\"", what);
  }

  private void problem(String subject, String what) {
    problems.add(subject + " " + what);
  }
}
