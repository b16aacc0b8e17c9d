package io.logstrata.archiver.setup.declare;

/** The class of a log group, which the service never changes again. */
public enum LogClass {
  STANDARD,
  /** Cheaper, and without metric filters. */
  INFREQUENT_ACCESS
}
