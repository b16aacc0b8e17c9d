package io.logstrata.archiver.archive;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.archive.Layout.ManifestName;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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
    Manifest own = read(name);
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
        Manifest manifest = read(near);
        if (own.mayLackWhatIsIn(manifest) && manifest.outside(day) > 0) {
          neighbours.add(manifest);
        }
      }
    }
    return Optional.of(new ArchivedDay(bucket, own, neighbours));
  }

  /**
   * Where records of a day without a copy lie all the same: in the folders of adopted days near it,
   * because old windows went beyond their days.
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
        for (ObjectProof object : read(near).objects()) {
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
    return name == null ? Optional.empty() : Optional.of(read(name));
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
    for (StoredObject object : listing) {
      layout
          .doneName(object.key())
          // A later generation that is not whole makes the day due again.
          .filter(
              name ->
                  newest.containsKey(name.day())
                      && newest.get(name.day()).generation() == name.generation())
          .ifPresent(name -> done.put(name.day(), name.records()));
      layout.settledCreation(object.key()).ifPresent(settled::add);
    }
    return new GroupNotes(done, adopted(listing, newest), settled);
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

  private Manifest read(ManifestName name) throws IOException {
    try (InputStream text = bucket.open(name.key())) {
      Manifest manifest = ManifestJson.read(name.key(), text.readAllBytes());
      if (!manifest.day().equals(name.day()) || manifest.generation() != name.generation()) {
        throw new DamagedObjectException(name.key() + " is the manifest of something else");
      }
      return manifest;
    }
  }
}
