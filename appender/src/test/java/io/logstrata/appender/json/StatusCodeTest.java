package io.logstrata.appender.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** The status of an event: which of those that it brings, and that it is a number. */
class StatusCodeTest {
  private static final int SERVICE_LIMIT = 1_048_550;

  private final LoggerContext context = new LoggerContext();
  private final Map<String, String> mdc = new LinkedHashMap<>();
  private final List<KeyValuePair> pairs = new ArrayList<>();
  private Throwable thrown;

  @Test
  void a_text_that_is_no_string_is_a_number_as_well() {
    for (Object text : List.of(CharBuffer.wrap("404"), Text.FOUR_HUNDRED_AND_FOUR)) {
      pairs.clear();
      pair("statusCode", text);
      assertThat(encoded()).containsEntry("statusCode", 404);
    }
    pairs.clear();
    pair("statusCode", new AtomicInteger(503));
    assertThat(encoded()).containsEntry("statusCode", 503);
    pairs.clear();
    pair("statusCode", CharBuffer.wrap("1234567890"));
    assertThat(encoded()).containsEntry("statusCode", "1234567890");
  }

  @Test
  void a_value_that_knows_a_status_gives_it() {
    for (Object known : List.of(Status.NOT_FOUND, Status.HIDDEN, new Answer(404), new Entity())) {
      pairs.clear();
      pair("statusCode", known);
      assertThat(encoded()).as(known.getClass().getName()).containsEntry("statusCode", 404);
    }
  }

  @Test
  void a_value_that_knows_none_stays_its_text() {
    pair("statusCode", new Answer(7));
    pair("other", Status.NOT_FOUND);
    assertThat(encoded())
        .containsEntry("statusCode", "an answer")
        .containsEntry("other", "404 NOT_FOUND");
  }

  @Test
  void a_new_name_that_other_entries_could_come_to_is_kept_for_the_status() {
    mdc.put("status", "B");
    pair("status", "A");
    thrown = new Teapot();

    assertThat(encoded(e -> e.addFieldName("statusCode=status_")))
        .containsEntry("status", "A")
        .containsEntry("status__", "B")
        .containsEntry("status_", 418);
  }

  @Test
  void a_value_that_fails_when_it_is_asked_costs_nothing_but_the_status() {
    pair("statusCode", new FailingAnswer());
    thrown = new FailingException();
    assertThat(encoded()).containsEntry("statusCode", "failing").containsKey("exception");
    pairs.clear();
    assertThat(encoded()).doesNotContainKey("statusCode").containsKey("exception");
  }

  @Test
  void exceptions_of_the_sdk_and_of_jax_rs_give_their_status() {
    thrown = SdkServiceException.builder().message("slow down").statusCode(429).build();
    assertThat(encoded()).containsEntry("statusCode", 429);
    thrown = new WebApplicationException(new HiddenResponse());
    assertThat(encoded()).containsEntry("statusCode", 409);
    thrown = new WebApplicationException(null);
    assertThat(encoded()).doesNotContainKey("statusCode");
    assertThat(encoded(e -> e.setStatusFromException("false"))).doesNotContainKey("statusCode");
  }

  @Test
  void a_method_that_needs_no_object_says_nothing_of_one() {
    thrown = new WithStaticMethod();
    assertThat(encoded()).containsEntry("statusCode", 451);
  }

  @Test
  void nothing_is_no_status() {
    pair("statusCode", null);
    assertThat(encoded()).doesNotContainKey("statusCode");
    thrown = new Teapot();
    assertThat(encoded()).containsEntry("statusCode", 418);
    mdc.put("statusCode", "404");
    assertThat(encoded()).containsEntry("statusCode", 404).doesNotContainKey("statusCode_");
    pair("statusCode", 500);
    assertThat(encoded()).containsEntry("statusCode", 500).containsEntry("statusCode_", "404");
  }

  @Test
  void nothing_is_no_status_in_an_event_that_is_cut_either() {
    pair("statusCode", null);
    pair("statusCode", 500);
    assertThat(cut()).containsEntry("statusCode", 500);
    pairs.remove(1);
    mdc.put("statusCode", "404");
    assertThat(cut()).containsEntry("statusCode", 404);
    mdc.clear();
    thrown = new Teapot();
    assertThat(cut()).containsEntry("statusCode", 418);
  }

  @Test
  void the_first_of_several_has_the_name() {
    pair("statusCode", 500);
    pair("statusCode", 501);
    mdc.put("statusCode", "502");
    thrown = new Teapot();
    assertThat(encoded())
        .containsEntry("statusCode", 500)
        .containsEntry("statusCode_", 501)
        .containsEntry("statusCode__", "502");
    assertThat(cut()).containsEntry("statusCode", 500).doesNotContainKey("statusCode_");
    assertThat(cut().get("truncated")).isEqualTo(Map.of("fields", 3));
  }

  @Test
  void what_is_called_status_code_goes_before_what_has_its_new_name() {
    Consumer<JsonEventEncoder> renamed = e -> e.addFieldName("statusCode=status");
    pair("status", "PAID");
    pair("status_", "mine");
    pair("statusCode", 404);
    assertThat(encoded(renamed))
        .containsEntry("status", 404)
        .containsEntry("status_", "PAID")
        .containsEntry("status__", "mine");
    assertThat(cut(renamed)).containsEntry("status", 404).doesNotContainKey("status_");

    pairs.add(0, pairs.remove(2));
    assertThat(encoded(renamed)).containsEntry("status", 404).containsEntry("status_", "PAID");
    assertThat(cut(renamed)).containsEntry("status", 404);

    pairs.remove(0);
    mdc.put("statusCode", "500");
    thrown = new Teapot();
    assertThat(encoded(renamed)).containsEntry("status", 500).containsEntry("status_", "PAID");
    assertThat(cut(renamed)).containsEntry("status", 500).doesNotContainKey("status_");
  }

  @Test
  void what_has_the_new_name_is_the_status_if_it_is_a_number_or_nothing_else_gives_one() {
    Consumer<JsonEventEncoder> renamed = e -> e.addFieldName("statusCode=status");
    pair("status", "PAID");
    pair("statusCode", null);
    assertThat(encoded(renamed)).containsEntry("status", "PAID").doesNotContainKey("status_");
    thrown = new Teapot();
    assertThat(encoded(renamed)).containsEntry("status", 418).containsEntry("status_", "PAID");
    assertThat(cut(renamed)).containsEntry("status", 418);
    assertThat(
            encoded(
                e -> {
                  e.addFieldName("statusCode=status");
                  e.setStatusFromException("false");
                }))
        .containsEntry("status", "PAID")
        .doesNotContainKey("status_");
    pair("status", "404");
    assertThat(encoded(renamed)).containsEntry("status", 404).containsEntry("status_", "PAID");
    assertThat(cut(renamed)).containsEntry("status", 404);
  }

  @Test
  void an_object_within_the_event_has_a_status_of_its_own() {
    Consumer<JsonEventEncoder> nested =
        e -> {
          e.addFieldName("statusCode=status");
          e.setNestKeyValuesAs("fields");
        };
    pair("status", "PAID");
    pair("statusCode", 404);
    mdc.put("status", "500");
    assertThat(encoded(nested))
        .containsEntry("fields", Map.of("status", 404, "status_", "PAID"))
        .containsEntry("status", 500);
    assertThat(cut(nested))
        .containsEntry("fields", Map.of("status", 404))
        .containsEntry("status", 500);
    pairs.clear();
    pair("statusCode", null);
    assertThat(encoded(nested)).doesNotContainKey("fields").containsEntry("status", 500);
  }

  private enum Text {
    FOUR_HUNDRED_AND_FOUR;

    @Override
    public String toString() {
      return "404";
    }
  }

  /** As Spring's. */
  public enum Status {
    NOT_FOUND,
    HIDDEN {};

    public int value() {
      return 404;
    }

    @Override
    public String toString() {
      return "404 NOT_FOUND";
    }
  }

  /** As the JDK's HTTP client has it. */
  public static final class Answer {
    private final int status;

    Answer(int status) {
      this.status = status;
    }

    public int statusCode() {
      return status;
    }

    @Override
    public String toString() {
      return "an answer";
    }
  }

  /** Answers with an object. */
  public static final class Entity {
    public Status getStatusCode() {
      return Status.NOT_FOUND;
    }
  }

  public static final class FailingAnswer {
    @SuppressWarnings("DoNotCallSuggester") // as somebody's does
    public int getStatusCode() {
      throw new StackOverflowError();
    }

    @Override
    public String toString() {
      return "failing";
    }
  }

  public static final class FailingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("DoNotCallSuggester") // as somebody's does
    public int statusCode() {
      throw new AssertionError("not now");
    }
  }

  public static final class Teapot extends RuntimeException {
    private static final long serialVersionUID = 1;

    public int getStatusCode() {
      return 418;
    }
  }

  public static final class WithStaticMethod extends RuntimeException {
    private static final long serialVersionUID = 1;

    public static int getStatusCode() {
      return 500;
    }

    public int statusCode() {
      return 451;
    }
  }

  /** As that of JAX-RS. */
  public abstract static class Response {
    public abstract int getStatus();
  }

  private static final class HiddenResponse extends Response {
    @Override
    public int getStatus() {
      return 409;
    }
  }

  /** As that of JAX-RS. */
  public static final class WebApplicationException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Response response;

    WebApplicationException(Response response) {
      this.response = response;
    }

    public Response getResponse() {
      return response;
    }
  }

  private void pair(String key, Object value) {
    pairs.add(new KeyValuePair(key, value));
  }

  private Map<String, Object> encoded() {
    return encoded(e -> {});
  }

  private Map<String, Object> encoded(Consumer<JsonEventEncoder> options) {
    return Json.object(Encoders.with(context, options).encode(event(pairs)));
  }

  private Map<String, Object> cut() {
    return cut(e -> {});
  }

  /** With more beside than there is room for: of all that it brings only the status is left. */
  private Map<String, Object> cut(Consumer<JsonEventEncoder> options) {
    List<KeyValuePair> more = new ArrayList<>(pairs);
    KeyValuePair large = new KeyValuePair("x".repeat(SERVICE_LIMIT), 1);
    more.add(large);
    return Json.object(Encoders.with(context, options).encodeWithin(event(more), SERVICE_LIMIT));
  }

  private LoggingEvent event(List<KeyValuePair> keyValues) {
    LoggingEvent event =
        new LoggingEvent("fqcn", context.getLogger("x"), Level.ERROR, "x", thrown, null);
    event.setMDCPropertyMap(new LinkedHashMap<>(mdc));
    event.setKeyValuePairs(new ArrayList<>(keyValues));
    return event;
  }
}
