package io.logstrata.archiver.archive;

/**
 * A number of records. The export's format leaves open whether some lines begin a record, so the
 * truth lies between two bounds, which are mostly the same.
 *
 * @param asRead how many records a reader gets
 */
public record RecordCount(long asRead, long atLeast, long atMost) {
  public static final RecordCount NONE = new RecordCount(0, 0, 0);

  public RecordCount {
    if (atLeast < 0 || atLeast > asRead || asRead > atMost) {
      throw new IllegalArgumentException(
          "not a count: at least " + atLeast + ", as read " + asRead + ", at most " + atMost);
    }
  }

  public RecordCount plus(RecordCount other) {
    return new RecordCount(asRead + other.asRead, atLeast + other.atLeast, atMost + other.atMost);
  }

  public boolean mayBe(long number) {
    return atLeast <= number && number <= atMost;
  }

  @Override
  public String toString() {
    return atLeast == atMost ? Long.toString(asRead) : atLeast + " to " + atMost;
  }
}
