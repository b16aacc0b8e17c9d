package io.logstrata.appender.aws;

/** Where events go that happened at the same time: a log group, and a log stream in it. */
public record Place(String logGroup, String logStream) {
  /** As it stands in the middle of a sentence. */
  @Override
  public String toString() {
    return "log group " + logGroup + ", log stream " + logStream;
  }
}
