package io.logstrata.testkit.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.testkit.Fault;
import io.logstrata.testkit.rules.Refusal;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One service over one wire: from the name of an operation and the bytes of a request to an answer;
 * faults happen here.
 */
final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final Set<Fault> S3_ONLY =
      EnumSet.of(
          Fault.TRUNCATED, Fault.SHORT_READS, Fault.CONDITION_FAILED, Fault.CONDITION_CONFLICT);
  private static final byte[] GARBAGE = "<html><body>It works!</body></html>".getBytes(UTF_8);

  private final Dialect dialect;
  private final Wire wire;
  private final Map<String, Operation> operations = new HashMap<>();
  private final Permissions permissions;
  private final CallHooks hooks;

  Dispatcher(
      Dialect dialect,
      Wire wire,
      Map<String, Operation> operations,
      Permissions permissions,
      CallHooks hooks) {
    this.dialect = dialect;
    this.wire = wire;
    this.operations.putAll(operations);
    this.permissions = permissions;
    this.hooks = hooks;
  }

  /**
   * @param name the operation's name
   * @param caller access key id of the request's signature
   */
  Answer answer(String name, byte[] body, String caller) {
    Operation operation = operations.get(name);
    if (operation == null) {
      return unknown(name, caller);
    }
    Optional<Fault> fault = hooks.fault(dialect.iamPrefix(), name);
    if (fault.isEmpty()) {
      return perform(name, operation, body, caller);
    }
    return withFault(fault.get(), name, operation, body, caller);
  }

  private Answer withFault(
      Fault fault, String name, Operation operation, byte[] body, String caller) {
    if (S3_ONLY.contains(fault)) {
      LOG.warn("{} cannot meet {}, which is a fault of S3: it is performed", name, fault);
      return perform(name, operation, body, caller);
    }
    if (fault == Fault.SLOW) {
      return perform(name, operation, body, caller).delayed(hooks.slowness());
    }
    if (fault == Fault.ANSWER_LOST) {
      perform(name, operation, body, caller);
      return Answer.silent(Answer.Manner.RESET);
    }
    noteNeeds(name, body);
    hooks.called(caller, name, fault.name());
    return switch (fault) {
      case THROTTLED -> refused(dialect.throttled());
      case SERVER_ERROR -> refused(dialect.failed());
      case RESET -> Answer.silent(Answer.Manner.RESET);
      case NEVER_ANSWERED -> Answer.silent(Answer.Manner.NEVER);
      case GARBAGE -> Answer.of(200, GARBAGE);
      case CREDENTIALS_REFUSED -> refused(dialect.badCredentials());
      case PERMISSION_MISSING -> refused(dialect.denied(name, caller));
      case SLOW, ANSWER_LOST, TRUNCATED, SHORT_READS, CONDITION_FAILED, CONDITION_CONFLICT ->
          throw new IllegalStateException(fault + " is no fault of " + name);
    };
  }

  private Answer perform(String name, Operation operation, byte[] body, String caller) {
    try {
      Input input = new Input(wire.read(body));
      hooks.needs(permissions.of(name, input));
      hooks.before(name);
      ObjectNode members = JsonNodeFactory.instance.objectNode();
      operation.perform(input, members);
      Answer answer = wire.answer(name, members);
      hooks.called(caller, name, "OK");
      return answer;
    } catch (Refusal refusal) {
      Refusal worded = dialect.worded(refusal);
      hooks.called(caller, name, worded.code());
      return refused(worded);
    } catch (RuntimeException bug) {
      LOG.error("{} failed inside the testkit", name, bug);
      hooks.called(caller, name, "InternalFailure");
      return refused(new Refusal(500, "InternalFailure", "The testkit failed: " + bug));
    }
  }

  /** A call that meets a fault needs what it would have needed without it. */
  private void noteNeeds(String name, byte[] body) {
    try {
      hooks.needs(permissions.of(name, new Input(wire.read(body))));
    } catch (Refusal unreadable) {
      // The caller sees the fault; what the call was about cannot be told.
      LOG.debug("{} met a fault and is not readable", name, unreadable);
    }
  }

  private Answer unknown(String name, String caller) {
    LOG.warn(
        "The testkit does not know the operation {}: docs/testkit.md lists those it knows", name);
    hooks.called(caller, name, "UnknownOperationException");
    return refused(new Refusal("UnknownOperationException", "Unknown operation: " + name));
  }

  private Answer refused(Refusal refusal) {
    return wire.error(refusal.status(), refusal);
  }
}
