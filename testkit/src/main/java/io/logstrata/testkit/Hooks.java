package io.logstrata.testkit;

import io.logstrata.testkit.logs.ExportDesk;
import io.logstrata.testkit.protocol.LogsHooks;
import io.logstrata.testkit.s3.S3Hooks;
import java.time.Duration;
import java.util.Optional;

/** What both endpoints ask of their cloud. */
final class Hooks implements LogsHooks, S3Hooks {
  private final Faults faults;
  private final CallBook calls;
  private final ExportDesk exports;

  Hooks(Faults faults, CallBook calls, ExportDesk exports) {
    this.faults = faults;
    this.calls = calls;
    this.exports = exports;
  }

  @Override
  public Optional<Fault> fault(String operation) {
    return faults.draw(operation);
  }

  @Override
  public Duration slowness() {
    return faults.slowness();
  }

  @Override
  public void before(String operation) {
    exports.settle();
  }

  @Override
  public void called(String caller, String operation, String outcome) {
    calls.add(caller, operation, outcome);
  }
}
