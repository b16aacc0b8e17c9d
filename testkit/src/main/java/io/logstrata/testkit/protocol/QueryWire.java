package io.logstrata.testkit.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.testkit.rules.Refusal;
import java.util.Map;
import java.util.UUID;

/**
 * AWS's Query protocol: a form comes in, XML goes out. Every value of a request is a text; a list
 * is {@code Name.member.1}, a map {@code Name.entry.1.key} and {@code .value}.
 */
final class QueryWire implements Wire {
  private final String namespace;

  /** Speaks for the service of that XML namespace. */
  QueryWire(String namespace) {
    this.namespace = namespace;
  }

  @Override
  public ObjectNode read(byte[] body) {
    return Form.parse(new String(body, UTF_8)).members();
  }

  @Override
  public Answer answer(String operation, ObjectNode members) {
    StringBuilder xml = new StringBuilder();
    xml.append('<').append(operation).append("Response xmlns=\"").append(namespace).append("\">");
    xml.append('<').append(operation).append("Result>");
    writeMembers(xml, members);
    xml.append("</").append(operation).append("Result>");
    xml.append("<ResponseMetadata><RequestId>")
        .append(UUID.randomUUID())
        .append("</RequestId></ResponseMetadata></")
        .append(operation)
        .append("Response>");
    return spoken(200, xml);
  }

  private static void writeMembers(StringBuilder xml, ObjectNode members) {
    for (Map.Entry<String, JsonNode> member : members.properties()) {
      xml.append('<').append(member.getKey()).append('>');
      write(xml, member.getValue());
      xml.append("</").append(member.getKey()).append('>');
    }
  }

  private static void write(StringBuilder xml, JsonNode value) {
    if (value.isArray()) {
      for (JsonNode element : value) {
        xml.append("<member>");
        write(xml, element);
        xml.append("</member>");
      }
    } else if (value instanceof ObjectNode object) {
      writeMembers(xml, object);
    } else if (value.isPojo()
        && ((com.fasterxml.jackson.databind.node.POJONode) value).getPojo()
            instanceof Map<?, ?> map) {
      map.forEach(
          (key, entry) ->
              xml.append("<entry><key>")
                  .append(escaped(String.valueOf(key)))
                  .append("</key><value>")
                  .append(escaped(String.valueOf(entry)))
                  .append("</value></entry>"));
    } else {
      xml.append(escaped(value.asText()));
    }
  }

  @Override
  public Answer error(int status, Refusal refusal) {
    StringBuilder xml = new StringBuilder();
    xml.append("<ErrorResponse xmlns=\"").append(namespace).append("\"><Error><Type>");
    xml.append(status < 500 ? "Sender" : "Receiver").append("</Type><Code>");
    xml.append(escaped(refusal.code())).append("</Code><Message>");
    xml.append(escaped(String.valueOf(refusal.getMessage())));
    xml.append("</Message></Error><RequestId>").append(UUID.randomUUID());
    xml.append("</RequestId></ErrorResponse>");
    return spoken(status, xml);
  }

  private static Answer spoken(int status, StringBuilder xml) {
    return Answer.of(status, xml.toString().getBytes(UTF_8)).with("Content-Type", "text/xml");
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '\r' -> escaped.append("&#13;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
