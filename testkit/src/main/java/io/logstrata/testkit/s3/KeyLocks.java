package io.logstrata.testkit.s3;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Makes a conditional write one step. The store checks the condition first and writes later, so
 * that of two writers with the same condition both could succeed. Conditional writers of a key come
 * one at a time, and no other writer of that key comes between; readers never wait.
 */
final class KeyLocks {
  /** Keys share locks: one lock for each would be kept for ever. */
  private static final int LOCKS = 1024;

  private final ReadWriteLock[] locks = new ReadWriteLock[LOCKS];

  KeyLocks() {
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new ReentrantReadWriteLock(true);
    }
  }

  /** Returns the lock that a writer of the key holds while it writes. */
  Lock of(String bucket, String key, boolean conditional) {
    ReadWriteLock lock = locks[Math.floorMod((bucket + "/" + key).hashCode(), LOCKS)];
    return conditional ? lock.writeLock() : lock.readLock();
  }
}
