package io.logstrata.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** The SDK's requests and responses as JSON, so that a table of data can drive the real client. */
final class SdkJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private SdkJson() {}

  /**
   * Fills the builder's members from the JSON object; a member that it does not have is an error of
   * the table.
   */
  static void fill(SdkPojo builder, JsonNode members) {
    Map<String, SdkField<?>> fields = new LinkedHashMap<>();
    builder.sdkFields().forEach(field -> fields.put(field.locationName(), field));
    for (Map.Entry<String, JsonNode> member : members.properties()) {
      SdkField<?> field = fields.get(member.getKey());
      if (field == null) {
        throw new IllegalArgumentException("no member " + member.getKey());
      }
      field.set(builder, value(field, member.getValue()));
    }
  }

  private static Object value(SdkField<?> field, JsonNode json) {
    MarshallingType<?> type = field.marshallingType();
    if (type == MarshallingType.LIST) {
      List<Object> elements = new ArrayList<>();
      SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
      json.forEach(one -> elements.add(value(element, one)));
      return elements;
    }
    if (type == MarshallingType.MAP) {
      Map<String, Object> entries = new LinkedHashMap<>();
      SdkField<?> entry = field.getTrait(MapTrait.class).valueFieldInfo();
      json.properties().forEach(one -> entries.put(one.getKey(), value(entry, one.getValue())));
      return entries;
    }
    if (type == MarshallingType.SDK_POJO) {
      SdkPojo nested = field.constructor().get();
      fill(nested, json);
      return built(nested);
    }
    if (type == MarshallingType.LONG) {
      return json.longValue();
    }
    if (type == MarshallingType.INTEGER) {
      return json.intValue();
    }
    if (type == MarshallingType.INSTANT) {
      return Instant.parse(json.textValue());
    }
    if (type == MarshallingType.DOUBLE) {
      return json.doubleValue();
    }
    return type == MarshallingType.BOOLEAN ? (Object) json.booleanValue() : json.textValue();
  }

  private static Object built(SdkPojo builder) {
    try {
      var build = builder.getClass().getMethod("build");
      build.setAccessible(true);
      return build.invoke(builder);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Returns the members of a response that are there. */
  static ObjectNode read(SdkPojo response) {
    ObjectNode members = JSON.createObjectNode();
    for (SdkField<?> field : response.sdkFields()) {
      Object value = field.getValueOrDefault(response);
      if (value != null) {
        members.set(field.locationName(), json(value));
      }
    }
    return members;
  }

  private static JsonNode json(Object value) {
    if (value instanceof SdkPojo nested) {
      return read(nested);
    }
    if (value instanceof List<?> elements) {
      var array = JSON.createArrayNode();
      elements.forEach(one -> array.add(json(one)));
      return array;
    }
    return value instanceof Instant time
        ? JSON.getNodeFactory().textNode(time.toString())
        : JSON.valueToTree(value);
  }
}
