package io.logstrata.archiver.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between a process and both endpoints, and at one call of the process holds it for ever: so
 * that it can be killed at that very call.
 */
final class Gate implements AutoCloseable {
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

  /** Says at which call the process is to be held. */
  interface Point {
    boolean isAt(int call, String what);
  }

  private final Point point;
  private final boolean callIsDone;
  private final CountDownLatch reached = new CountDownLatch(1);
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer logs;
  private final HttpServer s3;
  private int calls;

  /**
   * Opens both gates.
   *
   * @param callIsDone whether the call at which the process is held is done before
   */
  Gate(URI logs, URI s3, Point point, boolean callIsDone) throws IOException {
    this.point = point;
    this.callIsDone = callIsDone;
    this.logs = open(logs);
    this.s3 = open(s3);
  }

  private HttpServer open(URI behind) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", exchange -> pass(exchange, behind));
    server.start();
    return server;
  }

  URI logsEndpoint() {
    return endpoint(logs);
  }

  URI s3Endpoint() {
    return endpoint(s3);
  }

  private static URI endpoint(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Counted down when the process is held. */
  CountDownLatch reached() {
    return reached;
  }

  private synchronized boolean isHere(HttpExchange exchange) {
    calls++;
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String what =
        target == null
            ? exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()
            : target.substring(target.indexOf('.') + 1);
    return reached.getCount() > 0 && point.isAt(calls, what);
  }

  private void pass(HttpExchange exchange, URI behind) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean here = isHere(exchange);
    if (here && !callIsDone) {
      reached.countDown();
      return;
    }
    HttpResponse<byte[]> answer = ask(exchange, body, behind);
    if (here) {
      reached.countDown();
      return;
    }
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    boolean empty = answer.body().length == 0;
    try (exchange) {
      exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : answer.body().length);
      if (!empty) {
        exchange.getResponseBody().write(answer.body());
      }
    }
  }

  private HttpResponse<byte[]> ask(HttpExchange exchange, byte[] body, URI behind)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI().toString()))
            .method(
                exchange.getRequestMethod(),
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    logs.stop(0);
    s3.stop(0);
    threads.shutdownNow();
  }
}
