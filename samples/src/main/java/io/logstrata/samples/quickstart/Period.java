package io.logstrata.samples.quickstart;

import io.logstrata.samples.cluster.WorkerReport;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;

/** The time in which all workers logged: around midnight it has two days. */
record Period(Instant from, Instant to) {

  static Period of(Collection<WorkerReport> reports) {
    return new Period(
        reports.stream().map(WorkerReport::from).min(Comparator.naturalOrder()).orElseThrow(),
        reports.stream().map(WorkerReport::to).max(Comparator.naturalOrder()).orElseThrow());
  }

  LocalDate firstDay() {
    return from.atZone(ZoneOffset.UTC).toLocalDate();
  }

  LocalDate lastDay() {
    return to.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
