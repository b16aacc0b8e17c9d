package io.logstrata.appender;

import io.logstrata.appender.aws.DestinationOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where events are to go, and by which names. */
final class GivenDestination {
  private static final Duration DEFAULT_CALL_TIMEOUT = Duration.ofSeconds(30);

  private static final Pattern REGION = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private final GivenOptions given;
  private final GivenGroup group;
  private final Surroundings surroundings;

  GivenDestination(GivenOptions given, GivenGroup group, Surroundings surroundings) {
    this.given = given;
    this.group = group;
    this.surroundings = surroundings;
  }

  DestinationOptions destination() {
    ZoneId zone = zone();
    String instanceVariable = given.text("instanceVariable").orElse(null);
    String groupTemplate = given.text("logGroup").orElse("");
    if (groupTemplate.isEmpty()) {
      given.problem("logGroup is missing: give <logGroup>name</logGroup>");
    }
    String streamTemplate = streamTemplate();
    NameTemplate groupName =
        NameTemplate.of(
            "logGroup", groupTemplate, zone, instanceVariable, surroundings, given::problem);
    NameTemplate streamName =
        NameTemplate.of(
            "logStream", streamTemplate, zone, instanceVariable, surroundings, given::problem);
    if (!groupName.at(0).isEmpty()) { // else it is said above
      NameTemplate.problemsOfGroup("logGroup", groupName.at(0)).forEach(given::problem);
    }
    NameTemplate.problemsOfStream("logStream", streamName.at(0)).forEach(given::problem);
    String names = groupTemplate + streamTemplate;
    if (given.text("mode").isPresent() && given.text("logStream").isPresent()) {
      given.problem("mode has no effect beside logStream: remove one of them");
    }
    withoutToken("dateZone", "{date}", names);
    withoutToken("instanceVariable", "{instance}", names);
    Optional<URI> endpoint = endpoint();
    Optional<Boolean> fips = given.yesOrNo("fips");
    Optional<Boolean> dualStack = given.yesOrNo("dualStack");
    if (endpoint.isPresent() && (fips.orElse(false) || dualStack.orElse(false))) {
      given.problem(
          "endpoint says where to send, and so fips and dualStack cannot: remove it or them");
    }
    return new DestinationOptions(
        region(),
        endpoint,
        given.text("profile"),
        groupName::at,
        streamName::at,
        group.creation(),
        given.yesOrNo("gzip", false),
        given.positive("callTimeout", DEFAULT_CALL_TIMEOUT),
        fips,
        dualStack);
  }

  private void withoutToken(String option, String token, String names) {
    if (given.text(option).isPresent() && !names.contains(token)) {
      given.problem(
          option + " has no effect: use " + token + " in the name of the stream, or remove it");
    }
  }

  private String streamTemplate() {
    String mode = given.word("mode", "process");
    String byMode =
        switch (mode) {
          case "process" -> "server_info_{host}_{pid}";
          case "batch" -> "batch";
          default -> {
            given.problem(
                "mode is \"" + mode + "\": use process (a stream for each process) or batch (one)");
            yield "unknown-mode";
          }
        };
    return given.text("logStream").orElse(byMode);
  }

  private ZoneId zone() {
    String zone = given.text("dateZone").orElse("UTC");
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      given.problem("dateZone is \"" + zone + "\": give a zone such as UTC or Asia/Seoul");
      return ZoneId.of("UTC");
    }
  }

  private Optional<String> region() {
    Optional<String> region = given.text("region");
    if (region.isPresent() && !REGION.matcher(region.get()).matches()) {
      given.problem(
          "region is \""
              + region.get()
              + "\": give one such as ap-northeast-2, of letters a-z, digits and - only");
    }
    return region;
  }

  private Optional<URI> endpoint() {
    Optional<String> text = given.text("endpoint");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(text.get());
      if (uri.getHost() != null
          && uri.getPort() <= 65_535
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return Optional.of(uri);
      }
    } catch (URISyntaxException e) {
      // told below
    }
    given.problem(
        "endpoint is \""
            + text.get()
            + "\": give a URL such as http://127.0.0.1:4566, or remove it");
    return Optional.empty();
  }
}
