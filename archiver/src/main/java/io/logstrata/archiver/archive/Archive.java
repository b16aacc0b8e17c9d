package io.logstrata.archiver.archive;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.archive.Layout.ManifestName;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/** The archive in a bucket, read by its manifests: what no manifest lists is not in it. */
public final class Archive {
  /** How far from its day's folder an adopted record is looked for. */
  public static final int DAYS_AWAY = 15;

  private final ArchiveBucket bucket;
  private final Layout layout;

  public Archive(ArchiveBucket bucket, Layout layout) {
    this.bucket = requireNonNull(bucket, "bucket");
    this.layout = requireNonNull(layout, "layout");
  }

  /**
   * The newest generation of a day, or empty when the day is not archived.
   *
   * @param group the log group's name, as the service spells it
   * @throws IOException when the bucket cannot be read, or the manifest is damaged
   */
  public Optional<ArchivedDay> day(String group, LocalDate day) throws IOException {
    List<StoredObject> listing = bucket.list(layout.manifestPrefix(group));
    SortedMap<LocalDate, ManifestName> newest = newestNames(listing);
    ManifestName name = newest.get(day);
    if (name == null) {
      return Optional.empty();
    }
    return Optional.of(archived(read(group, name), listing));
  }

  /**
   * A day as it is with this manifest, which need not be written yet.
   *
   * @throws IOException when the bucket cannot be read, or a neighbouring day's manifest is damaged
   */
  public ArchivedDay with(Manifest manifest) throws IOException {
    return archived(manifest, bucket.list(layout.manifestPrefix(manifest.group())));
  }

  private ArchivedDay archived(Manifest own, List<StoredObject> listing) throws IOException {
    return new ArchivedDay(bucket, own, neighbours(own, listing), noRecords(own, listing));
  }

  /**
   * How many of the copy's doubtful lines are known to be no records. What an earlier copy had of
   * them is in the next one too, so that late events which that export still lacks do not hide
   * among them. The one after it is not doubted any more: should the first count have been too low,
   * the day would differ for ever.
   */
  private long noRecords(Manifest own, List<StoredObject> listing) throws IOException {
    RecordCount records = own.recordsOfTheDay();
    if (records.atLeast() == records.atMost()) {
      return 0;
    }
    if (own.verdict() == Manifest.Verdict.VERIFIED || own.generation() == 1) {
      return own.noRecords();
    }
    return before(own, listing).map(Manifest::noRecords).orElse(0L);
  }

  /**
   * The generation before this one; empty when there is none, or none that can be made out.
   *
   * @throws IOException when the bucket cannot be read
   */
  public Optional<Manifest> before(Manifest later) throws IOException {
    return before(later, bucket.list(layout.manifestPrefix(later.group())));
  }

  private Optional<Manifest> before(Manifest later, List<StoredObject> listing) throws IOException {
    String earlier = layout.manifestKey(later.group(), later.day(), later.generation() - 1);
    try {
      return listing.stream().anyMatch(object -> object.key().equals(earlier))
          ? Optional.of(read(later.group(), layout.manifestName(earlier).orElseThrow()))
          : Optional.empty();
    } catch (DamagedObjectException e) {
      // It is not the valid one any more, so that what is wrong with it is nobody's concern.
      return Optional.empty();
    }
  }

  private List<Manifest> neighbours(Manifest own, List<StoredObject> listing) throws IOException {
    LocalDate day = own.day();
    SortedMap<LocalDate, ManifestName> newest = newestNames(listing);
    Set<LocalDate> far = own.isAdopted() ? adopted(listing, newest) : Set.of();
    List<Manifest> neighbours = new ArrayList<>();
    // Under the reading that a window means the time of ingestion, an event of the day may be in
    // the export of the day before
    // (it was ahead of time, by two hours at most) or in that of a later day (it was late, by
    // fourteen days at most). An adopted day's window is nobody's word, so that its records may be
    // anywhere near.
    for (ManifestName near : newest.subMap(day.minusDays(DAYS_AWAY), day.plusDays(16)).values()) {
      boolean maybe = !near.day().isBefore(day.minusDays(1)) || far.contains(near.day());
      if (maybe && !near.day().equals(day)) {
        Manifest manifest = read(own.group(), near);
        if (own.mayLackWhatIsIn(manifest) && manifest.outside(day) > 0) {
          neighbours.add(manifest);
        }
      }
    }
    return neighbours;
  }

  /**
   * Where records of a day lie that has no copy, or none but a remnant: in the folders of adopted
   * days near it, because old windows went beyond their days. A remnant may have the same ones.
   *
   * @return how many records there may be, by the key of the object
   */
  public SortedMap<String, Long> straysOf(String group, LocalDate day) throws IOException {
    List<StoredObject> listing = bucket.list(layout.manifestPrefix(group));
    SortedMap<LocalDate, ManifestName> newest = newestNames(listing);
    Set<LocalDate> adopted = adopted(listing, newest);
    SortedMap<String, Long> strays = new TreeMap<>();
    for (ManifestName near : newest.subMap(day.minusDays(DAYS_AWAY), day.plusDays(16)).values()) {
      if (adopted.contains(near.day())) {
        for (ObjectProof object : read(group, near).objects()) {
          long records = object.outside().getOrDefault(day, 0L);
          if (records > 0) {
            strays.put(object.key(), records);
          }
        }
      }
    }
    return strays;
  }

  /** The newest manifest of a day, or empty when the day is not archived. */
  public Optional<Manifest> newest(String group, LocalDate day) throws IOException {
    ManifestName name = newestNames(group).get(day);
    return name == null ? Optional.empty() : Optional.of(read(group, name));
  }

  /**
   * The newest manifest of a day, and whether a later one is gone.
   *
   * @throws IOException when the bucket cannot be read, or the manifest is damaged
   */
  public DayGenerations generations(String group, LocalDate day) throws IOException {
    List<StoredObject> listing = bucket.list(layout.manifestPrefix(group));
    SortedMap<LocalDate, ManifestName> newest = newestNames(listing);
    ManifestName name = newest.get(day);
    return new DayGenerations(
        name == null ? Optional.empty() : Optional.of(read(group, name)),
        Optional.ofNullable(lost(listing, newest).get(day)));
  }

  /** The archived days of a group, earliest first. */
  public List<LocalDate> days(String group) throws IOException {
    return List.copyOf(newestNames(group).keySet());
  }

  /** What a listing says of a group's days. */
  public GroupNotes notes(String group) throws IOException {
    List<StoredObject> listing = bucket.list(layout.manifestPrefix(group));
    SortedMap<LocalDate, ManifestName> newest = newestNames(listing);
    Map<LocalDate, RecordCount> done = new TreeMap<>();
    Set<Instant> settled = new HashSet<>();
    Set<ZoneId> zones = new HashSet<>();
    for (StoredObject object : listing) {
      layout
          .doneName(object.key())
          .ifPresent(
              name -> {
                // A later generation that is not whole makes the day due again.
                if (generation(newest, name.day()) == name.generation()) {
                  done.merge(
                      name.day(),
                      name.records(),
                      BinaryOperator.minBy(
                          comparing(RecordCount::atMost).thenComparing(RecordCount::atLeast)));
                }
              });
      layout.settledCreation(object.key()).ifPresent(settled::add);
      layout.zone(object.key()).ifPresent(zones::add);
    }
    SortedMap<LocalDate, LostManifest> lost = lost(listing, newest);
    // An earlier copy that was done has less than the one that was to take its place.
    done.keySet().removeAll(lost.keySet());
    return new GroupNotes(
        done, adopted(listing, newest), settled, lost, zones, new TreeSet<>(newest.keySet()));
  }

  /** The manifests that notes are about, and that are gone: notes are written after them. */
  private SortedMap<LocalDate, LostManifest> lost(
      List<StoredObject> listing, SortedMap<LocalDate, ManifestName> newest) {
    SortedMap<LocalDate, LostManifest> lost = new TreeMap<>();
    BinaryOperator<LostManifest> later = BinaryOperator.maxBy(comparing(LostManifest::generation));
    for (StoredObject object : listing) {
      layout
          .doneName(object.key())
          .filter(name -> generation(newest, name.day()) < name.generation())
          .ifPresent(
              name -> lost.merge(name.day(), new LostManifest(name.generation(), false), later));
      layout
          .adoptedName(object.key())
          .filter(name -> generation(newest, name.day()) < name.generation())
          .ifPresent(
              name -> lost.merge(name.day(), new LostManifest(name.generation(), true), later));
    }
    return lost;
  }

  /** The days whose newest generation is noted to be adopted. */
  private Set<LocalDate> adopted(
      List<StoredObject> listing, SortedMap<LocalDate, ManifestName> newest) {
    return listing.stream()
        .flatMap(object -> layout.adoptedName(object.key()).stream())
        .filter(
            name ->
                newest.containsKey(name.day())
                    && newest.get(name.day()).generation() == name.generation())
        .map(ManifestName::day)
        .collect(Collectors.toSet());
  }

  private static int generation(SortedMap<LocalDate, ManifestName> newest, LocalDate day) {
    return newest.containsKey(day) ? newest.get(day).generation() : 0;
  }

  private SortedMap<LocalDate, ManifestName> newestNames(String group) throws IOException {
    return newestNames(bucket.list(layout.manifestPrefix(group)));
  }

  private SortedMap<LocalDate, ManifestName> newestNames(List<StoredObject> listing) {
    SortedMap<LocalDate, ManifestName> newest = new TreeMap<>();
    for (StoredObject object : listing) {
      layout
          .manifestName(object.key())
          .ifPresent(
              name ->
                  newest.merge(
                      name.day(), name, BinaryOperator.maxBy(comparing(ManifestName::generation))));
    }
    return newest;
  }

  private Manifest read(String group, ManifestName name) throws IOException {
    try (InputStream text = bucket.open(name.key())) {
      Manifest manifest = ManifestJson.read(name.key(), text.readAllBytes());
      // Two names can lead to one folder, such as /a/b and a-b.
      if (!manifest.group().equals(group)) {
        throw new DamagedObjectException(
            name.key() + " is the manifest of the group " + manifest.group() + ", not of " + group);
      }
      if (!manifest.day().equals(name.day()) || manifest.generation() != name.generation()) {
        throw new DamagedObjectException(name.key() + " is the manifest of something else");
      }
      return manifest;
    }
  }
}
