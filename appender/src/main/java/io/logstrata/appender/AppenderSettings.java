package io.logstrata.appender;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;

/**
 * The options of {@link CloudWatchAppender} as Logback's configuration sets them: text, checked all
 * at once when the appender starts. Public because Logback calls no setter of a hidden class.
 */
public abstract sealed class AppenderSettings extends UnsynchronizedAppenderBase<ILoggingEvent>
    permits CloudWatchAppender {
  final AppenderOptions.Source source = new AppenderOptions.Source();

  AppenderSettings() {}

  /** Such as {@code ap-northeast-2}. Default: the SDK's region chain. */
  public void setRegion(String region) {
    source.put("region", region);
  }

  /** A URL instead of the service's own: a test server, a VPC endpoint. */
  public void setEndpoint(String endpoint) {
    source.put("endpoint", endpoint);
  }

  /**
   * A profile of the AWS configuration: its credentials and, where the SDK's chains get as far as
   * the profile, its region, FIPS and dual stack. Default: the SDK's chains.
   */
  public void setProfile(String profile) {
    source.put("profile", profile);
  }

  /** Whether to use the endpoints for FIPS 140. Default: as the SDK finds out. */
  public void setFips(String fips) {
    source.put("fips", fips);
  }

  /** Whether to use the endpoints that speak IPv6 as well. Default: as the SDK finds out. */
  public void setDualStack(String dualStack) {
    source.put("dualStack", dualStack);
  }

  /** Name of the log group; may have tokens as the stream's, but {@code {date}}. Required. */
  public void setLogGroup(String logGroup) {
    source.put("logGroup", logGroup);
  }

  /**
   * Name of the log stream, with tokens: {@code {host}}, {@code {pid}}, {@code {instance}}, {@code
   * {uuid}}, {@code {date}}, {@code {env:NAME}}. Default: by {@link #setMode}.
   */
  public void setLogStream(String logStream) {
    source.put("logStream", logStream);
  }

  /**
   * {@code process} (default): the stream {@code server_info_{host}_{pid}}, one for each process.
   * {@code batch}: the stream {@code batch}.
   */
  public void setMode(String mode) {
    source.put("mode", mode);
  }

  /**
   * The environment variable behind {@code {instance}}. Default: NODE_APP_INSTANCE, then
   * INSTANCE_ID.
   */
  public void setInstanceVariable(String variable) {
    source.put("instanceVariable", variable);
  }

  /** The zone whose midnight changes {@code {date}}. Default UTC. */
  public void setDateZone(String zone) {
    source.put("dateZone", zone);
  }

  /** Create the log group if it is missing. Default true. */
  public void setCreateLogGroup(String create) {
    source.put("createLogGroup", create);
  }

  /** Create the log stream if it is missing. Default true. */
  public void setCreateLogStream(String create) {
    source.put("createLogStream", create);
  }

  /** Retention of a group that the appender creates, in days. Default: events never expire. */
  public void setRetentionDays(String days) {
    source.put("retentionDays", days);
  }

  /** KMS key of a group that the appender creates. */
  public void setKmsKeyId(String key) {
    source.put("kmsKeyId", key);
  }

  /**
   * Class of a group that the appender creates, such as INFREQUENT_ACCESS. Default: the service's,
   * STANDARD.
   */
  public void setLogGroupClass(String logGroupClass) {
    source.put("logGroupClass", logGroupClass);
  }

  /** A tag of a group that the appender creates: {@code name=value}. May stand several times. */
  public void addTag(String tag) {
    source.putTag(tag);
  }

  /** Heap bytes of waiting events. Default: the lesser of 64 MiB and an eighth of the heap. */
  public void setQueueBytes(String bytes) {
    source.put("queueBytes", bytes);
  }

  /** What happens when the queue is full: {@code drop} (default) or {@code block}. */
  public void setWhenFull(String whenFull) {
    source.put("whenFull", whenFull);
  }

  /** With {@code block}: how long a logging call waits for room at most. Default 1 s. */
  public void setBlockAtMost(String duration) {
    source.put("blockAtMost", duration);
  }

  /** A batch is sent at this age even if it is not full. Default 1 s. */
  public void setFlushEvery(String duration) {
    source.put("flushEvery", duration);
  }

  /**
   * Calls on the way at a time, 1 to 16, each with a thread of its own. Default 2; 1 keeps events
   * of one millisecond in their order.
   */
  public void setConcurrentSends(String sends) {
    source.put("concurrentSends", sends);
  }

  /** Compress request bodies. Default false. */
  public void setGzip(String gzip) {
    source.put("gzip", gzip);
  }

  /**
   * The longest wait between two attempts; it begins with up to 200 ms and doubles. Default 20 s.
   * Where a person must act (credentials, permissions) it is three times as long.
   */
  public void setRetryAtMost(String duration) {
    source.put("retryAtMost", duration);
  }

  /** Limit of one call, and of a lookup of credentials. Default 30 s. */
  public void setCallTimeout(String duration) {
    source.put("callTimeout", duration);
  }

  /**
   * Limit of the whole stop, and of what the end of the JVM waits for delivery: what is left then,
   * or is logged later, is counted as lost. Default 10 s.
   */
  public void setStopTimeout(String duration) {
    source.put("stopTimeout", duration);
  }

  /**
   * Deliver everything before the JVM ends, even without a shutdown hook of Logback: while it ends,
   * each logging call returns when its event is delivered, or after stopTimeout. Default true.
   */
  public void setShutdownHook(String hook) {
    source.put("shutdownHook", hook);
  }

  /**
   * Each logging call returns when its event is delivered, or after stopTimeout. For Lambda.
   * Default false.
   */
  public void setSynchronous(String synchronous) {
    source.put("synchronous", synchronous);
  }

  /**
   * Find out for each event which line of code logged it, for a layout or encoder that shows it
   * ({@code %line}, {@code %method}): takes the caller several microseconds. Default false.
   */
  public void setIncludeCallerData(String include) {
    source.put("includeCallerData", include);
  }

  /** Register a JMX bean. Default true. */
  public void setJmx(String jmx) {
    source.put("jmx", jmx);
  }
}
