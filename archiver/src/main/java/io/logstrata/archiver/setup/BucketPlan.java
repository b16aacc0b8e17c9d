package io.logstrata.archiver.setup;

import io.logstrata.archiver.setup.declare.DeclaredBucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What there is to do about the bucket. */
final class BucketPlan {
  private static final String PUBLIC = "public access";
  private static final String SERVICE = "CloudWatch Logs";
  private static final String ENCRYPTION = "kmsKey";
  private static final String CLOSED = "closed";
  private static final String OPEN = "open";
  private static final String KEPT_OUT = "kept out";
  private static final String LET_IN = "let in";

  private BucketPlan() {}

  static Item of(DeclaredBucket declared, Actual actual) {
    Thing thing = Thing.bucket(declared.name());
    Differences differences = new Differences();
    List<Step> steps = new ArrayList<>();
    boolean create = actual.bucket().isEmpty();
    Actual.Bucket there = actual.bucket().orElse(new Actual.Bucket(false, false, Difference.NONE));
    boolean letIn = declared.managePolicy() && !there.open();
    if (create || letIn) {
      steps.add(new Step.PrepareBucket(declared));
    }
    differences.compare(PUBLIC, create ? Difference.NONE : there.closed() ? CLOSED : OPEN, CLOSED);
    if (!create && !there.closed()) {
      steps.add(new Step.CloseBucket(declared.name()));
    }
    if (letIn) {
      differences.compare(SERVICE, create ? Difference.NONE : KEPT_OUT, LET_IN);
    }
    declared
        .kmsKey()
        .filter(key -> !key.equals(there.encryption()))
        .ifPresent(
            key -> {
              differences.compare(ENCRYPTION, there.encryption(), key);
              steps.add(new Step.EncryptBucket(declared.name(), key));
            });
    return create
        ? Item.create(thing, differences.found(), steps, Set.of())
        : Item.compared(thing, differences.found(), steps, Set.of());
  }
}
