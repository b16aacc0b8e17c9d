package io.logstrata.samples.quickstart;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.archive.ArchivedDay;
import io.logstrata.archiver.archive.ArchivedRecord;
import io.logstrata.archiver.aws.S3ArchiveStore;
import io.logstrata.insights.evaluate.Event;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What the archive holds of a log group: read from the objects in S3 alone, by what their manifests
 * list.
 */
final class ArchivedEvents {
  static final String BUCKET = "backup.cloudwatch.umma";
  static final String FOLDER = "backup";

  private ArchivedEvents() {}

  /** Reads all events of the days, both included. */
  static List<Event> read(S3Client s3, String logGroup, LocalDate from, LocalDate to)
      throws IOException {
    Archive archive = S3ArchiveStore.archive(s3, BUCKET, FOLDER);
    List<Event> events = new ArrayList<>();
    for (LocalDate date : from.datesUntil(to.plusDays(1)).toList()) {
      // The processes may have started before midnight, and their log group have come after it:
      // then
      // there is nothing of the first day. What is missing shows in the number of events.
      Optional<ArchivedDay> day = archive.day(logGroup, date);
      if (day.isPresent()) {
        try (Stream<ArchivedRecord> records = day.get().records()) {
          records.map(r -> event(logGroup, r)).forEach(events::add);
        }
      }
    }
    return events;
  }

  private static Event event(String logGroup, ArchivedRecord archived) {
    return Event.builder(archived.timestamp(), archived.message())
        .logGroup(logGroup)
        .logStream(archived.logStream())
        .build();
  }
}
