package io.logstrata.archiver.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What people are told to do. */
final class FailuresTest {
  @Test
  void a_profile_that_does_not_exist_is_named() {
    assertThat(
            said(
                "Unable to load credentials from any of the providers in the chain: [...]"
                    + " ProfileCredentialsProvider(profileName=nope): Profile file contained no"
                    + " credentials for profile 'nope': ProfileFile()"))
        .startsWith(
            "no credentials (there is no profile nope, or it has none): set AWS_ACCESS_KEY");
    assertThat(said("Unable to load credentials: no credentials for profile 'default'"))
        .startsWith("no credentials: set AWS_ACCESS_KEY_ID");
  }

  @Test
  void a_host_that_nobody_knows_has_a_remedy() {
    assertThat(
            said(
                "Received an UnknownHostException when attempting to interact with a service. See"
                    + " cause for the exact endpoint"))
        .startsWith("logs:X got no answer: its host is not known here: correct region or endpoint");
  }

  @Test
  void an_endpoint_of_something_else_has_a_remedy() {
    assertThat(said("Unable to unmarshall response (JsonParseException)"))
        .startsWith("logs:X got an answer that is not the service's: correct endpoint");
    assertThat(
            Failures.say(
                "logs:X", S3Exception.builder().statusCode(400).message("Bad Request").build()))
        .isEqualTo(
            "logs:X failed with status 400: Bad Request: correct endpoint, s3Endpoint or region");
  }

  private static String said(String message) {
    return Failures.say("logs:X", SdkClientException.create(message));
  }
}
