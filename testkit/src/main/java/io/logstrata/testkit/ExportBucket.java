package io.logstrata.testkit;

import io.logstrata.testkit.logs.ExportTarget;
import io.logstrata.testkit.s3.ObjectStore;
import java.io.ByteArrayInputStream;
import java.util.Map;

/** Exports write into the buckets of the same cloud, as one service calls the other. */
final class ExportBucket implements ExportTarget {
  private final ObjectStore objects;

  ExportBucket(ObjectStore objects) {
    this.objects = objects;
  }

  @Override
  public boolean exists(String bucket) {
    return objects.exists(bucket);
  }

  @Override
  public boolean allows(
      String bucket, String service, String action, String resource, Map<String, String> context) {
    return objects.allows(bucket, service, action, resource, context);
  }

  @Override
  public void put(String bucket, String key, byte[] bytes) {
    objects.put(bucket, key, new ByteArrayInputStream(bytes), bytes.length);
  }
}
