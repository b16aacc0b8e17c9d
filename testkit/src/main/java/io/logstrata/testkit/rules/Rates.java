package io.logstrata.testkit.rules;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Calls a second that one account and Region may make. Source: the quota page of CloudWatch Logs.
 */
public final class Rates {
  private static final Map<String, Integer> EVERYWHERE =
      Map.ofEntries(
          Map.entry("CreateLogGroup", 10),
          Map.entry("DeleteLogGroup", 10),
          Map.entry("CreateLogStream", 50),
          Map.entry("DeleteLogStream", 15),
          Map.entry("DescribeLogGroups", 10),
          Map.entry("DescribeLogStreams", 25),
          Map.entry("PutRetentionPolicy", 5),
          Map.entry("DeleteRetentionPolicy", 5),
          Map.entry("TagResource", 5),
          Map.entry("PutLogEvents", 5000),
          Map.entry("CreateExportTask", 5),
          Map.entry("CancelExportTask", 5),
          Map.entry("DescribeExportTasks", 5),
          Map.entry("StartQuery", 10),
          Map.entry("GetQueryResults", 10),
          Map.entry("PutMetricFilter", 5),
          Map.entry("TestMetricFilter", 5));
  private static final Set<String> SLOW_TO_FILTER =
      Set.of("ap-northeast-3", "ap-southeast-3", "ca-west-1", "eu-central-1", "il-central-1");
  private static final Set<String> SLOW_TO_GET =
      Set.of(
          "us-west-2",
          "eu-west-1",
          "eu-central-1",
          "ap-northeast-3",
          "ap-southeast-3",
          "ca-west-1",
          "il-central-1");

  private Rates() {}

  /**
   * Returns the calls a second that the operation may make, or empty when no number is published.
   */
  public static OptionalInt perSecond(String operation, String region) {
    return switch (operation) {
      case "FilterLogEvents" -> OptionalInt.of(filters(region));
      case "GetLogEvents" -> OptionalInt.of(gets(region));
      default -> {
        Integer rate = EVERYWHERE.get(operation);
        yield rate == null ? OptionalInt.empty() : OptionalInt.of(rate);
      }
    };
  }

  private static int filters(String region) {
    if (region.equals("us-east-1")) {
      return 25;
    }
    return SLOW_TO_FILTER.contains(region) ? 5 : 10;
  }

  private static int gets(String region) {
    if (region.equals("eu-west-3")) {
      return 30;
    }
    return SLOW_TO_GET.contains(region) ? 10 : 25;
  }
}
