package io.logstrata.archiver.verify;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;

/**
 * One day of one group, looked at.
 *
 * @param detail what exactly was found, for people; may be empty
 */
public record Checked(String group, LocalDate day, Finding finding, String detail) {
  public Checked {
    requireNonNull(group, "group");
    requireNonNull(day, "day");
    requireNonNull(finding, "finding");
    requireNonNull(detail, "detail");
  }
}
