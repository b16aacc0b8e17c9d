package io.logstrata.archiver.run;

import io.logstrata.archiver.plan.DayWindow;
import io.logstrata.archiver.plan.LogGroup;
import io.logstrata.archiver.run.ExportTask.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A service with events, one export slot, and failures on request. A task moves on each time
 * somebody looks at it.
 */
final class FakeLogs implements LogSource {
  /** What becomes of a task. */
  enum Fate {
    COMPLETED,
    FAILED,
    CANCELLED,
    UNKNOWN,
    STUCK,
    FORGOTTEN
  }

  record Event(String group, String stream, Instant timestamp, Instant ingested, String message) {}

  /** When every task is created: later than all that the tests ask for. */
  private static final Instant CREATED = Instant.parse("2026-12-31T00:00:00Z");

  /** When the next tasks are created. */
  Instant created = CREATED;

  /** What happens while a task is at work. */
  Runnable pauseBeforeEnd = () -> {};

  /** Whether nobody may end a task. */
  boolean cancelRefused;

  /** Whether it has other names for folders, and puts the probe elsewhere, as emulators do. */
  boolean emulated;

  /** Whether it has other names for folders, and puts the probe where the service does. */
  boolean otherFolders;

  private final FakeBucket bucket;
  private final List<Event> events = new ArrayList<>();
  private final List<LogGroup> groups = new ArrayList<>();
  private final Map<String, ExportTask> tasks = new LinkedHashMap<>();
  final List<ExportRequest> requests = new ArrayList<>();

  /** The fates of the next tasks; after them, each completes. */
  final Deque<Fate> fates = new ArrayDeque<>();

  private final Set<String> stuck = new HashSet<>();

  /** What becomes of the next requests instead of a start; after them, each is started. */
  final Deque<Started.Verdict> starts = new ArrayDeque<>();

  /** Whether an unreachable start has created the task nevertheless. */
  boolean answerLost;

  private UnaryOperator<ExportTask> another;

  /** How many of the next looks at a task nobody answers. */
  int unansweredPolls;

  /**
   * Whether a window means the time of ingestion, exclusive at its end, or that of the event,
   * inclusive.
   */
  boolean windowMeansIngestion;

  FakeLogs(FakeBucket bucket) {
    this.bucket = bucket;
  }

  void group(String name) {
    group(name, "2026-01-01T00:00:00Z");
  }

  void group(String name, String created) {
    group(name, created, OptionalInt.empty());
  }

  void group(String name, String created, OptionalInt retentionDays) {
    groups.add(new LogGroup(name, Instant.parse(created), retentionDays));
  }

  private Instant created(String name) {
    return groups.stream()
        .filter(group -> group.name().equals(name))
        .map(LogGroup::created)
        .findFirst()
        .orElse(Instant.MIN);
  }

  void removeGroup(String name) {
    groups.removeIf(group -> group.name().equals(name));
  }

  /** Lets the service delete an event. */
  void forget(String message) {
    events.removeIf(event -> event.message().equals(message));
  }

  void event(String group, String stream, String timestamp, String message) {
    lateEvent(group, stream, timestamp, timestamp, message);
  }

  void lateEvent(String group, String stream, String timestamp, String ingested, String message) {
    events.add(
        new Event(group, stream, Instant.parse(timestamp), Instant.parse(ingested), message));
  }

  /** A task of somebody else, which holds the slot for so many looks. */
  void strangerHoldsTheSlot() {
    tasks.put(
        "stranger",
        new ExportTask(
            "stranger",
            new ExportRequest(
                "theirs",
                "their-group",
                Instant.parse("2026-03-01T00:00:00Z"),
                Instant.parse("2026-03-02T00:00:00Z"),
                "their-bucket",
                "x"),
            CREATED,
            Status.RUNNING,
            ""));
  }

  /** The stranger's task is over, and the service still knows it. */
  void strangerEnds() {
    tasks.computeIfPresent("stranger", (id, task) -> with(task, Status.COMPLETED, ""));
  }

  void strangerLeaves() {
    tasks.remove("stranger");
  }

  @Override
  public Answer<Groups> groups() {
    return Answer.of(new Groups(groups, Optional.of("123456789012")));
  }

  @Override
  public Started start(ExportRequest request) {
    requests.add(request);
    if (request.to().isBefore(created(request.group()))) {
      return new Started(Started.Verdict.REFUSED, "", "the end is before the group's creation");
    }
    if (tasks.values().stream().anyMatch(task -> task.status().isActive())) {
      return new Started(Started.Verdict.SLOT_TAKEN, "", "Resource limit exceeded.");
    }
    Started.Verdict verdict = starts.isEmpty() ? Started.Verdict.STARTED : starts.removeFirst();
    if (verdict == Started.Verdict.STARTED || answerLost) {
      String id = "task-" + (tasks.size() + 1);
      tasks.put(id, new ExportTask(id, request, created, Status.PENDING, ""));
      answerLost = false;
      return verdict == Started.Verdict.STARTED
          ? new Started(verdict, id, "")
          : new Started(verdict, "", "no answer");
    }
    return new Started(verdict, "", "said no");
  }

  @Override
  public Answer<Optional<ExportTask>> task(String taskId) {
    if (unansweredPolls > 0) {
      unansweredPolls--;
      return Answer.unreachable("no answer");
    }
    ExportTask task = tasks.get(taskId);
    if (task == null) {
      return Answer.of(tasks().get().stream().filter(each -> each.id().equals(taskId)).findFirst());
    }
    ExportTask next = next(task);
    tasks.put(taskId, next);
    if (next.status() == Status.UNKNOWN && next.message().equals("forgotten")) {
      tasks.remove(taskId);
      return Answer.of(Optional.empty());
    }
    return Answer.of(Optional.of(next));
  }

  private ExportTask next(ExportTask task) {
    return switch (task.status()) {
      case PENDING -> with(task, Status.RUNNING, "");
      case RUNNING -> stuck.contains(task.id()) ? task : end(task);
      case PENDING_CANCEL -> with(task, Status.CANCELLED, "");
      case COMPLETED, CANCELLED, FAILED, UNKNOWN -> task;
    };
  }

  private ExportTask end(ExportTask task) {
    pauseBeforeEnd.run();
    Fate fate = fates.isEmpty() ? Fate.COMPLETED : fates.removeFirst();
    return switch (fate) {
      case COMPLETED -> {
        write(task);
        yield with(task, Status.COMPLETED, "Completed successfully");
      }
      case FAILED -> with(task, Status.FAILED, "internal error");
      case CANCELLED -> with(task, Status.CANCELLED, "");
      case UNKNOWN -> with(task, Status.UNKNOWN, "PAUSED");
      case FORGOTTEN -> with(task, Status.UNKNOWN, "forgotten");
      case STUCK -> {
        stuck.add(task.id());
        yield task;
      }
    };
  }

  final List<String> cancelled = new ArrayList<>();

  @Override
  public Answer<Boolean> cancel(String taskId) {
    ExportTask task = tasks.get(taskId);
    if (task == null || !task.status().isActive()) {
      return Answer.of(false);
    }
    if (cancelRefused) {
      return Answer.refused("grant logs:CancelExportTask");
    }
    cancelled.add(taskId);
    tasks.put(taskId, with(task, Status.PENDING_CANCEL, ""));
    return Answer.of(true);
  }

  /** Lets the service know no task any more. */
  void forgetTasks() {
    tasks.clear();
  }

  /** Lets every active task end while nobody looks. */
  void letTasksEnd() {
    tasks.replaceAll((id, task) -> task.status().isActive() ? end(task) : task);
  }

  private void write(ExportTask task) {
    ExportRequest request = task.what();
    String probed = emulated ? "" : request.prefix() + "/";
    bucket.objects.putIfAbsent(probed + "aws-logs-write-test", new byte[] {1});
    Map<String, StringBuilder> streams = new LinkedHashMap<>();
    for (Event event : events) {
      if (event.group().equals(request.group()) && isIn(event, request)) {
        streams
            .computeIfAbsent(event.stream().replace('/', '-'), stream -> new StringBuilder())
            .append(millis(event.timestamp()))
            .append(' ')
            .append(event.message())
            .append('\n');
      }
    }
    streams.forEach(
        (stream, text) ->
            bucket.export(
                request.prefix()
                    + "/"
                    + (emulated || otherFolders ? "folder-of-" + stream : task.id())
                    + "/"
                    + stream
                    + "/000000.gz",
                text.toString()));
  }

  private boolean isIn(Event event, ExportRequest request) {
    return windowMeansIngestion
        ? !event.ingested().isBefore(request.from()) && event.ingested().isBefore(request.to())
        : !event.timestamp().isBefore(request.from()) && !event.timestamp().isAfter(request.to());
  }

  /** Added to the number of events that the service counts. */
  long miscount;

  /** What the service says instead of a number. */
  Optional<String> countRefused = Optional.empty();

  /** What the next counts are answered instead of a number. */
  final Deque<Answer<Long>> countsUnanswered = new ArrayDeque<>();

  @Override
  public Answer<Long> count(CountWith how, String group, Instant from, Instant to) {
    if (countRefused.isPresent()) {
      return Answer.refused(countRefused.get());
    }
    if (!countsUnanswered.isEmpty()) {
      return countsUnanswered.removeFirst();
    }
    if (how == CountWith.INSIGHTS && to.isBefore(created(group))) {
      return Answer.refused("the end is before the group's creation");
    }
    if (how == CountWith.SCAN && infrequentAccess) {
      return Answer.refused("not for this class");
    }
    scans += how == CountWith.SCAN ? 1 : 0;
    return Answer.of(
        miscount
            + events.stream()
                .filter(event -> event.group().equals(group))
                .filter(
                    event -> !event.timestamp().isBefore(from) && event.timestamp().isBefore(to))
                .count());
  }

  /** Whether the groups are of a class that cannot be read. */
  boolean infrequentAccess;

  /** How often a day was counted by reading it. */
  int scans;

  /** What the service was asked whether it holds, as group, begin and end. */
  final List<String> looked = new ArrayList<>();

  @Override
  public Answer<Boolean> hasEvents(String group, Instant from, Instant to) {
    looked.add(group + " " + from + " " + to);
    if (looksRefused.isPresent()) {
      return Answer.refused(looksRefused.get());
    }
    return Answer.of(
        infrequentAccess
            || events.stream()
                .filter(event -> event.group().equals(group))
                .anyMatch(
                    event -> !event.timestamp().isBefore(from) && event.timestamp().isBefore(to)));
  }

  /** What the service says instead of whether it holds anything. */
  Optional<String> looksRefused = Optional.empty();

  /** How often many days were counted at once, and of how many groups. */
  final List<Integer> groupsCounted = new ArrayList<>();

  @Override
  public Answer<Map<String, Map<LocalDate, Long>>> countDays(
      List<String> names, List<DayWindow> days) {
    groupsCounted.add(names.size());
    if (countRefused.isPresent()) {
      return Answer.unreachable(countRefused.get());
    }
    Instant end = days.get(days.size() - 1).to();
    if (names.stream().anyMatch(name -> end.isBefore(created(name)))) {
      return Answer.refused("the end is before a group's creation");
    }
    Map<String, Map<LocalDate, Long>> counts = new HashMap<>();
    for (Event event : events) {
      for (DayWindow day : days) {
        if (names.contains(event.group()) && day.contains(event.timestamp())) {
          counts
              .computeIfAbsent(event.group(), any -> new HashMap<>())
              .merge(day.day(), 1L, Long::sum);
        }
      }
    }
    return Answer.of(counts);
  }

  private static String millis(Instant instant) {
    return instant.toString().length() == 20
        ? instant.toString().replace("Z", ".000Z")
        : instant.toString();
  }

  private static ExportTask with(ExportTask task, Status status, String message) {
    return new ExportTask(task.id(), task.what(), task.created(), status, message);
  }

  /** Lets a task of another archive be listed beside each one that is asked for. */
  void listBesideEach(UnaryOperator<ExportTask> another) {
    this.another = another;
  }

  @Override
  public Answer<List<ExportTask>> tasks() {
    List<ExportTask> newestFirst = new ArrayList<>(tasks.values());
    Collections.reverse(newestFirst);
    if (another != null) {
      requests.stream()
          .map(request -> new ExportTask("another", request, CREATED, Status.COMPLETED, ""))
          .map(another)
          .forEach(task -> newestFirst.add(0, task));
    }
    return Answer.of(newestFirst);
  }
}
