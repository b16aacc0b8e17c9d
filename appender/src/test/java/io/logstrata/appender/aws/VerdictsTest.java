package io.logstrata.appender.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.appender.ship.Delivery;
import io.logstrata.appender.ship.Delivery.Verdict;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;

class VerdictsTest {
  @ParameterizedTest
  @CsvSource({
    "ThrottlingException, 400, THROTTLED, false",
    "TooManyRequestsException, 429, THROTTLED, false",
    "ServiceUnavailableException, 503, UNREACHABLE, true",
    "InternalFailure, 500, UNREACHABLE, true",
    "RequestTimeoutException, 400, UNREACHABLE, true",
    "RequestTimeout, 400, UNREACHABLE, true",
    "Whatever, 408, UNREACHABLE, true",
    "PriorRequestNotComplete, 400, UNREACHABLE, true",
    "OperationAbortedException, 400, UNREACHABLE, false",
    "AccessDeniedException, 400, DENIED, false",
    "UnrecognizedClientException, 400, DENIED, false",
    "ExpiredTokenException, 400, DENIED, false",
    "LimitExceededException, 400, DENIED, false",
    "SerializationException, 400, DENIED, false",
    "SomethingNew, 400, DENIED, false",
    "InvalidParameterException, 400, INVALID, false",
    "ValidationException, 400, INVALID, false",
    "RequestEntityTooLarge, 413, INVALID, false",
    "DataAlreadyAcceptedException, 400, ACCEPTED, false",
  })
  void an_answer_of_the_service(String code, int status, Verdict verdict, boolean unknown) {
    Delivery delivery = Verdicts.of(answer(code, status), true);

    assertThat(delivery.verdict()).isEqualTo(verdict);
    assertThat(delivery.outcomeUnknown()).isEqualTo(unknown);
  }

  @Test
  void what_is_said_before_the_request_has_left_is_no_fault_of_an_event() {
    Delivery delivery = Verdicts.of(answer("ValidationException", 400), false);

    assertThat(delivery.verdict()).isEqualTo(Verdict.DENIED);
  }

  @Test
  void a_body_that_somebody_has_spoilt_on_its_way_points_to_gzip() {
    assertThat(Verdicts.of(answer("SerializationException", 400), true).reason()).contains("gzip");
  }

  @Test
  void without_a_connection_nothing_can_be_there_twice() throws ReflectiveOperationException {
    IOException noAnswer =
        Class.forName("org.apache.hc.client5.http.ConnectTimeoutException") // of the SDK's client
            .asSubclass(IOException.class)
            .getConstructor(String.class)
            .newInstance("no answer to SYN");
    for (IOException cause :
        List.of(
            new ConnectException("refused"),
            new NoRouteToHostException("no route"),
            new SSLHandshakeException("unable to find valid certification path"),
            new SSLPeerUnverifiedException("certificate for another host"),
            noAnswer)) {
      Delivery delivery = Verdicts.of(SdkClientException.create("failed", cause), true);
      assertThat(delivery.verdict()).as("%s", cause).isEqualTo(Verdict.UNREACHABLE);
      assertThat(delivery.outcomeUnknown()).as("%s", cause).isFalse();
    }
    Delivery read =
        Verdicts.of(SdkClientException.create("failed", new SocketTimeoutException("read")), true);
    assertThat(read.outcomeUnknown()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Invalid Configuration: FIPS and custom endpoint are not supported",
    "DualStack is enabled but this partition does not support DualStack",
    "Unable to load credentials from any of the providers in the chain",
    "Unable to load region from any of the providers in the chain",
  })
  void what_the_sdk_refuses_by_itself_is_about_the_setup(String message) {
    assertThat(Verdicts.of(SdkClientException.create(message), false).verdict())
        .isEqualTo(Verdict.DENIED);
  }

  private static AwsServiceException answer(String code, int status) {
    return CloudWatchLogsException.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("no").build())
        .build();
  }
}
