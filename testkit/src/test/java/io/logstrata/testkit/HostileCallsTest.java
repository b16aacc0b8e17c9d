package io.logstrata.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no SDK would send: it is refused in the service's words, and is never a failure of ours. */
@ExtendWith(LocalCloudExtension.class)
final class HostileCallsTest {
  private final HttpClient http = HttpClient.newHttpClient();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "PutRetentionPolicy | {\"logGroupName\":\"app\",\"retentionInDays\":18446744073709551623} | SerializationException",
        "PutRetentionPolicy | {\"logGroupName\":\"app\",\"retentionInDays\":1e400} | SerializationException",
        "PutRetentionPolicy | {\"logGroupName\":\"app\",\"retentionInDays\":7.5} | SerializationException",
        "PutLogEvents | {\"logGroupName\":\"app\",\"logStreamName\":\"one\",\"logEvents\":[null]} | InvalidParameterException",
        "PutLogEvents | {\"logGroupName\":\"app\",\"logStreamName\":\"one\",\"logEvents\":[7]} | SerializationException",
        "PutLogEvents | {\"logGroupName\":\"app\",\"logStreamName\":\"one\",\"logEvents\":{}} | SerializationException",
        "CreateLogGroup | {\"logGroupName\":\"other\",\"tags\":[1]} | SerializationException",
        "CreateLogGroup | {\"logGroupName\":\"other\",\"tags\":{\"a\":1}} | SerializationException",
        "GetLogEvents | {\"logGroupName\":\"app\",\"logStreamName\":\"one\",\"nextToken\":\"f/99999999999999999999/0\"} | InvalidParameterException",
        "GetLogEvents | {\"logGroupName\":\"app\",\"logStreamName\":\"one\",\"nextToken\":\"\"} | InvalidParameterException",
        "FilterLogEvents | {\"logGroupName\":\"app\",\"nextToken\":\"YWZ0ZXI6OTk5OTk5OTk5OTk5OTk5OTk5OTk5LzAvMA\"} | InvalidParameterException",
        "StartQuery | {\"logGroupName\":\"app\",\"queryString\":\"fields @message\",\"startTime\":-1,\"endTime\":0} | InvalidParameterException",
        "CreateExportTask | {\"logGroupName\":\"app\",\"from\":-1,\"to\":0,\"destination\":\"archive\"} | InvalidParameterException",
        "CreateExportTask | {\"logGroupName\":\"app\",\"from\":0,\"to\":9000000000000,\"destination\":\"archive\",\"taskName\":\"\"} | InvalidParameterException",
        "PutMetricFilter | {\"logGroupName\":\"app\",\"filterName\":\"f\",\"filterPattern\":\"\",\"metricTransformations\":[{\"metricName\":\"a*b\",\"metricNamespace\":\"n\",\"metricValue\":\"1\"}]} | InvalidParameterException",
        "PutMetricFilter | {\"logGroupName\":\"app\",\"filterName\":\"f\",\"filterPattern\":\"\",\"metricTransformations\":[{\"metricName\":\"m\",\"metricNamespace\":\"n\",\"metricValue\":\"1\",\"defaultValue\":\"x\"}]} | SerializationException",
        "PutMetricFilter | {\"logGroupName\":\"app\",\"filterName\":\"f\",\"filterPattern\":\"\",\"metricTransformations\":[null]} | InvalidParameterException",
        "TagResource | {\"resourceArn\":\"arn:aws:logs:ap-northeast-2:123456789012:log-group:\",\"tags\":{\"a\":\"b\"}} | InvalidParameterException",
        "DescribeLogGroups | {\"limit\":99999999999} | InvalidParameterException",
        "DescribeLogGroups | [] | SerializationException",
        "DescribeLogGroups | null | SerializationException",
        "DescribeLogGroups | {} {} | SerializationException",
      })
  void is_refused_as_the_service_would(String operation, String body, String code, LocalCloud cloud)
      throws Exception {
    cloud.createLogGroup("app");
    call(cloud, "CreateLogStream", "{\"logGroupName\":\"app\",\"logStreamName\":\"one\"}");
    HttpResponse<String> answer = call(cloud, operation, body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"__type\":\"" + code + "\"");
  }

  @Test
  void bytes_in_no_encoding_are_refused(LocalCloud cloud) throws Exception {
    byte[][] bodies = {
      {0, 0, 0, 0x7b, 0, 0},
      {'{', '"', (byte) 0xc3, '"', ':', '1', '}'},
      "[".repeat(100_000).getBytes(UTF_8),
    };
    for (byte[] body : bodies) {
      HttpResponse<String> answer = call(cloud, "DescribeLogGroups", body);
      assertThat(answer.body()).contains("\"__type\":\"SerializationException\"");
    }
  }

  @Test
  void half_a_character_becomes_a_question_mark_and_can_be_read_back(LocalCloud cloud)
      throws Exception {
    cloud.createLogGroup("app");
    call(cloud, "CreateLogStream", "{\"logGroupName\":\"app\",\"logStreamName\":\"one\"}");
    String put =
        """
        {"logGroupName":"app","logStreamName":"one","logEvents":[{"timestamp":%d,"message":"a\\ud83db\\ude00\\ud83d\\ude00"}]}"""
            .formatted(System.currentTimeMillis());
    assertThat(call(cloud, "PutLogEvents", put).statusCode()).isEqualTo(200);
    assertThat(cloud.events("app"))
        .extracting(StoredEvent::message)
        .containsExactly("a?b?\ud83d\ude00");
    HttpResponse<String> read = call(cloud, "FilterLogEvents", "{\"logGroupName\":\"app\"}");
    assertThat(read.body()).contains("\"a?b?\\uD83D\\uDE00\"");
    call(cloud, "CreateLogStream", "{\"logGroupName\":\"app\",\"logStreamName\":\"\\ud83d\"}");
    HttpResponse<String> streams = call(cloud, "DescribeLogStreams", "{\"logGroupName\":\"app\"}");
    assertThat(streams.statusCode()).isEqualTo(200);
  }

  @Test
  void an_address_that_is_none_is_refused_by_s3(LocalCloud cloud) throws Exception {
    for (String path : new String[] {"/bucket/%zz", "/%zz", "/bucket?prefix=%zz"}) {
      try (Socket socket =
          new Socket(InetAddress.getLoopbackAddress(), cloud.s3Endpoint().getPort())) {
        socket
            .getOutputStream()
            .write(
                ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(UTF_8));
        String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
        assertThat(answer).startsWith("HTTP/1.1 400");
      }
    }
  }

  private HttpResponse<String> call(LocalCloud cloud, String operation, String body)
      throws Exception {
    return call(cloud, operation, body.getBytes(UTF_8));
  }

  private HttpResponse<String> call(LocalCloud cloud, String operation, byte[] body)
      throws Exception {
    URI endpoint = cloud.endpoint();
    return http.send(
        HttpRequest.newBuilder(endpoint)
            .header("X-Amz-Target", "Logs_20140328." + operation)
            .header("Content-Type", "application/x-amz-json-1.1")
            .POST(BodyPublishers.ofByteArray(body))
            .build(),
        BodyHandlers.ofString());
  }
}
