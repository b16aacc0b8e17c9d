package io.logstrata.archiver.lambda;

import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.archive.StoredObject;
import io.logstrata.archiver.run.Answer;
import io.logstrata.archiver.run.ArchiveStore;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The bucket during one round: stops reading when the round is over, and sees what was done. */
final class RoundStore implements ArchiveStore {
  /** How long a new bucket policy may take to be seen everywhere, as the archiver waits for it. */
  private static final Duration POLICY_SPREADS = Duration.ofMinutes(15);

  private final ArchiveStore store;
  private final RoundPace pace;
  private final String manifestPrefix;
  private final Layout layout;
  private Optional<Instant> letIn;
  private boolean dayDone;

  /**
   * Wraps the bucket for one group.
   *
   * @param letIn when an earlier round let the service in, if one did
   */
  RoundStore(
      ArchiveStore store, RoundPace pace, Layout layout, String group, Optional<Instant> letIn) {
    this.store = requireNonNull(store, "store");
    this.pace = requireNonNull(pace, "pace");
    this.layout = requireNonNull(layout, "layout");
    this.manifestPrefix = layout.manifestPrefix(group);
    this.letIn = requireNonNull(letIn, "letIn");
  }

  /** Whether a manifest was written, which is what ends a day. */
  boolean hasDoneADay() {
    return dayDone;
  }

  /** When the bucket's policy was last changed, by this round or an earlier one. */
  Optional<Instant> letIn() {
    return letIn;
  }

  @Override
  public String bucket() {
    return store.bucket();
  }

  @Override
  public Answer<List<String>> prepare(Optional<String> accountId) throws InterruptedException {
    Answer<List<String>> changes = store.prepare(accountId);
    if (store.hasJustLetIn()) {
      letIn = Optional.of(pace.now());
    }
    return changes;
  }

  @Override
  public boolean hasJustLetIn() {
    return letIn.isPresent() && pace.now().isBefore(letIn.get().plus(POLICY_SPREADS));
  }

  @Override
  public String remedyWhenKeptOut() throws InterruptedException {
    return store.remedyWhenKeptOut();
  }

  @Override
  public boolean putIfAbsent(String key, byte[] bytes) throws IOException {
    boolean written = store.putIfAbsent(key, bytes);
    dayDone |= key.startsWith(manifestPrefix) && layout.manifestName(key).isPresent();
    return written;
  }

  @Override
  public Optional<Stamped> read(String key) throws IOException {
    return store.read(key);
  }

  @Override
  public Optional<String> replace(String key, byte[] bytes, Optional<String> stamp)
      throws IOException {
    return store.replace(key, bytes, stamp);
  }

  @Override
  public List<StoredObject> list(String keyPrefix) throws IOException {
    return store.list(keyPrefix);
  }

  @Override
  public InputStream open(String key) throws IOException {
    return new FilterInputStream(store.open(key)) {
      @Override
      public int read() throws IOException {
        stopInTime();
        return super.read();
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        stopInTime();
        return super.read(target, offset, length);
      }
    };
  }

  private void stopInTime() {
    if (pace.isOver()) {
      throw RoundOver.inReading();
    }
  }
}
