package io.logstrata.testkit.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * The objects of one folder of an export: {@code 000000.gz}, {@code 000001.gz} and so on, each of
 * lines {@code 2026-11-22T01:02:03.123Z message}. A message of several lines keeps them: only the
 * first has a time.
 */
final class ExportWriter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final ExportTarget target;
  private final String bucket;
  private final String folder;
  private final long partBytes;
  private final long memberBytes;
  private int part;
  private long inPart;
  private long inMember;
  private ByteArrayOutputStream object = new ByteArrayOutputStream();
  private GZIPOutputStream member;

  ExportWriter(
      ExportTarget target, String bucket, String folder, long partBytes, long memberBytes) {
    this.target = target;
    this.bucket = bucket;
    this.folder = folder;
    this.partBytes = partBytes;
    this.memberBytes = memberBytes;
  }

  void write(List<LogEvent> events) {
    try {
      for (LogEvent event : events) {
        write(event);
      }
      endObject();
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
  }

  private void write(LogEvent event) throws IOException {
    String line =
        TIME.format(Instant.ofEpochMilli(event.timestampMillis())) + " " + event.message() + "\n";
    byte[] bytes = line.getBytes(UTF_8);
    if (inPart > 0 && inPart + bytes.length > partBytes) {
      endObject();
    } else if (inMember > 0 && inMember + bytes.length > memberBytes) {
      endMember();
    }
    if (member == null) {
      member = new GZIPOutputStream(object);
    }
    member.write(bytes);
    inPart += bytes.length;
    inMember += bytes.length;
  }

  private void endMember() throws IOException {
    if (member != null) {
      member.finish();
      member = null;
    }
    inMember = 0;
  }

  private void endObject() throws IOException {
    endMember();
    if (inPart > 0) {
      target.put(bucket, folder + "/%06d.gz".formatted(part), object.toByteArray());
      part++;
    }
    object = new ByteArrayOutputStream();
    inPart = 0;
  }
}
