package io.logstrata.samples.spring;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.testkit.LocalCloud;
import io.logstrata.testkit.LocalCloudExtension;
import io.logstrata.testkit.StoredEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The Spring Boot samples as they are deployed: a jar that starts, serves requests, and is told to
 * stop.
 */
@ExtendWith(LocalCloudExtension.class)
class SpringBootIT {
  private static final long MOST_SECONDS = 100;

  private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

  @ParameterizedTest
  @ValueSource(strings = {"spring-boot-3", "spring-boot-4"})
  void what_a_service_on_spring_boot_logs_arrives(String sample, LocalCloud cloud)
      throws Exception {
    Process service = start(sample, cloud);
    try (BufferedReader printed = service.inputReader()) {
      int port = portOf(printed);
      assertThat(get(port, "/orders/7").statusCode()).isEqualTo(200);
      assertThat(get(port, "/orders/-1").statusCode()).isEqualTo(503);

      service.toHandle().destroy();
      printed.lines().forEach(line -> {});
      assertThat(service.waitFor(60, SECONDS)).as("ends after SIGTERM").isTrue();
    } finally {
      service.destroyForcibly();
    }

    List<String> messages =
        cloud.events("umma-staging").stream().map(StoredEvent::message).toList();
    assertThat(messages)
        .anySatisfy(
            message ->
                assertThat(message)
                    .contains(
                        "\"level\":\"info\"",
                        "\"statusCode\":200",
                        "\"message\":\"order found\"",
                        "\"order\":\"7\""))
        .anySatisfy(
            message ->
                assertThat(message)
                    .contains("\"level\":\"error\"", "\"statusCode\":503", "\"order\":\"-1\""))
        .anySatisfy(message -> assertThat(message).contains("Started ShopApplication"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"spring-boot-3", "spring-boot-4"})
  void a_wrong_configuration_is_said_and_spring_boot_does_not_start(String sample, LocalCloud cloud)
      throws Exception {
    Process service = start(sample, cloud, "a:b");
    try (BufferedReader printed = service.inputReader()) {
      assertThat(printed.lines())
          .anyMatch(line -> line.contains("logGroup is \"a:b\", with the character ':'"))
          .noneMatch(line -> line.contains("Tomcat started"));
      assertThat(service.waitFor(60, SECONDS)).isTrue();
      assertThat(service.exitValue()).isNotZero();
    } finally {
      service.destroyForcibly();
    }
  }

  private static Process start(String sample, LocalCloud cloud) throws IOException {
    return start(sample, cloud, "umma-staging");
  }

  private static Process start(String sample, LocalCloud cloud, String logGroup)
      throws IOException {
    Path jar = Path.of(sample, "target", "sample-exec.jar");
    assertThat(jar)
        .as("built by a verify of everything, which samples alone does not include")
        .exists();
    Process service =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-jar",
                jar.toString(),
                "--server.port=0",
                "--logstrata.log-group=" + logGroup,
                "--logstrata.endpoint=" + cloud.endpoint())
            .redirectErrorStream(true)
            .start();
    // A read of its output cannot be interrupted: who waits in vain finds it ended.
    CompletableFuture.delayedExecutor(MOST_SECONDS, SECONDS).execute(service::destroyForcibly);
    return service;
  }

  private static int portOf(BufferedReader printed) throws IOException {
    StringBuilder soFar = new StringBuilder();
    for (String line = printed.readLine(); line != null; line = printed.readLine()) {
      soFar.append(line).append('\n');
      Matcher started = STARTED.matcher(line);
      if (started.find()) {
        return Integer.parseInt(started.group(1));
      }
    }
    throw new AssertionError("the service did not start; it printed:\n" + soFar);
  }

  private static HttpResponse<String> get(int port, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
