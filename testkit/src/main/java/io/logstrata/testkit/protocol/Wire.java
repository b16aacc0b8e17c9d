package io.logstrata.testkit.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.testkit.rules.Refusal;
import java.time.Instant;

/**
 * How a service is spoken to: bytes to members, and members to bytes. A time in an answer is a
 * {@link Instant} put as a POJO; each wire spells it in its own way.
 */
interface Wire {
  /**
   * Reads a request.
   *
   * @throws Refusal SerializationException, when it cannot be read
   */
  ObjectNode read(byte[] body);

  Answer answer(String operation, ObjectNode members);

  Answer error(int status, Refusal refusal);
}
