package io.logstrata.archiver.verify;

/** What is to be said of one day of one group. */
public enum Finding {
  /** Every byte is as the manifest says, and the service counts as many events. */
  VERIFIED(Weight.GOOD),
  /** Every byte is as the manifest says; the service was not asked, or did not answer. */
  ARCHIVED(Weight.GOOD),
  /** The copy was made of a day that can still grow. */
  PROVISIONAL(Weight.GOOD),
  /**
   * Every byte is as the manifest says; the service no longer has the day, and never confirmed its
   * number.
   */
  EXPIRED_UNVERIFIED(Weight.GOOD),
  /**
   * Every byte is as the manifest says; another system exported the day, and the service no longer
   * had it when it was taken over.
   */
  ADOPTED(Weight.GOOD),
  /** The service has more, but may still be making the day's events exportable. */
  DELAYED(Weight.DIFFERENT),
  /** The service has more: events came late, or the export left some out. */
  GROWN(Weight.DIFFERENT),
  /** The archive has more than the service. */
  SURPLUS(Weight.DIFFERENT),
  /** The service has the day, and the archive has no final copy of it. */
  MISSING(Weight.DIFFERENT),
  /** An object that the manifest lists is gone. */
  OBJECT_MISSING(Weight.DIFFERENT),
  /** An object is shorter or longer than it was. */
  RESIZED(Weight.DIFFERENT),
  /** An object is as long as it was, but not the same bytes. */
  DAMAGED(Weight.DIFFERENT),
  /** The manifest itself was changed, or is none. */
  MANIFEST_DAMAGED(Weight.DIFFERENT),
  /** The bucket or an object could not be read now. */
  UNREADABLE(Weight.FAILURE);

  private enum Weight {
    GOOD,
    DIFFERENT,
    FAILURE
  }

  private final Weight weight;

  Finding(Weight weight) {
    this.weight = weight;
  }

  /** Whether the archive is not what it should be. */
  public boolean isDifference() {
    return weight == Weight.DIFFERENT;
  }

  /** Whether nothing could be found out. */
  public boolean isFailure() {
    return weight == Weight.FAILURE;
  }
}
