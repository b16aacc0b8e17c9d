package io.logstrata.archiver.archive;

/**
 * A number of records. The export's format leaves open whether some lines begin a record, so the
 * truth lies between two bounds, which are mostly the same.
 *
 * @param atMost how many records a reader gets
 */
public record RecordCount(long atLeast, long atMost) {
  public static final RecordCount NONE = new RecordCount(0, 0);

  public RecordCount {
    if (atLeast < 0 || atLeast > atMost) {
      throw new IllegalArgumentException("not a count: " + atLeast + " to " + atMost);
    }
  }

  public RecordCount plus(RecordCount other) {
    return new RecordCount(atLeast + other.atLeast, atMost + other.atMost);
  }

  public boolean mayBe(long number) {
    return atLeast <= number && number <= atMost;
  }

  @Override
  public String toString() {
    return atLeast == atMost ? Long.toString(atMost) : atLeast + " to " + atMost;
  }
}
