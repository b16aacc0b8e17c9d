package io.logstrata.testkit.logs;

import java.util.Map;

/** The port to S3 that exports write through. */
public interface ExportTarget {
  boolean exists(String bucket);

  /**
   * Says whether the bucket's policy lets the service do the action.
   *
   * @param context values of condition keys, by lower-case key
   */
  boolean allows(
      String bucket, String service, String action, String resource, Map<String, String> context);

  void put(String bucket, String key, byte[] bytes);
}
