package io.logstrata.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A local cloud as a process of its own. Prints its endpoints and {@code ready} on stdout, then
 * serves until it is killed, or until its standard input ends if told so: then it cannot outlive
 * the process that started it.
 */
public final class LocalCloudServer {
  private static final String USAGE =
      """
      usage: java -cp … io.logstrata.testkit.LocalCloudServer [options]
        --data FOLDER         keep S3 objects as files FOLDER/bucket/key (default: in memory)
        --port N              port of CloudWatch Logs (default: a free one)
        --s3-port N           port of S3 (default: a free one)
        --region NAME         default ap-northeast-2
        --keep-mib N          keep N MiB of events, forget the oldest (default: half the heap)
        --forget              count events and forget them: memory stays bounded
        --until-stdin-closes  stop when standard input ends
      """;

  private LocalCloudServer() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.exit(run(arguments, System.in, System.out, System.err));
  }

  private static int run(String[] arguments, InputStream in, PrintStream out, PrintStream err)
      throws IOException, InterruptedException {
    LocalCloud.Builder builder =
        LocalCloud.builder().keepAtMost(Runtime.getRuntime().maxMemory() / 2);
    boolean untilStdinCloses = false;
    try {
      for (int i = 0; i < arguments.length; i++) {
        switch (arguments[i]) {
          case "--data" -> builder.data(Path.of(value(arguments, ++i)));
          case "--port" -> builder.port(port(value(arguments, ++i)));
          case "--s3-port" -> builder.s3Port(port(value(arguments, ++i)));
          case "--region" -> builder.region(value(arguments, ++i));
          case "--keep-mib" -> builder.keepAtMost(mebibytes(value(arguments, ++i)));
          case "--forget" -> builder.forgetEvents();
          case "--until-stdin-closes" -> untilStdinCloses = true;
          default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
        }
      }
    } catch (IllegalArgumentException wrong) {
      err.println(wrong.getMessage());
      err.print(USAGE);
      return 2;
    }
    try (LocalCloud cloud = builder.start()) {
      out.println("cloudwatchlogs=" + cloud.endpoint());
      out.println("s3=" + cloud.s3Endpoint());
      out.println("ready");
      out.flush();
      if (untilStdinCloses) {
        in.transferTo(PrintStream.nullOutputStream());
      } else {
        new CountDownLatch(1).await();
      }
    } catch (IllegalStateException | UncheckedIOException cannotStart) {
      err.println(cannotStart.getMessage());
      return 1;
    }
    return 0;
  }

  private static String value(String[] arguments, int index) {
    if (index == arguments.length) {
      throw new IllegalArgumentException(arguments[index - 1] + " needs a value");
    }
    return arguments[index];
  }

  private static long mebibytes(String text) {
    try {
      return Math.multiplyExact(Long.parseLong(text), 1024L * 1024);
    } catch (NumberFormatException | ArithmeticException notANumber) {
      throw new IllegalArgumentException(text + " is no number of mebibytes", notANumber);
    }
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(text + " is no port: give 0 to 65535", notANumber);
    }
    throw new IllegalArgumentException(text + " is no port: give 0 to 65535");
  }
}
