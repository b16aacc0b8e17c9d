package io.logstrata.archiver.archive;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What was exported for one day of one group, and what reading it back has shown. Written last: an
 * export without a manifest does not count.
 *
 * @param generation 1 for the first export of the day, one more for each later one; the newest is
 *     the valid one
 * @param provisional whether the day could still grow when it was exported
 * @param layout where days were put when it was exported, as {@link DayTemplate} writes it; empty
 *     when an earlier version wrote it, which did not say
 * @param prefix what the keys of the first task's objects begin with
 * @param tasks in the order of time; more than one when the whole day took too long to export, or
 *     when an adopted day has several, which may overlap
 * @param counted the service's own number of events, when it was asked
 */
public record Manifest(
    String group,
    LocalDate day,
    int generation,
    boolean provisional,
    ExportWindow window,
    String layout,
    String prefix,
    List<Task> tasks,
    List<ObjectProof> objects,
    Optional<Counted> counted,
    Verdict verdict,
    Instant created,
    String createdBy) {
  /** How sure the copy is. */
  public enum Verdict {
    /** Every object was read to its end; the service was not asked for its own count. */
    ARCHIVED,
    /** The service's own count is the archive's. */
    VERIFIED,
    /** The service counted more or fewer events than the archive has. */
    DIFFERENT,
    /**
     * The service may have begun to delete the day before it was counted: every object was read to
     * its end, and whether the copy ever was the whole day can no longer be known.
     */
    REMNANT,
    /**
     * Every object was read to its end; another system exported them, in windows that nobody noted,
     * and the service no longer had the day.
     */
    ADOPTED
  }

  /**
   * An export task, as the service knows it or, of an adopted day, as its objects show it.
   *
   * @param name empty when the day was adopted: nobody noted it
   * @param prefix what the keys of its objects begin with
   * @param from where its window begins; of an adopted day, its first record
   * @param to where its window ends; of an adopted day, its last record
   * @param copies how many of its records the next task has as well; 0 when the day was adopted:
   *     readers compare the tasks
   */
  public record Task(String id, String name, String prefix, Instant from, Instant to, long copies) {
    public Task {
      requireNonNull(id, "id");
      requireNonNull(name, "name");
      requireNonNull(prefix, "prefix");
      requireNonNull(from, "from");
      requireNonNull(to, "to");
    }

    boolean wrote(ObjectProof object) {
      return object.key().startsWith(prefix + "/");
    }
  }

  /**
   * What the service itself counted.
   *
   * @param with how, such as {@code insights}
   */
  public record Counted(String with, long events, Instant when) {
    public Counted {
      requireNonNull(with, "with");
      requireNonNull(when, "when");
    }
  }

  public Manifest {
    requireNonNull(group, "group");
    requireNonNull(day, "day");
    requireNonNull(window, "window");
    requireNonNull(layout, "layout");
    requireNonNull(prefix, "prefix");
    requireNonNull(counted, "counted");
    requireNonNull(verdict, "verdict");
    requireNonNull(created, "created");
    requireNonNull(createdBy, "createdBy");
    tasks = List.copyOf(tasks);
    objects = List.copyOf(objects);
    if (generation < 1) {
      throw new IllegalArgumentException("generation is " + generation + ": the first is 1");
    }
  }

  /** The records of all objects, those outside the window included. */
  public RecordCount records() {
    return objects.stream().map(ObjectProof::records).reduce(RecordCount.NONE, RecordCount::plus);
  }

  /** The bytes of all objects, as stored. */
  public long bytes() {
    return objects.stream().mapToLong(ObjectProof::size).sum();
  }

  /** Whether it is the manifest of a day that was taken over from an older archive. */
  public boolean isAdopted() {
    return verdict == Verdict.ADOPTED;
  }

  /** The records inside the window, each once. */
  public RecordCount recordsOfTheDay() {
    long copies = tasks.stream().mapToLong(Task::copies).sum();
    long others =
        objects.stream()
            .flatMap(object -> object.outside().values().stream())
            .mapToLong(Long::longValue)
            .sum();
    RecordCount all = records();
    long foreign = copies + others;
    return new RecordCount(Math.max(0, leastOfTheDay(all, foreign)), all.atMost() - foreign);
  }

  /**
   * How many lines look like a record of the day and are none, by the service's own count: nobody
   * else can tell. None are known before the service has confirmed the copy.
   */
  long noRecords() {
    return verdict == Verdict.VERIFIED && counted.isPresent()
        ? Math.max(0, recordsOfTheDay().atMost() - counted.get().events())
        : 0;
  }

  /**
   * How many records the day has, as far as the copy itself and the service's count of that time
   * say. More than the upper bound are events that came later, or were left out.
   */
  public RecordCount confirmedRecords() {
    RecordCount own = recordsOfTheDay();
    long atMost = own.atMost() - noRecords();
    return new RecordCount(Math.min(own.atLeast(), atMost), atMost);
  }

  /**
   * How many records of the day the one task may have that has most. Of an adopted day: its tasks
   * may all have the same, and some that look like records may be none.
   */
  public long mostOfOneTask() {
    return tasks.stream().mapToLong(task -> ofTheDay(task, RecordCount::atMost)).max().orElse(0);
  }

  /** Tasks of an adopted day may all have the same records. */
  private long leastOfTheDay(RecordCount all, long foreign) {
    if (!isAdopted()) {
      return all.atLeast() - foreign;
    }
    return tasks.stream().mapToLong(task -> ofTheDay(task, RecordCount::atLeast)).max().orElse(0);
  }

  private long ofTheDay(Task task, ToLongFunction<RecordCount> bound) {
    return objects.stream()
        .filter(task::wrote)
        .mapToLong(
            object ->
                bound.applyAsLong(object.records())
                    - object.outside().values().stream().mapToLong(Long::longValue).sum())
        .sum();
  }

  /**
   * The same, with the service's own count and what that says about the copy.
   *
   * @param ofTheDay how many records the archive has of the day, those in other days' exports
   *     included
   */
  public Manifest comparedWith(Counted count, RecordCount ofTheDay) {
    return judged(
        Optional.of(count), ofTheDay.mayBe(count.events()) ? Verdict.VERIFIED : Verdict.DIFFERENT);
  }

  /**
   * The same, of a day that the service may have begun to delete. A number that agrees proves
   * nothing then, but one that is too large shows that the export left something out.
   *
   * @param count the service's own count, when it was to be had
   * @param ofTheDay how many records the archive has of the day, those in other days' exports
   *     included
   */
  public Manifest remnant(Optional<Counted> count, RecordCount ofTheDay) {
    boolean leftOut = count.isPresent() && count.get().events() > ofTheDay.atMost();
    return judged(count, leftOut ? Verdict.DIFFERENT : Verdict.REMNANT);
  }

  private Manifest judged(Optional<Counted> count, Verdict judgement) {
    return new Manifest(
        group,
        day,
        generation,
        provisional,
        window,
        layout,
        prefix,
        tasks,
        objects,
        count,
        judgement,
        created,
        createdBy);
  }

  /**
   * The same copy as the next generation, to be judged anew: what a manifest says is never changed.
   */
  public Manifest nextGeneration(Instant now, String by) {
    return new Manifest(
        group,
        day,
        generation + 1,
        provisional,
        window,
        layout,
        prefix,
        tasks,
        objects,
        counted,
        verdict,
        now,
        by);
  }

  /**
   * Whether the export has records of days before its own, which shows that the service takes a
   * window for the time of ingestion. What its own day lacks may then be in later days' exports.
   */
  public boolean hasEarlierDays() {
    return objects.stream().anyMatch(object -> !object.outside().headMap(day).isEmpty());
  }

  /** What the keys of the objects begin with, each without a slash at its end. */
  public List<String> prefixes() {
    return Stream.concat(
            Stream.of(prefix),
            // An adopted day's tasks lie in its folder.
            tasks.stream().map(Task::prefix).filter(each -> !each.startsWith(prefix + "/")))
        .distinct()
        .toList();
  }

  /** What tells the task that wrote an object from the others of this and of other manifests. */
  String taskOf(ObjectProof object) {
    return tasks.stream()
        .filter(task -> task.wrote(object))
        .map(Task::prefix)
        .findFirst()
        .orElse(prefix);
  }

  /**
   * Whether records of this day that lie in the other day's objects are read as the day's. What the
   * service exported for exactly a day has all that an adopted day's old window has of it, so that
   * these are left out, unless this day is adopted as well. A {@link Verdict#REMNANT} may lack what
   * the service had deleted by then; which of an old window's records it has could only be told by
   * comparing the tasks, so that readers leave them out, too, and name them by {@link
   * Archive#straysOf}.
   */
  boolean mayLackWhatIsIn(Manifest other) {
    if (other.isAdopted()) {
      return isAdopted();
    }
    return !other.window().goesBeyondTheDay();
  }

  /** How many records belong to another day than this one. */
  long outside(LocalDate otherDay) {
    return objects.stream().mapToLong(object -> object.outside().getOrDefault(otherDay, 0L)).sum();
  }

  /** Which of the manifest's objects the listing lacks, or has with another size or content. */
  public List<String> missingFrom(List<StoredObject> listing) {
    return objects.stream()
        .filter(object -> listing.stream().noneMatch(object::isSameObject))
        .map(ObjectProof::key)
        .toList();
  }
}
