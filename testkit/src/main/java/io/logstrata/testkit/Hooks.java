package io.logstrata.testkit;

import io.logstrata.testkit.logs.ExportDesk;
import io.logstrata.testkit.protocol.CallHooks;
import io.logstrata.testkit.s3.S3Hooks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What both endpoints ask of their cloud. */
final class Hooks implements CallHooks, S3Hooks {
  private final Faults faults;
  private final CallBook calls;
  private final ExportDesk exports;
  private final Watch watch;
  private final Predicate<String> exceedsRate;

  Hooks(
      Faults faults,
      CallBook calls,
      ExportDesk exports,
      Watch watch,
      Predicate<String> exceedsRate) {
    this.faults = faults;
    this.calls = calls;
    this.exports = exports;
    this.watch = watch;
    this.exceedsRate = exceedsRate;
  }

  @Override
  public Optional<Fault> fault(String operation) {
    return fault("s3", operation);
  }

  @Override
  public Optional<Fault> fault(String service, String operation) {
    // Counted first: a call that meets another fault has used up its place in the second all the
    // same. The published numbers are those of CloudWatch Logs; other services have a TagResource
    // of their own.
    boolean exceeds = service.equals("logs") && exceedsRate.test(operation);
    return faults
        .draw(service, operation)
        .or(() -> exceeds ? Optional.of(Fault.THROTTLED) : Optional.empty());
  }

  @Override
  public Duration slowness() {
    return faults.slowness();
  }

  @Override
  public void before(String operation) {
    exports.settle();
    watch.settle();
  }

  @Override
  public void needs(List<Permission> permissions) {
    calls.needed(permissions);
  }

  @Override
  public void called(String caller, String operation, String outcome) {
    calls.add(caller, operation, outcome);
  }
}
