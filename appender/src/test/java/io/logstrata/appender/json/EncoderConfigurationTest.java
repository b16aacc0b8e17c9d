package io.logstrata.appender.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.status.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.MarkerFactory;

/** The options of the encoder, right and wrong. */
class EncoderConfigurationTest extends EncoderFixture {
  @Test
  void names_levels_nesting_and_static_fields_are_the_users_choice() {
    mdc.put("user", "7");
    mdc.put("service", "mine");
    LoggingEvent event = with("statusCode", 500);
    event.addMarker(MarkerFactory.getMarker("AUDIT"));
    JsonEventEncoder encoder =
        Encoders.with(
            context,
            e -> {
              e.addFieldName("level=severity");
              e.setUpperCaseLevel("true");
              e.setNestMdcAs("mdc");
              e.addStaticField("service=umma");
            });

    assertThat(Json.object(encoder.encode(event)))
        .containsEntry("severity", "ERROR")
        .containsEntry("service", "umma")
        .containsEntry("statusCode", 500)
        .containsEntry("markers", List.of("AUDIT"))
        .containsEntry("mdc", Map.of("user", "7", "service", "mine"));
  }

  @Test
  void says_every_problem_of_its_configuration_and_does_not_start() {
    JsonEventEncoder encoder = new JsonEventEncoder();
    encoder.setContext(context);
    encoder.addFieldName("level=message");
    encoder.addFieldName("colour=x");
    encoder.addFieldName("thread");
    encoder.addStaticField("service");
    encoder.addStaticField("logger=mine");
    encoder.addStaticField("statusCode=7");
    encoder.setNestMdcAs("rest");
    encoder.setNestKeyValuesAs("rest");
    encoder.setUpperCaseLevel("yes");
    encoder.setStatusFromException("no");
    encoder.setMaxStackCharacters("-1");
    encoder.start();

    assertThat(encoder.isStarted()).isFalse();
    assertThat(context.getStatusManager().getCopyOfStatusList())
        .extracting(Status::getMessage)
        .containsExactlyInAnyOrder(
            "fieldName is \"thread\": write name=value",
            "staticField is \"service\": write name=value",
            "fieldName gives level and message the same name \"message\": give each its own",
            "fieldName renames \"colour\", which does not exist: use one of [timestamp, level,"
                + " logger, thread, message, statusCode, markers, exception, truncated]",
            "nestKeyValuesAs has the name \"rest\", which nestMdcAs has already: give each its own",
            "staticField has the name \"logger\", which logger has already: give each its own",
            "staticField has the name \"statusCode\", which statusCode has already: give each its"
                + " own",
            "upperCaseLevel is \"yes\": use true or false",
            "statusFromException is \"no\": use true or false",
            "maxStackCharacters is \"-1\": give a number from 0 to 1000000, such as 65536");
  }

  @Test
  void starts_once_its_configuration_has_been_put_right() {
    JsonEventEncoder encoder = new JsonEventEncoder();
    encoder.setContext(context);
    encoder.addStaticField("service");
    encoder.setUpperCaseLevel("yes");
    encoder.start();
    assertThat(encoder.isStarted()).isFalse();

    encoder.addStaticField("service=umma");
    encoder.setUpperCaseLevel("true");
    encoder.start();
    assertThat(Json.object(encoder.encode(event(Level.INFO, "x", null))))
        .containsEntry("service", "umma")
        .containsEntry("level", "INFO");
  }

  @Test
  void a_name_that_is_empty_or_given_twice_is_a_problem() {
    JsonEventEncoder encoder = new JsonEventEncoder();
    encoder.setContext(context);
    encoder.addFieldName("level=");
    encoder.addFieldName("thread= ");
    encoder.addFieldName("logger=a");
    encoder.addFieldName("logger=b");
    encoder.addFieldName("message=text");
    encoder.addFieldName("message=text");
    encoder.addStaticField("service=umma");
    encoder.addStaticField("service = other");
    encoder.setUpperCaseLevel("yes");
    List<String> problems =
        List.of(
            "fieldName gives \"level\" an empty name: give it one",
            "fieldName gives \"thread\" an empty name: give it one",
            "fieldName is given for \"logger\" as \"a\" and as \"b\": keep one of them",
            "staticField is given for \"service\" as \"umma\" and as \"other\": keep one of them",
            "upperCaseLevel is \"yes\": use true or false");
    encoder.start();
    assertThat(encoder.isStarted()).isFalse();
    assertThat(saidSince(0)).containsExactlyInAnyOrderElementsOf(problems);

    encoder.start();
    assertThat(encoder.isStarted()).isFalse();
    assertThat(saidSince(problems.size())).containsExactlyInAnyOrderElementsOf(problems);

    encoder.addFieldName("level=severity");
    encoder.addFieldName("thread=on");
    encoder.addFieldName("logger=c");
    encoder.addStaticField("service=third");
    encoder.setUpperCaseLevel("false");
    encoder.start();
    assertThat(Json.object(encoder.encode(event(Level.INFO, "x", null))))
        .containsEntry("severity", "info")
        .containsEntry("text", "x")
        .containsEntry("service", "third")
        .containsKeys("on", "c");
    assertThat(saidSince(2 * problems.size())).isEmpty();
  }

  @Test
  void a_static_field_that_is_given_twice_is_a_problem_even_if_it_is_the_same() {
    JsonEventEncoder encoder =
        Encoders.with(
            context,
            e -> {
              e.addStaticField("service=umma");
              e.addStaticField("service=umma");
            });
    assertThat(encoder.isStarted()).isFalse();
    assertThat(saidSince(0))
        .containsExactly(
            "staticField is given for \"service\" as \"umma\" and as \"umma\": keep one of them");
  }

  private List<String> saidSince(int before) {
    return context.getStatusManager().getCopyOfStatusList().stream()
        .skip(before)
        .map(Status::getMessage)
        .toList();
  }
}
