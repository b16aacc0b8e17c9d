package io.logstrata.archiver.archive;

import java.io.IOException;

/** The bytes of an object are not what an export writes: reading them again would not help. */
public final class DamagedObjectException extends IOException {
  DamagedObjectException(String message) {
    super(message);
  }
}
