package io.logstrata.archiver.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.archive.DamagedObjectException;
import io.logstrata.archiver.archive.LeaseNote;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps two runs from working in one archive at a time: a note in the bucket that its owner renews
 * while it lives. It saves work and words, not data: what two runs write at the same time is safe
 * by itself, because every manifest is written under a condition. Threads may share a lease.
 */
public final class Lease {
  /** How long a run that no longer renews is taken to be alive. */
  public static final Duration TERM = Duration.ofMinutes(5);

  private static final int TRIES = 3;

  private final ArchiveStore store;
  private final String key;
  private final String owner;
  private final Pace pace;
  private String stamp = "";
  private Instant expires = Instant.MIN;
  private boolean lost;

  Lease(ArchiveStore store, String key, String owner, Pace pace) {
    this.store = requireNonNull(store, "store");
    this.key = requireNonNull(key, "key");
    this.owner = requireNonNull(owner, "owner");
    this.pace = requireNonNull(pace, "pace");
  }

  /** Takes the lease, or returns who has it. */
  synchronized Optional<LeaseNote> take() throws IOException {
    for (int tries = 0; tries < TRIES; tries++) {
      Optional<ArchiveStore.Stamped> found = store.read(key);
      Optional<LeaseNote> holder = found.flatMap(this::note);
      boolean held =
          holder.isPresent()
              && !holder.get().owner().equals(owner)
              && pace.now().isBefore(holder.get().expires());
      if (held) {
        return holder;
      }
      if (write(pace.now().plus(TERM), found.map(ArchiveStore.Stamped::stamp))) {
        lost = false;
        return Optional.empty();
      }
    }
    throw new IOException(key + " changes all the time: too many runs start at once");
  }

  /**
   * Takes the lease as soon as nobody has it, or returns who has it still when the patience is at
   * its end.
   */
  Optional<LeaseNote> take(Duration atMost, Notices notices)
      throws IOException, InterruptedException {
    Instant begun = pace.now();
    Backoff backoff = new Backoff(pace, Duration.ofSeconds(5), Duration.ofMinutes(1));
    Optional<LeaseNote> holder = take();
    if (holder.isPresent()) {
      notices.say("waiting: another run is at work: " + holder.get().owner());
    }
    while (holder.isPresent() && Duration.between(begun, pace.now()).compareTo(atMost) < 0) {
      backoff.pause();
      holder = take();
    }
    return holder;
  }

  /** A damaged note is nobody's: it must not keep the archive from being written for ever. */
  private Optional<LeaseNote> note(ArchiveStore.Stamped found) {
    try {
      return Optional.of(LeaseNote.read(key, found.text().getBytes(UTF_8)));
    } catch (DamagedObjectException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("the bytes are in memory", e);
    }
  }

  /** Renews; when the bucket does not answer, the lease runs out by itself. */
  synchronized void renew() {
    if (lost || stamp.isEmpty()) {
      return;
    }
    try {
      lost = !write(pace.now().plus(TERM), Optional.of(stamp));
    } catch (IOException e) {
      lost = !pace.now().isBefore(expires);
    }
  }

  /** Whether another run has taken over, because this one did not renew in time. */
  synchronized boolean isLost() {
    return lost;
  }

  /** Lets the next run in at once. */
  synchronized void release() {
    if (lost || stamp.isEmpty()) {
      return;
    }
    try {
      // In the past by any clock, whichever host looks next.
      write(Instant.EPOCH, Optional.of(stamp));
    } catch (IOException e) {
      // It runs out by itself.
    }
    stamp = "";
  }

  private boolean write(Instant until, Optional<String> replaced) throws IOException {
    Optional<String> written = store.replace(key, new LeaseNote(owner, until).write(), replaced);
    written.ifPresent(
        fresh -> {
          stamp = fresh;
          expires = until;
        });
    return written.isPresent();
  }
}
