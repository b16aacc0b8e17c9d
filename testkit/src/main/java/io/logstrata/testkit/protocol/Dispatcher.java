package io.logstrata.testkit.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.testkit.Fault;
import io.logstrata.testkit.rules.Refusal;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the name of an operation and the bytes of a request to an answer; faults happen here. */
final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final String SERVICE = "Logs_20140328.";
  private static final Set<Fault> S3_ONLY =
      EnumSet.of(
          Fault.TRUNCATED, Fault.SHORT_READS, Fault.CONDITION_FAILED, Fault.CONDITION_CONFLICT);
  private static final byte[] GARBAGE = "<html><body>It works!</body></html>".getBytes(UTF_8);

  private final JsonMapper json =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private final Map<String, Operation> operations = new HashMap<>();
  private final LogsPermissions permissions;
  private final LogsHooks hooks;

  Dispatcher(Map<String, Operation> operations, LogsPermissions permissions, LogsHooks hooks) {
    this.permissions = permissions;
    this.operations.putAll(operations);
    this.hooks = hooks;
    json.getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxStringLength(64 * 1024 * 1024).build());
  }

  /**
   * @param target value of the {@code X-Amz-Target} header, or null
   * @param caller access key id of the request's signature
   */
  Answer answer(String target, byte[] body, String caller) {
    if (target == null || !target.startsWith(SERVICE)) {
      return unknown(String.valueOf(target), caller);
    }
    String name = target.substring(SERVICE.length());
    Operation operation = operations.get(name);
    if (operation == null) {
      return unknown(name, caller);
    }
    Optional<Fault> fault = hooks.fault(name);
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
      case THROTTLED -> error(400, new Refusal("ThrottlingException", "Rate exceeded"));
      case SERVER_ERROR -> error(500, new Refusal("InternalFailure", "Internal failure"));
      case RESET -> Answer.silent(Answer.Manner.RESET);
      case NEVER_ANSWERED -> Answer.silent(Answer.Manner.NEVER);
      case GARBAGE -> Answer.of(200, GARBAGE);
      case CREDENTIALS_REFUSED ->
          error(
              400,
              new Refusal(
                  "UnrecognizedClientException",
                  "The security token included in the request is invalid."));
      case PERMISSION_MISSING ->
          error(
              400,
              new Refusal(
                  "AccessDeniedException",
                  "User: "
                      + caller
                      + " is not authorized to perform: logs:"
                      + name
                      + " because no identity-based policy allows the logs:"
                      + name
                      + " action"));
      case SLOW, ANSWER_LOST, TRUNCATED, SHORT_READS, CONDITION_FAILED, CONDITION_CONFLICT ->
          throw new IllegalStateException(fault + " is no fault of " + name);
    };
  }

  private Answer perform(String name, Operation operation, byte[] body, String caller) {
    try {
      Input input = input(body);
      hooks.needs(permissions.of(name, input));
      hooks.before(name);
      ObjectNode members = json.createObjectNode();
      operation.perform(input, members);
      hooks.called(caller, name, "OK");
      return Answer.of(200, write(members));
    } catch (Refusal refusal) {
      hooks.called(caller, name, refusal.code());
      return error(400, refusal);
    } catch (RuntimeException bug) {
      LOG.error("{} failed inside the testkit", name, bug);
      hooks.called(caller, name, "InternalFailure");
      return error(500, new Refusal("InternalFailure", "The testkit failed: " + bug));
    }
  }

  /** A call that meets a fault needs what it would have needed without it. */
  private void noteNeeds(String name, byte[] body) {
    try {
      hooks.needs(permissions.of(name, input(body)));
    } catch (Refusal unreadable) {
      // The caller sees the fault; what the call was about cannot be told.
      LOG.debug("{} met a fault and is not readable", name, unreadable);
    }
  }

  private Answer unknown(String name, String caller) {
    LOG.warn(
        "The testkit does not know the operation {}: docs/testkit.md lists those it knows", name);
    hooks.called(caller, name, "UnknownOperationException");
    return error(400, new Refusal("UnknownOperationException", "Unknown operation: " + name));
  }

  private Answer error(int status, Refusal refusal) {
    ObjectNode members = json.createObjectNode();
    members.put("__type", refusal.code());
    members.put("message", refusal.getMessage());
    refusal.details().forEach((member, value) -> members.set(member, json.valueToTree(value)));
    return Answer.of(status, write(members));
  }

  private Input input(byte[] body) {
    return new Input(body.length == 0 ? json.createObjectNode() : read(body));
  }

  private JsonNode read(byte[] body) {
    try {
      JsonNode members = json.readTree(body);
      if (members != null && members.isObject()) {
        return members;
      }
    } catch (IOException notJson) {
      // Among them bytes that are no text in any encoding.
      throw new Refusal("SerializationException", "The request is no JSON object");
    }
    throw new Refusal("SerializationException", "The request is no JSON object");
  }

  private byte[] write(ObjectNode members) {
    try {
      return json.writeValueAsBytes(members);
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException(bug);
    }
  }
}
