package io.logstrata.samples.quickstart;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The testkit's CloudWatch Logs and S3 in a process of its own. */
record CloudProcess(URI endpoint, URI s3Endpoint) {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /** Starts it on free ports of the loopback interface; objects become files under the folder. */
  static CloudProcess start(ChildProcesses children, Path data) {
    // It ends with its standard input, so even a quickstart that is killed leaves nothing behind.
    ChildProcesses.Child child =
        children.java(
            "local-cloud",
            Map.of(),
            "io.logstrata.testkit.LocalCloudServer",
            "--data",
            data.toString(),
            "--until-stdin-closes");
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      List<String> lines = child.lines();
      if (lines.contains("ready")) {
        return new CloudProcess(uri(lines, "cloudwatchlogs="), uri(lines, "s3="));
      }
      if (ended(child)) {
        throw new Failure("the local cloud did not start; it printed: " + child.tail());
      }
    }
    throw new Failure(
        "the local cloud is not ready after " + START_LIMIT.toSeconds() + " s: " + child.tail());
  }

  private static boolean ended(ChildProcesses.Child child) {
    try {
      return child.process().waitFor(50, MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted while the local cloud was starting", e);
    }
  }

  private static URI uri(List<String> lines, String key) {
    Optional<String> line = lines.stream().filter(l -> l.startsWith(key)).findFirst();
    return URI.create(
        line.orElseThrow(() -> new Failure("the local cloud did not print " + key))
            .substring(key.length()));
  }
}
