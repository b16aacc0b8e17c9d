package io.logstrata.archiver.setup.declare;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A topic of SNS.
 *
 * @param emails who gets its messages by e-mail, at least
 * @param foreign whether it is somebody else's: it must be there, and is never created or changed
 */
public record DeclaredTopic(String name, List<String> emails, boolean foreign) {
  public DeclaredTopic {
    requireNonNull(name, "name");
    emails = List.copyOf(emails);
    if (foreign && !emails.isEmpty()) {
      throw new IllegalArgumentException(
          "a foreign topic is left as it is: give its name alone, or take \"foreign\" out");
    }
  }
}
