package io.logstrata.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;

/**
 * The faults that a test asked for. Operations are named as AWS names them: {@code PutLogEvents},
 * {@code StartQuery}, and for S3 {@code PutObject}, {@code GetObject}, {@code ListObjectsV2} and so
 * on. Where services share a name, {@code "logs:TagResource"}, {@code "cloudwatch:TagResource"} and
 * {@code "sns:TagResource"} tell them apart. {@code "*"} means any operation of any service.
 */
public final class Faults {
  /** Every operation of any service. */
  public static final String ANY = "*";

  private final Map<String, Queue<Fault>> next = new HashMap<>();
  private final Map<String, Chance> chances = new HashMap<>();
  private final Queue<ExportFault> exports = new ArrayDeque<>();
  private Duration slowness = Duration.ofSeconds(2);

  Faults() {}

  /**
   * Lets the next calls of an operation fail, after those already asked for.
   *
   * @param calls how many calls, at least 1
   */
  public synchronized Faults next(String operation, Fault fault, int calls) {
    requireNonNull(fault, "fault");
    if (calls < 1) {
      throw new IllegalArgumentException("calls is " + calls + ": give at least 1");
    }
    Queue<Fault> queue =
        next.computeIfAbsent(requireNonNull(operation, "operation"), key -> new ArrayDeque<>());
    for (int i = 0; i < calls; i++) {
      queue.add(fault);
    }
    return this;
  }

  /**
   * Lets each call of an operation fail with a probability, until {@link #clear()}; the same seed
   * fails the same calls.
   *
   * @param probability 0.0 to 1.0
   */
  public synchronized Faults withProbability(
      String operation, Fault fault, double probability, long seed) {
    requireNonNull(fault, "fault");
    if (!(probability >= 0.0 && probability <= 1.0)) {
      throw new IllegalArgumentException(
          "probability is " + probability + ": give a number from 0.0 to 1.0");
    }
    chances.put(
        requireNonNull(operation, "operation"), new Chance(fault, probability, new Random(seed)));
    return this;
  }

  /** Lets the next export tasks go wrong, after they were accepted. */
  public synchronized Faults exports(ExportFault fault, int tasks) {
    requireNonNull(fault, "fault");
    if (tasks < 1) {
      throw new IllegalArgumentException("tasks is " + tasks + ": give at least 1");
    }
    for (int i = 0; i < tasks; i++) {
      exports.add(fault);
    }
    return this;
  }

  /** Sets how long {@link Fault#SLOW} answers take from now on; two seconds when never set. */
  public synchronized Faults slowness(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("slowness is " + duration + ": give zero or more");
    }
    slowness = duration;
    return this;
  }

  /** Returns how long {@link Fault#SLOW} answers take. */
  public synchronized Duration slowness() {
    return slowness;
  }

  /** Forgets every fault that was asked for and has not happened yet. */
  public synchronized void clear() {
    next.clear();
    chances.clear();
    exports.clear();
  }

  /** Takes the fault that the next call of the operation is to meet. */
  synchronized Optional<Fault> draw(String service, String operation) {
    String[] names = {service + ":" + operation, operation, ANY};
    for (String name : names) {
      Queue<Fault> queue = next.get(name);
      if (queue != null && !queue.isEmpty()) {
        return Optional.of(queue.remove());
      }
    }
    for (String name : names) {
      Chance chance = chances.get(name);
      if (chance != null && chance.random.nextDouble() < chance.probability) {
        return Optional.of(chance.fault);
      }
    }
    return Optional.empty();
  }

  synchronized Optional<ExportFault> drawForExport() {
    return Optional.ofNullable(exports.poll());
  }

  private record Chance(Fault fault, double probability, Random random) {}
}
