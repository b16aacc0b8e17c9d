package io.logstrata.testkit.protocol;

import io.logstrata.testkit.Fault;
import io.logstrata.testkit.Permission;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the endpoint asks of the cloud that it belongs to. */
public interface CallHooks {
  /**
   * Takes the fault that the next call of the operation is to meet.
   *
   * @param service whose operation it is, as IAM abbreviates it: {@code logs}, {@code sns}
   */
  Optional<Fault> fault(String service, String operation);

  /** Returns how long a slow answer takes. */
  Duration slowness();

  /** Called before an operation is performed, so that what is due by the clock has happened. */
  void before(String operation);

  /** Told what a call would need on AWS, whatever becomes of it. */
  void needs(List<Permission> permissions);

  /** Told of each call, with {@code OK}, an error code, or the name of a fault as its outcome. */
  void called(String caller, String operation, String outcome);
}
