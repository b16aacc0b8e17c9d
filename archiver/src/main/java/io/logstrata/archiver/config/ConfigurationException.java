package io.logstrata.archiver.config;

import java.util.List;

/** The configuration cannot be used. */
public final class ConfigurationException extends Exception {
  private final List<String> problems;

  ConfigurationException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** All that is wrong, each with its remedy. */
  public List<String> problems() {
    return problems;
  }
}
