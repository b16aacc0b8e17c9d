package io.logstrata.testkit.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.testkit.rules.Refusal;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;

/** AWS's JSON, 1.0 or 1.1: the operation is in a header, and a time is a number of seconds. */
final class JsonWire implements Wire {
  private final JsonMapper json =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .addModule(new SimpleModule().addSerializer(Instant.class, new Seconds()))
          .build();
  private final String contentType;

  /** Speaks a version, such as {@code 1.1}. */
  JsonWire(String version) {
    contentType = "application/x-amz-json-" + version;
    json.getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxStringLength(64 * 1024 * 1024).build());
  }

  @Override
  public ObjectNode read(byte[] body) {
    if (body.length == 0) {
      return json.createObjectNode();
    }
    try {
      JsonNode members = json.readTree(body);
      if (members instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException notJson) {
      // Among them bytes that are no text in any encoding.
      throw new Refusal("SerializationException", "The request is no JSON object");
    }
    throw new Refusal("SerializationException", "The request is no JSON object");
  }

  @Override
  public Answer answer(String operation, ObjectNode members) {
    return Answer.of(200, write(members)).with("Content-Type", contentType);
  }

  @Override
  public Answer error(int status, Refusal refusal) {
    ObjectNode members = json.createObjectNode();
    members.put("__type", refusal.code());
    members.put("message", refusal.getMessage());
    refusal.details().forEach((member, value) -> members.set(member, json.valueToTree(value)));
    return Answer.of(status, write(members)).with("Content-Type", contentType);
  }

  private byte[] write(ObjectNode members) {
    try {
      return json.writeValueAsBytes(members);
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException(bug);
    }
  }

  private static final class Seconds extends JsonSerializer<Instant> {
    @Override
    public void serialize(Instant time, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeNumber(BigDecimal.valueOf(time.toEpochMilli(), 3));
    }
  }
}
