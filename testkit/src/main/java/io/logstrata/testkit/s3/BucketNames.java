package io.logstrata.testkit.s3;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Names that S3 takes for a bucket. Source: the page "General purpose bucket naming rules" of the
 * S3 user guide.
 */
final class BucketNames {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
  private static final List<String> PREFIXES = List.of("xn--", "sthree-", "amzn-s3-demo-");
  private static final List<String> SUFFIXES =
      List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

  private BucketNames() {}

  static void check(String name) {
    if (!valid(name)) {
      throw new S3Refusal(400, "InvalidBucketName", "The specified bucket is not valid.");
    }
  }

  static boolean valid(String name) {
    return SHAPE.matcher(name).matches()
        && !name.contains("..")
        && !ADDRESS.matcher(name).matches()
        && PREFIXES.stream().noneMatch(name::startsWith)
        && SUFFIXES.stream().noneMatch(name::endsWith);
  }
}
