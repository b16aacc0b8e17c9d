package io.logstrata.testkit.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.logstrata.testkit.rules.Refusal;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/**
 * Smithy RPC v2 in CBOR, as CloudWatch speaks it: the operation is in the path, a time is a number
 * of seconds with a tag, and errors carry, for those who know the older protocol, its code in a
 * header.
 */
final class CborWire implements Wire {
  private static final int TAG_EPOCH_SECONDS = 1;

  /** The codes of the older protocol. Source: the error traits in the service's model. */
  private static final Map<String, String> QUERY_CODES =
      Map.of(
          "InvalidParameterValueException", "InvalidParameterValue",
          "MissingRequiredParameterException", "MissingParameter",
          "InvalidParameterCombinationException", "InvalidParameterCombination",
          "InvalidFormatFault", "InvalidFormat",
          "LimitExceededFault", "LimitExceeded",
          "InternalServiceFault", "InternalServiceError");

  private final CBORMapper cbor =
      CBORMapper.builder()
          .addModule(new SimpleModule().addSerializer(Instant.class, new TaggedSeconds()))
          .build();

  @Override
  public ObjectNode read(byte[] body) {
    if (body.length == 0) {
      return cbor.createObjectNode();
    }
    try {
      JsonNode members = cbor.readTree(body);
      if (members instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException notCbor) {
      throw new Refusal("SerializationException", "The request is no map in CBOR");
    }
    throw new Refusal("SerializationException", "The request is no map in CBOR");
  }

  @Override
  public Answer answer(String operation, ObjectNode members) {
    return spoken(200, members);
  }

  @Override
  public Answer error(int status, Refusal refusal) {
    ObjectNode members = cbor.createObjectNode();
    members.put("__type", refusal.code());
    members.put("message", refusal.getMessage());
    refusal.details().forEach((member, value) -> members.set(member, cbor.valueToTree(value)));
    String code = QUERY_CODES.getOrDefault(refusal.code(), refusal.code());
    return spoken(status, members)
        .with("x-amzn-query-error", code + (status < 500 ? ";Sender" : ";Receiver"));
  }

  private Answer spoken(int status, ObjectNode members) {
    try {
      return Answer.of(status, cbor.writeValueAsBytes(members))
          .with("Content-Type", "application/cbor")
          .with("smithy-protocol", "rpc-v2-cbor");
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException(bug);
    }
  }

  private static final class TaggedSeconds extends JsonSerializer<Instant> {
    @Override
    public void serialize(Instant time, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      ((CBORGenerator) out).writeTag(TAG_EPOCH_SECONDS);
      out.writeNumber(time.toEpochMilli() / 1000.0);
    }
  }
}
