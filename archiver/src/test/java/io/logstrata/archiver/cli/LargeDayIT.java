package io.logstrata.archiver.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.logstrata.archiver.archive.ArchiveBucket;
import io.logstrata.archiver.archive.ExportWindow;
import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.archive.Manifest;
import io.logstrata.archiver.archive.Manifest.Verdict;
import io.logstrata.archiver.archive.ManifestJson;
import io.logstrata.archiver.archive.ObjectProof;
import io.logstrata.archiver.archive.ObjectReader;
import io.logstrata.archiver.archive.StoredObject;
import io.logstrata.archiver.aws.S3ArchiveStore;
import io.logstrata.testkit.LocalCloud;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A day of a gigabyte is read back by the real jar in 256 MB of heap: as fast as half of what zcat
 * and sort take for the same objects in the same minute, and in the same order whatever the order
 * in the objects.
 */
@Tag("long")
final class LargeDayIT {
  private static final Path JAR = Path.of(System.getProperty("archiver.jar"));
  private static final String BUCKET = "backup.cloudwatch.umma";
  private static final String GROUP = "umma-production";
  private static final LocalDate DAY = LocalDate.parse("2026-03-01");
  private static final long FROM = DAY.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  private static final ExportWindow WINDOW =
      new ExportWindow(
          Instant.ofEpochMilli(FROM),
          Instant.ofEpochMilli(FROM).plus(Duration.ofDays(1)),
          ZoneOffset.UTC);
  private static final int STREAMS = 8;
  private static final int PARTS = 4;
  private static final int LINES_A_PART = 140_000;

  @TempDir Path folder;

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void a_gigabyte_is_read_at_half_of_the_speed_of_zcat_and_sort_or_better() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/zcat")), "there is no zcat");
    try (LocalCloud cloud = LocalCloud.builder().data(folder.resolve("s3")).start();
        S3Client s3 =
            S3Client.builder()
                .endpointOverride(cloud.s3Endpoint())
                .forcePathStyle(true)
                .region(Region.of(cloud.region()))
                .build()) {
      s3.createBucket(create -> create.bucket(BUCKET));
      long bytes = archive(s3, "ordered", false);
      archive(s3, "shuffled", true);
      assertThat(bytes).isGreaterThan(1_000_000_000L);

      // Now the files are in memory for both. Other work of the machine is not to decide: the best
      // of up to three rounds counts, for each.
      zcatAndSort();
      Duration sort = zcatAndSort();
      Read ordered = cat(cloud, "ordered");
      for (int more = 0; more < 2 && ordered.took.compareTo(sort.multipliedBy(2)) > 0; more++) {
        Duration again = zcatAndSort();
        sort = again.compareTo(sort) < 0 ? again : sort;
        Read anew = cat(cloud, "ordered");
        ordered = anew.took.compareTo(ordered.took) < 0 ? anew : ordered;
      }
      Read shuffled = cat(cloud, "shuffled");

      System.out.printf(
          Locale.ROOT,
          "%d bytes: zcat | sort %d ms, cat %d ms, shuffled %d ms%n",
          bytes,
          sort.toMillis(),
          ordered.took.toMillis(),
          shuffled.took.toMillis());
      assertThat(ordered.bytes).isEqualTo(bytes + STREAMS * PARTS * LINES_A_PART * 3L);
      assertThat(shuffled.sha256).isEqualTo(ordered.sha256);
      assertThat(ordered.took).isLessThanOrEqualTo(sort.multipliedBy(2));
    }
  }

  /** Puts a day into the bucket and returns how many bytes it has uncompressed. */
  private long archive(S3Client s3, String logFolder, boolean shuffled) throws Exception {
    Layout layout = new Layout(logFolder);
    String prefix = layout.dayFolder(GROUP, DAY);
    List<ObjectProof> proofs = new ArrayList<>();
    long bytes = 0;
    for (int stream = 0; stream < STREAMS; stream++) {
      for (int part = 0; part < PARTS; part++) {
        Path file = folder.resolve(logFolder + "-" + stream + "-" + part + ".gz");
        bytes += write(file, stream, part, shuffled);
        String key = prefix + "/task/s" + stream + "/00000" + part + ".gz";
        String etag =
            s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromFile(file)).eTag();
        proofs.add(
            new ObjectReader(new OneFile(file))
                .prove(new StoredObject(key, Files.size(file), etag.replace("\"", "")), WINDOW));
      }
    }
    Manifest manifest =
        new Manifest(
            GROUP,
            DAY,
            1,
            false,
            WINDOW,
            layout.days().text(),
            prefix,
            List.of(new Manifest.Task("task", "task", prefix, WINDOW.from(), WINDOW.to(), 0)),
            proofs,
            Optional.empty(),
            Verdict.ARCHIVED,
            Instant.EPOCH,
            "test");
    new S3ArchiveStore(s3, new S3ArchiveStore.Options(BUCKET, "", Optional.empty(), false))
        .putIfAbsent(layout.manifestKey(GROUP, DAY, 1), ManifestJson.write(manifest));
    return bytes;
  }

  /** The same lines of a stream in both orders, spread over its parts. */
  private static long write(Path file, int stream, int part, boolean shuffled) throws Exception {
    long bytes = 0;
    int all = PARTS * LINES_A_PART;
    try (OutputStream out =
        new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file), 1 << 16))) {
      for (int i = 0; i < LINES_A_PART; i++) {
        int place = part * LINES_A_PART + i;
        // A prime that does not divide their number leads to each line once. Exports are ordered
        // only more or less.
        long line = shuffled ? place * 7_919L % all : place ^ 5;
        byte[] text = line(stream, line, all).getBytes(UTF_8);
        out.write(text);
        bytes += text.length;
      }
    }
    return bytes;
  }

  private static String line(int stream, long number, int all) {
    long noise = (number * STREAMS + stream) * 0x9E37_79B9_7F4A_7C15L;
    String id = HexFormat.of().toHexDigits(noise) + HexFormat.of().toHexDigits(noise * noise);
    return Instant.ofEpochMilli(FROM + 1 + number * 86_399_000L / all)
            .toString()
            .replaceFirst("(:\\d\\d)Z", "$1.000Z")
        + " {\"level\":\""
        + (noise % 50 == 0 ? "error" : "info")
        + "\",\"logger\":\"io.umma.shop.OrderService\",\"thread\":\"http-nio-8080-exec-"
        + Math.floorMod(noise, 200)
        + "\",\"requestId\":\""
        + id
        + "\",\"statusCode\":"
        + (200 + Math.floorMod(noise, 7) * 50)
        + ",\"message\":\"order "
        + number
        + " of customer "
        + Math.floorMod(noise >> 8, 100_000)
        + " was looked up\"}\n";
  }

  private Duration zcatAndSort() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", "zcat ordered-*.gz | LC_ALL=C sort > /dev/null")
            .directory(folder.toFile())
            .inheritIO();
    builder.environment().put("TMPDIR", folder.toString());
    long begun = System.nanoTime();
    assertThat(builder.start().waitFor()).isZero();
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** How a day was read. */
  private record Read(Duration took, long bytes, String sha256) {}

  private Read cat(LocalCloud cloud, String logFolder) throws Exception {
    Path config =
        Files.writeString(
            folder.resolve(logFolder + ".json"),
            "{\"region\":\"%s\",\"s3BucketName\":\"%s\",\"logFolderName\":\"%s\",\"endpoint\":\"%s\",\"s3Endpoint\":\"%s\"}"
                .formatted(
                    cloud.region(), BUCKET, logFolder, cloud.endpoint(), cloud.s3Endpoint()));
    Path out = folder.resolve(logFolder + ".out");
    ProcessBuilder builder =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-Djava.io.tmpdir=" + folder,
                "-jar",
                JAR.toString(),
                "cat",
                "--group=" + GROUP,
                "--day=" + DAY,
                "--config=" + config)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder
        .environment()
        .putAll(Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test"));
    long begun = System.nanoTime();
    assertThat(builder.start().waitFor()).isZero();
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    try (InputStream in = new DigestInputStream(Files.newInputStream(out), sha256)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    Read read = new Read(took, Files.size(out), HexFormat.of().formatHex(sha256.digest()));
    Files.delete(out);
    return read;
  }

  /** A bucket with a single object. */
  private record OneFile(Path file) implements ArchiveBucket {
    @Override
    public List<StoredObject> list(String keyPrefix) {
      return List.of();
    }

    @Override
    public InputStream open(String key) throws IOException {
      return Files.newInputStream(file);
    }
  }
}
