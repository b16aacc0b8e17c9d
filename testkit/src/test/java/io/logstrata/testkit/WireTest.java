package io.logstrata.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What goes over the wire, without the SDK in between. */
@ExtendWith(LocalCloudExtension.class)
final class WireTest {
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void takes_gzip_bodies(LocalCloud cloud) throws Exception {
    cloud.createLogGroup("app");
    send(cloud, "Logs_20140328.CreateLogStream", stream());
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(
          """
          {"logGroupName":"app","logStreamName":"one","logEvents":[{"timestamp":%d,"message":"zipped"}]}"""
              .formatted(System.currentTimeMillis())
              .getBytes(UTF_8));
    }
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(cloud.endpoint())
                .header("X-Amz-Target", "Logs_20140328.PutLogEvents")
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(zipped.toByteArray()))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(cloud.events("app")).extracting(StoredEvent::message).containsExactly("zipped");
    assertThat(cloud.calls("PutLogEvents")).extracting(Call::caller).containsExactly("anonymous");
  }

  @Test
  void refuses_an_unknown_operation_and_bytes_that_are_no_json(LocalCloud cloud) throws Exception {
    HttpResponse<String> unknown = send(cloud, "Logs_20140328.BrewCoffee", "{}");
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains("\"__type\":\"UnknownOperationException\"");
    HttpResponse<String> noJson = send(cloud, "Logs_20140328.CreateLogGroup", "{");
    assertThat(noJson.statusCode()).isEqualTo(400);
    assertThat(noJson.body()).contains("\"__type\":\"SerializationException\"");
    HttpResponse<String> wrongType =
        send(cloud, "Logs_20140328.CreateLogGroup", "{\"logGroupName\":1}");
    assertThat(wrongType.body()).contains("\"__type\":\"SerializationException\"");
    assertThat(cloud.calls("BrewCoffee"))
        .extracting(Call::outcome)
        .containsExactly("UnknownOperationException");
  }

  @Test
  void performs_a_call_that_meets_a_fault_of_s3(LocalCloud cloud) throws Exception {
    cloud.faults().next(Faults.ANY, Fault.TRUNCATED, 1);
    assertThat(send(cloud, "Logs_20140328.DescribeLogGroups", "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void answers_garbage_when_told_to(LocalCloud cloud) throws Exception {
    cloud.faults().next(Faults.ANY, Fault.GARBAGE, 1);
    HttpResponse<String> answer = send(cloud, "Logs_20140328.DescribeLogGroups", "{}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith("<html>");
  }

  @Test
  void listens_on_loopback_only(LocalCloud cloud) {
    assertThat(cloud.endpoint().getHost()).isEqualTo("127.0.0.1");
    assertThat(cloud.s3Endpoint().getHost()).isEqualTo("127.0.0.1");
  }

  private static String stream() {
    return "{\"logGroupName\":\"app\",\"logStreamName\":\"one\"}";
  }

  private HttpResponse<String> send(LocalCloud cloud, String target, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(cloud.endpoint())
            .header("X-Amz-Target", target)
            .header("Content-Type", "application/x-amz-json-1.1")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
