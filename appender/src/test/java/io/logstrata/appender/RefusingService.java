package io.logstrata.appender;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Answers 400 InvalidParameterException to the bodies it does not like, and 200 to the others. */
final class RefusingService implements AutoCloseable {
  private final HttpServer server;
  private final Predicate<String> refuses;
  private final List<String> accepted = new CopyOnWriteArrayList<>();
  private volatile boolean keeps = true;
  private volatile int calls;

  RefusingService(Predicate<String> refuses) throws IOException {
    this.refuses = refuses;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From now on what is accepted is not kept: for long runs. */
  RefusingService forgetful() {
    keeps = false;
    return this;
  }

  List<String> accepted() {
    return accepted;
  }

  int calls() {
    return calls;
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    calls = calls + 1;
    boolean refused = refuses.test(body);
    if (!refused && keeps) {
      accepted.add(body);
    }
    String answer =
        refused ? "{\"__type\":\"InvalidParameterException\",\"message\":\"no\"}" : "{}";
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(refused ? 400 : 200, answer.length());
    exchange.getResponseBody().write(answer.getBytes(UTF_8));
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
