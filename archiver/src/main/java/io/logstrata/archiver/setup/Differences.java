package io.logstrata.archiver.setup;

import java.util.ArrayList;
import java.util.List;

/** Compares a thing's attributes one by one. */
final class Differences {
  private final List<Difference> found = new ArrayList<>();

  /** Notes the attribute if it is not as wanted. */
  Differences compare(String attribute, String old, String wanted) {
    if (!old.equals(wanted)) {
      found.add(new Difference(attribute, old, wanted));
    }
    return this;
  }

  List<Difference> found() {
    return List.copyOf(found);
  }
}
