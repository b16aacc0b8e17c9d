package io.logstrata.appender;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which host the appender calls, as the proxy hears it that the JVM is told to use. */
@Timeout(60)
class EndpointTest {
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private ServerSocket proxy;

  @BeforeEach
  void startProxy() throws IOException {
    proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    System.setProperty("http.proxyHost", "127.0.0.1");
    System.setProperty("http.proxyPort", Integer.toString(proxy.getLocalPort()));
    Thread thread = new Thread(this::listen, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @AfterEach
  void stopProxy() throws IOException {
    System.clearProperty("http.proxyHost");
    System.clearProperty("http.proxyPort");
    proxy.close();
  }

  @Test
  void calls_the_region_through_the_proxy_of_the_jvm() throws Exception {
    assertThat(hostCalledWith("")).isEqualTo("logs.us-east-1.amazonaws.com:443");
  }

  @Test
  void calls_the_endpoint_for_fips_140() throws Exception {
    assertThat(hostCalledWith("<fips>true</fips>"))
        .isEqualTo("logs-fips.us-east-1.amazonaws.com:443");
  }

  @Test
  void calls_the_endpoint_for_both_ip_versions() throws Exception {
    assertThat(hostCalledWith("<dualStack>true</dualStack>"))
        .isEqualTo("logs.us-east-1.api.aws:443");
  }

  @Test
  void what_is_not_said_is_as_the_sdk_finds_out() throws Exception {
    System.setProperty("aws.useFipsEndpoint", "true");
    try {
      assertThat(hostCalledWith("")).isEqualTo("logs-fips.us-east-1.amazonaws.com:443");
      assertThat(hostCalledWith("<fips>false</fips>"))
          .isEqualTo("logs.us-east-1.amazonaws.com:443");
    } finally {
      System.clearProperty("aws.useFipsEndpoint");
    }
  }

  @Test
  void a_profile_brings_its_region_fips_and_dual_stack(@TempDir Path folder) throws Exception {
    String profile =
        """
        [profile umma]
        aws_access_key_id = a
        aws_secret_access_key = b
        region = us-west-2
        use_fips_endpoint = true
        use_dualstack_endpoint = true
        """;
    Path file = Files.writeString(folder.resolve("config"), profile);
    System.setProperty("aws.configFile", file.toString());
    try {
      assertThat(hostCalled("<profile>umma</profile>"))
          .isEqualTo("logs-fips.us-west-2.api.aws:443");
      assertThat(
              hostCalledWith(
                  "<profile>umma</profile><fips>false</fips><dualStack>false</dualStack>"))
          .isEqualTo("logs.us-east-1.amazonaws.com:443");
    } finally {
      System.clearProperty("aws.configFile");
    }
  }

  private String hostCalledWith(String options) throws InterruptedException {
    return hostCalled("<region>us-east-1</region>" + options);
  }

  private String hostCalled(String options) throws InterruptedException {
    heard.clear(); // an earlier appender may have called again
    String xml =
        "<logGroup>umma-staging</logGroup><flushEvery>50 ms</flushEvery>"
            + "<stopTimeout>100 ms</stopTimeout>"
            + options;
    try (LoggingSetup setup = new LoggingSetup(xml, "INFO")) {
      setup.logger().info("to whom?");
      String connect = heard.poll(30, TimeUnit.SECONDS);
      assertThat(connect).startsWith("CONNECT ").endsWith(" HTTP/1.1");
      return connect.split(" ", -1)[1];
    }
  }

  /** Refuses every tunnel, having heard where to. */
  private void listen() {
    while (!proxy.isClosed()) {
      try (Socket socket = proxy.accept()) {
        heard.add(
            new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))
                .readLine());
        socket
            .getOutputStream()
            .write("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
      } catch (IOException theTestIsOver) {
        heard.add("nothing: " + theTestIsOver);
      }
    }
  }
}
