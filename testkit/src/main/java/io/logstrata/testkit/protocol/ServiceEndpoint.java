package io.logstrata.testkit.protocol;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.common.Slf4jNotifier;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.logstrata.testkit.rules.Callers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import java.util.zip.GZIPInputStream;

/** CloudWatch Logs, CloudWatch, SNS and STS over HTTP on 127.0.0.1. */
public final class ServiceEndpoint implements AutoCloseable {
  private final WireMockServer server;

  /**
   * Starts to serve.
   *
   * @param port the port, or 0 for a free one
   */
  public ServiceEndpoint(Services services, CallHooks hooks, int port) {
    WireMockConfiguration configuration =
        WireMockConfiguration.options()
            .bindAddress("127.0.0.1")
            .extensions(new Bridge(services.router(hooks)))
            // A journal would keep every request body for ever.
            .disableRequestJournal()
            .stubRequestLoggingDisabled(true)
            .gzipDisabled(true)
            // Slow and silent answers must not hold the threads that serve the others.
            .asynchronousResponseEnabled(true)
            .asynchronousResponseThreads(4)
            .jettyStopTimeout(0L)
            .notifier(new Slf4jNotifier(false));
    server = new WireMockServer(port == 0 ? configuration.dynamicPort() : configuration.port(port));
    try {
      server.start();
    } catch (RuntimeException failed) {
      throw new IllegalStateException(
          "The endpoint of CloudWatch Logs cannot start on port " + port + ": is it taken?",
          failed);
    }
    server.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.aResponse()));
  }

  /** Returns the endpoint to give to a client. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  @Override
  public void close() {
    server.stop();
  }

  /** WireMock asks for a response definition; ours is the dispatcher's answer. */
  private static final class Bridge implements ResponseDefinitionTransformerV2 {
    private final Router router;

    Bridge(Router router) {
      this.router = router;
    }

    @Override
    public String getName() {
      return "cloudwatch-logs";
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
      Request request = event.getRequest();
      Answer answer =
          router.answer(
              request.getUrl(),
              request.getHeader("X-Amz-Target"),
              request.getHeader("Content-Type"),
              plain(request.getBody()),
              Callers.of(request.getHeader("Authorization")));
      ResponseDefinitionBuilder response =
          new ResponseDefinitionBuilder()
              .withStatus(answer.status())
              .withHeader("x-amzn-RequestId", UUID.randomUUID().toString());
      answer.headers().forEach(response::withHeader);
      return switch (answer.manner()) {
        case ANSWERED ->
            response
                .withBody(answer.body())
                .withFixedDelay(Math.toIntExact(answer.after().toMillis()))
                .build();
        case RESET ->
            response
                .withFault(com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER)
                .build();
        case NEVER -> response.withFixedDelay(Integer.MAX_VALUE).build();
      };
    }

    /** The service takes gzip although its model does not say so: its own agent sends it. */
    private static byte[] plain(byte[] body) {
      if (body.length < 2 || body[0] != (byte) 0x1f || body[1] != (byte) 0x8b) {
        return body;
      }
      try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(body))) {
        return unzipped.readAllBytes();
      } catch (IOException damaged) {
        // As it stands it is no JSON, and is refused as that.
        return body;
      }
    }
  }
}
