package io.logstrata.archiver.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where things lie: {@code <folder>/<group>/<yyyy>/<M>/<d>/}, unless a template says otherwise, for
 * the exported objects of a day, the date being that of the data, and {@code <folder>/_logstrata/}
 * for what logstrata notes about them. The notes say where a day's objects are, so that another
 * template later leaves old days readable.
 *
 * @param folder without slashes at its ends; empty for the top of the bucket
 * @param days where a day's first export goes; only writers need it
 */
public record Layout(String folder, DayTemplate days) {
  private static final String STATE = "_logstrata";
  // What lies beside the groups' manifests.
  private static final String LATER = STATE + "/generations/";
  private static final Set<String> RESERVED = Set.of(STATE, "groups", "intents", "generations");
  private static final Pattern MANIFEST_NAME =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})\\.([1-9]\\d{0,8})\\.json");
  private static final Pattern DONE_NAME =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})\\.([1-9]\\d{0,8})\\.(\\d{1,18})-(\\d{1,18})\\.done");

  private static final Pattern ADOPTED_NAME =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})\\.([1-9]\\d{0,8})\\.adopted");

  private static final Pattern ZONE_NAME = Pattern.compile("(.+)\\.zone");

  private static final Pattern SETTLED_NAME = Pattern.compile("before-(\\d{1,15})\\.settled");

  /** A small object that the service writes to see whether it may. */
  private static final String WRITE_TEST = "aws-logs-write-test";

  public Layout {
    requireNonNull(days, "days");
    if (folder.startsWith("/") || folder.endsWith("/")) {
      throw new IllegalArgumentException(
          "the folder is \"" + folder + "\": leave out the slashes at its ends");
    }
  }

  /** With the days where the replaced system put them. */
  public Layout(String folder) {
    this(folder, DayTemplate.SEED);
  }

  /** A group's name without a leading slash and with every other slash turned into a hyphen. */
  public static String groupFolder(String group) {
    String name = group.startsWith("/") ? group.substring(1) : group;
    return name.replace('/', '-');
  }

  /** Where the first export of a day goes, without a slash at its end. */
  public String dayFolder(String group, LocalDate day) {
    return days.expand(folder, groupFolder(group), day);
  }

  /**
   * Where a later export of a day goes, without a slash at its end: apart from the days, so that a
   * reader who just lists a day counts nothing twice.
   */
  public String laterFolder(String group, LocalDate day, int generation, int attempt) {
    return under(LATER + groupFolder(group) + "/" + day + "." + generation + "." + attempt);
  }

  /** Whether the folder is a {@link #laterFolder}, into which nobody else writes. */
  public boolean isApart(String prefix) {
    return prefix.startsWith(under(LATER));
  }

  public String manifestKey(String group, LocalDate day, int generation) {
    return manifestPrefix(group) + day + "." + generation + ".json";
  }

  /**
   * A note beside a final manifest, so that a plan, and a comparison with the service's counts,
   * need a listing only.
   *
   * @param records with more than that in the service, the manifest is to be looked at
   */
  public String doneKey(String group, LocalDate day, int generation, RecordCount records) {
    return manifestPrefix(group)
        + day
        + "."
        + generation
        + "."
        + records.atLeast()
        + "-"
        + records.atMost()
        + ".done";
  }

  /** A note beside the manifest of an adopted day, for whoever reads a listing only. */
  public String adoptedKey(String group, LocalDate day, int generation) {
    return manifestPrefix(group) + day + "." + generation + ".adopted";
  }

  /**
   * A note that of all days before the group's creation every event is archived and no more can
   * come, so that the service need not be asked again.
   */
  public String settledKey(String group, Instant creation) {
    return manifestPrefix(group) + "before-" + creation.toEpochMilli() + ".settled";
  }

  /** The creation that a note of {@link #settledKey} is about, or empty for any other key. */
  Optional<Instant> settledCreation(String key) {
    Matcher matcher = SETTLED_NAME.matcher(key.substring(key.lastIndexOf('/') + 1));
    return matcher.matches()
        ? Optional.of(Instant.ofEpochMilli(Long.parseLong(matcher.group(1))))
        : Optional.empty();
  }

  /** A note of whose calendar the group's days are. */
  public String zoneKey(String group, ZoneId zone) {
    return manifestPrefix(group) + URLEncoder.encode(zone.getId(), UTF_8) + ".zone";
  }

  /** The zone that a note of {@link #zoneKey} is about, or empty for any other key. */
  Optional<ZoneId> zone(String key) {
    Matcher matcher = ZONE_NAME.matcher(key.substring(key.lastIndexOf('/') + 1));
    return matcher.matches()
        ? unlessAbsurd(() -> ZoneId.of(URLDecoder.decode(matcher.group(1), UTF_8)))
        : Optional.empty();
  }

  /** What the keys of the names of all groups that were ever archived begin with. */
  public String rollPrefix() {
    return under(STATE + "/groups/");
  }

  /** Where it is noted that a group of that name was archived. */
  public String rollKey(String group) {
    return rollPrefix() + URLEncoder.encode(group, UTF_8);
  }

  /** The name of the group that a key under {@link #rollPrefix} is about, if it is such a key. */
  public Optional<String> rollName(String key) {
    return unlessAbsurd(() -> URLDecoder.decode(key.substring(rollPrefix().length()), UTF_8));
  }

  /** A note that a preflight writes to see whether it may. */
  public String probeKey() {
    return under(STATE + "/doctor.json");
  }

  /** The object that says which run is at work. */
  public String leaseKey() {
    return under(STATE + "/lease.json");
  }

  public String intentKey(String group, LocalDate day, int generation, int attempt) {
    return intentPrefix(group, day, generation) + attempt + ".json";
  }

  public String intentPrefix(String group, LocalDate day, int generation) {
    return under(STATE + "/intents/" + groupFolder(group) + "/" + day + "." + generation + ".");
  }

  /** What the keys of a group's manifests begin with. */
  public String manifestPrefix(String group) {
    return under(STATE + "/" + groupFolder(group) + "/");
  }

  /** Day and generation of a manifest's key, or empty for any other key. */
  public Optional<ManifestName> manifestName(String key) {
    return name(MANIFEST_NAME, key);
  }

  /** Day and generation that a note of {@link #adoptedKey} is about, or empty for any other key. */
  Optional<ManifestName> adoptedName(String key) {
    return name(ADOPTED_NAME, key);
  }

  private static Optional<ManifestName> name(Pattern pattern, String key) {
    Matcher matcher = pattern.matcher(key.substring(key.lastIndexOf('/') + 1));
    return matcher.matches()
        ? unlessAbsurd(
            () ->
                new ManifestName(
                    LocalDate.parse(matcher.group(1)), Integer.parseInt(matcher.group(2)), key))
        : Optional.empty();
  }

  /** What a note says that a day is done, or empty for any other key. */
  Optional<DoneName> doneName(String key) {
    Matcher matcher = DONE_NAME.matcher(key.substring(key.lastIndexOf('/') + 1));
    return matcher.matches()
        ? unlessAbsurd(
            () ->
                new DoneName(
                    LocalDate.parse(matcher.group(1)),
                    Integer.parseInt(matcher.group(2)),
                    new RecordCount(
                        Long.parseLong(matcher.group(3)), Long.parseLong(matcher.group(4)))))
        : Optional.empty();
  }

  /** Anybody can put an object into a bucket: a name such as of the 31st of February is no note. */
  private static <T> Optional<T> unlessAbsurd(Supplier<T> name) {
    try {
      return Optional.of(name.get());
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether the object is the service's probe, which holds no events. */
  public static boolean isWriteTest(StoredObject object) {
    return object.fileName().equals(WRITE_TEST);
  }

  /** Whether a group's folder, or that of its notes, would lie among other notes of logstrata. */
  public static boolean isReserved(String group) {
    return RESERVED.contains(groupFolder(group));
  }

  private String under(String path) {
    return folder.isEmpty() ? path : folder + "/" + path;
  }

  /** What the key of a manifest says. */
  public record ManifestName(LocalDate day, int generation, String key) {}

  /** What the key of a note says that a day is done. */
  record DoneName(LocalDate day, int generation, RecordCount records) {}
}
