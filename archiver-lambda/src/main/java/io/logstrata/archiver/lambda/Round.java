package io.logstrata.archiver.lambda;

import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.config.Settings;
import io.logstrata.archiver.plan.GroupSelection;
import io.logstrata.archiver.plan.LogGroup;
import io.logstrata.archiver.plan.Planner;
import io.logstrata.archiver.run.Answer;
import io.logstrata.archiver.run.ArchiveStore;
import io.logstrata.archiver.run.ChosenGroups;
import io.logstrata.archiver.run.DayResult;
import io.logstrata.archiver.run.DayResult.Outcome;
import io.logstrata.archiver.run.LogSource;
import io.logstrata.archiver.run.Notices;
import io.logstrata.archiver.run.Patience;
import io.logstrata.archiver.run.Run;
import io.logstrata.archiver.run.RunOptions;
import io.logstrata.archiver.run.RunReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One round: archives what is due of one group, or as much as the time allows. What fails is noted
 * in the event, the other groups go on, and the round of the last group ends in failure.
 */
final class Round {
  private static final Duration BETWEEN_LOOKS_AT_ANOTHER_RUN = Duration.ofSeconds(15);

  private final LogSource source;
  private final ArchiveStore store;
  private final Settings settings;
  private final RoundPace pace;
  private final Notices notices;
  private final String worker;

  /**
   * Prepares a round.
   *
   * @param worker who is at work, for people
   */
  Round(
      LogSource source,
      ArchiveStore store,
      Settings settings,
      RoundPace pace,
      Notices notices,
      String worker) {
    this.source = requireNonNull(source, "source");
    this.store = requireNonNull(store, "store");
    this.settings = requireNonNull(settings, "settings");
    this.pace = requireNonNull(pace, "pace");
    this.notices = requireNonNull(notices, "notices");
    this.worker = requireNonNull(worker, "worker");
  }

  /**
   * Does the work, and returns the event of the next round.
   *
   * @throws ExportFailedException after the last group, when anything failed
   * @throws ServiceUnreachableException when the log groups cannot be listed now
   */
  ExportEvent run(ExportEvent event) throws InterruptedException {
    List<String> groups = groups();
    Optional<String> group =
        groups.stream()
            .filter(name -> event.next().isEmpty() || name.compareTo(event.next().get()) >= 0)
            .findFirst();
    ExportEvent answer =
        group.isPresent()
            ? work(event, group.get(), groups)
            : event.afterGroup(Optional.empty(), event.notes().afterGroup(List.of()));
    boolean last = !answer.members().path("continue").asBoolean();
    if (last && !answer.notes().failures().isEmpty()) {
      throw failed(answer.notes());
    }
    return answer;
  }

  private List<String> groups() throws InterruptedException {
    Answer<ChosenGroups> chosen = ChosenGroups.of(source, settings.groups());
    return switch (chosen.verdict()) {
      case GIVEN -> chosen.get().groups().stream().map(LogGroup::name).sorted().toList();
      case UNREACHABLE -> throw new ServiceUnreachableException(chosen.reason());
      case REFUSED, DENIED -> throw new ExportFailedException(chosen.reason());
    };
  }

  private static ExportFailedException failed(Notes notes) {
    String more = notes.moreFailures() == 0 ? "" : "; and " + notes.moreFailures() + " more";
    return new ExportFailedException(String.join("; ", notes.failures()) + more);
  }

  private ExportEvent work(ExportEvent event, String group, List<String> groups)
      throws InterruptedException {
    Layout layout = settings.bucketLayout();
    RoundStore watched = new RoundStore(store, pace, layout, group, event.notes().letIn());
    Optional<String> next = groups.stream().filter(name -> name.compareTo(group) > 0).findFirst();
    try {
      List<String> failures = archive(group, watched, layout);
      failures.forEach(failure -> notices.say("failed: " + failure));
      return event.afterGroup(next, event.notes().afterGroup(failures));
    } catch (RoundOver over) {
      notices.say(group + ": " + over.getMessage());
      Optional<String> hopeless = hopeless(event.notes(), watched, over);
      if (hopeless.isPresent()) {
        String failure = group + ": " + hopeless.get();
        notices.say("failed: " + failure);
        return event.afterGroup(next, event.notes().afterGroup(List.of(failure)));
      }
      Instant since =
          watched.hasDoneADay() ? pace.now() : event.notes().waitingSince().orElse(pace.now());
      return event.goingOn(event.notes().waiting(since, over.isInReading(), watched.letIn()));
    }
  }

  /** Why going on would be in vain, if it would. */
  private Optional<String> hopeless(Notes before, RoundStore watched, RoundOver over) {
    if (watched.hasDoneADay() || before.waitingSince().isEmpty()) {
      return Optional.empty();
    }
    if (over.isInReading() && before.readingCutOff()) {
      return Optional.of(
          "a day is too large to be read back within "
              + pace.length()
              + ": give the function more time or memory, or archive this group by the executable"
              + " jar");
    }
    Instant since = before.waitingSince().get();
    return Duration.between(since, pace.now()).compareTo(settings.taskTimeout()) < 0
        ? Optional.empty()
        : Optional.of("no day was done since " + since + ", longer than " + settings.taskTimeout());
  }

  /** What has failed. */
  private List<String> archive(String group, ArchiveStore watched, Layout layout)
      throws InterruptedException {
    // Counting again costs money by the bytes scanned, and rounds that wait for an export are many:
    // so it comes when nothing else is left to do.
    List<String> failures = failures(nightly(group, watched, layout, 0));
    return failures.isEmpty() && settings.recheckDays() > 0
        ? failures(nightly(group, watched, layout, settings.recheckDays()))
        : failures;
  }

  private RunReport nightly(String group, ArchiveStore watched, Layout layout, int recheckDays)
      throws InterruptedException {
    while (true) {
      RunReport report =
          newRun(watched, layout, recheckDays)
              .nightly(
                  new GroupSelection("", List.of(group), List.of()),
                  settings.lookbackDays(),
                  false);
      if (report.heldBy().isEmpty()) {
        return report;
      }
      notices.say("waiting: another run is at work: " + report.heldBy().get());
      pace.pause(BETWEEN_LOOKS_AT_ANOTHER_RUN);
    }
  }

  private Run newRun(ArchiveStore watched, Layout layout, int recheckDays) {
    return new Run(
        source,
        watched,
        layout,
        new Planner(settings.zone(), settings.settle()),
        pace,
        notices,
        new RunOptions(
            new Patience(
                settings.slotWait(), settings.taskTimeout(), Patience.DEFAULT.unreachable()),
            settings.countWith(),
            recheckDays,
            worker + ", run " + UUID.randomUUID()));
  }

  private static List<String> failures(RunReport report) {
    List<String> failures = new ArrayList<>(report.problems());
    for (DayResult day : report.days()) {
      if (day.outcome() == Outcome.FAILED) {
        failures.add(day.planned() + ": " + day.reason());
      } else if (day.outcome() == Outcome.DIFFERENT) {
        failures.add(day.planned() + ": " + difference(day));
      }
    }
    return failures;
  }

  private static String difference(DayResult day) {
    String copy =
        day.manifest().map(manifest -> "the copy has " + manifest.recordsOfTheDay()).orElse("");
    String service =
        day.manifest()
            .flatMap(Manifest::counted)
            .map(counted -> " records, and the service counts " + counted.events())
            .orElse("");
    return copy + service + ": the next night exports it again, up to three times";
  }
}
