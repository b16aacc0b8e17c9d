package io.logstrata.appender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.logstrata.testkit.LocalCloud;
import io.logstrata.testkit.LocalCloudExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Credentials from a profile of the AWS configuration. */
@ExtendWith(LocalCloudExtension.class)
@Timeout(60)
class ProfileTest {
  private static final String CONFIGURATION =
      """
      [profile keys]
      aws_access_key_id = ofTheProfile
      aws_secret_access_key = secret

      [profile role]
      role_arn = arn:aws:iam::123456789012:role/logger
      source_profile = keys
      region = eu-west-1

      [profile portal]
      sso_account_id = 123456789012
      sso_role_name = logger
      sso_region = eu-west-1
      sso_start_url = https://portal.invalid/start
      """;

  @BeforeEach
  void write_the_configuration(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("config"), CONFIGURATION);
    System.setProperty("aws.configFile", file.toString());
    System.setProperty("aws.sharedCredentialsFile", folder.resolve("none").toString());
  }

  @AfterEach
  void forget_it() {
    System.clearProperty("aws.configFile");
    System.clearProperty("aws.sharedCredentialsFile");
    System.clearProperty("aws.endpointUrlSts");
  }

  @Test
  void signs_with_the_keys_of_the_profile() throws IOException, InterruptedException {
    List<String> signatures = new CopyOnWriteArrayList<>();
    HttpServer service = server(exchange -> answer(exchange, signatures, "{}"));
    try (LoggingSetup logging = LoggingSetup.sendingTo(uri(service), "<profile>keys</profile>")) {
      logging.logger().info("by whom?");
      assertThat(logging.appender().flush(ofSeconds(30))).isTrue();
    } finally {
      service.stop(0);
    }
    assertThat(signatures).isNotEmpty().allMatch(s -> s.contains("Credential=ofTheProfile/"));
  }

  @Test
  void assumes_the_role_of_the_profile() throws IOException, InterruptedException {
    List<String> signatures = new CopyOnWriteArrayList<>();
    List<String> askers = new CopyOnWriteArrayList<>();
    HttpServer service = server(exchange -> answer(exchange, signatures, "{}"));
    HttpServer sts = server(exchange -> answer(exchange, askers, ROLE));
    System.setProperty("aws.endpointUrlSts", uri(sts).toString());
    try (LoggingSetup logging = LoggingSetup.sendingTo(uri(service), "<profile>role</profile>")) {
      logging.logger().info("by whom?");
      assertThat(logging.appender().flush(ofSeconds(30))).isTrue();
      assertThat(logging.warnings()).isEmpty();
    } finally {
      service.stop(0);
      sts.stop(0);
    }
    assertThat(askers).singleElement().asString().contains("Credential=ofTheProfile/");
    assertThat(signatures).isNotEmpty().allMatch(s -> s.contains("Credential=ofTheRole/"));
  }

  @Test
  void a_module_that_the_profile_needs_and_that_is_not_there_is_said_with_its_remedy(
      LocalCloud cloud) throws InterruptedException {
    String options = "<profile>portal</profile><stopTimeout>100 ms</stopTimeout>";
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), options)) {
      logging.logger().info("as whom?");
      await().until(() -> !logging.warnings().isEmpty());
      assertThat(logging.warnings())
          .startsWith("CloudWatch Logs does not let us in, or the setup is not complete.")
          .contains("the 'sso' service module must be on the class path.")
          .endsWith(" Add software.amazon.awssdk:sso to the application's dependencies.");
    }
    assertThat(cloud.calls()).isEmpty();
  }

  @Test
  void a_profile_that_is_not_there_is_a_setup_that_is_not_complete(LocalCloud cloud) {
    String options = "<profile>none</profile><stopTimeout>100 ms</stopTimeout>";
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), options)) {
      logging.logger().info("as whom?");
      await().until(() -> !logging.warnings().isEmpty());
      assertThat(logging.warnings()).startsWith("CloudWatch Logs does not let us in");
    }
  }

  @Test
  void a_lookup_that_does_not_end_is_said_and_holds_no_stop(LocalCloud cloud) throws IOException {
    List<HttpExchange> unanswered = new CopyOnWriteArrayList<>();
    HttpServer sts = server(unanswered::add);
    System.setProperty("aws.endpointUrlSts", uri(sts).toString());
    String options =
        "<profile>role</profile><callTimeout>300 ms</callTimeout><stopTimeout>100 ms</stopTimeout>";
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), options)) {
      logging.logger().info("as whom?");
      await().until(() -> !logging.warnings().isEmpty());
      assertThat(logging.warnings())
          .startsWith("CloudWatch Logs does not let us in")
          .contains("The lookup of credentials has not ended within callTimeout (300 ms)");
      assertThat(unanswered).hasSize(1);
    } finally {
      sts.stop(0);
    }
  }

  @Test
  void nothing_is_possibly_twice_because_a_role_could_not_be_assumed_at_first(LocalCloud cloud)
      throws IOException, InterruptedException {
    int[] asked = {0};
    HttpServer sts =
        server(
            exchange -> {
              boolean works = asked[0]++ > 20; // the SDK itself asks several times
              exchange.getRequestBody().readAllBytes();
              byte[] text = (works ? ROLE : "").getBytes(UTF_8);
              exchange.sendResponseHeaders(works ? 200 : 500, works ? text.length : -1);
              exchange.getResponseBody().write(text);
              exchange.close();
            });
    System.setProperty("aws.endpointUrlSts", uri(sts).toString());
    try (LoggingSetup logging =
        LoggingSetup.sendingTo(cloud.endpoint(), "<profile>role</profile>")) {
      logging.logger().info("patience");
      assertThat(logging.appender().flush(ofSeconds(50))).isTrue();
      assertThat(logging.appender().books().delivered()).isEqualTo(1);
      assertThat(logging.appender().books().possiblyDuplicated()).isZero();
      assertThat(logging.appender().activity().orElseThrow().failures()).isPositive();
    } finally {
      sts.stop(0);
    }
  }

  private static final String ROLE =
      """
      <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
      <AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/logger/x</Arn>
      <AssumedRoleId>ID:x</AssumedRoleId></AssumedRoleUser>
      <Credentials><AccessKeyId>ofTheRole</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
      <SessionToken>token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>
      </AssumeRoleResult></AssumeRoleResponse>
      """;

  private static HttpServer server(HttpHandler handler) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", handler);
    server.start();
    return server;
  }

  private static URI uri(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static void answer(HttpExchange exchange, List<String> signatures, String text)
      throws IOException {
    signatures.add(exchange.getRequestHeaders().getFirst("Authorization"));
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(200, text.length());
    exchange.getResponseBody().write(text.getBytes(UTF_8));
    exchange.close();
  }
}
