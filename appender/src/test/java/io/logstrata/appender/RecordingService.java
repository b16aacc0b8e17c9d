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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Accepts everything, as many calls at a time as there are, and remembers how they came. */
final class RecordingService implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> encodings = new CopyOnWriteArrayList<>();
  private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private volatile CountDownLatch together = new CountDownLatch(0);

  RecordingService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** Answers none of the first calls before there are so many at a time. */
  RecordingService holdingUntil(int calls) {
    together = new CountDownLatch(calls);
    return this;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The header Content-Encoding of each call, or none. */
  List<String> encodings() {
    return encodings;
  }

  List<byte[]> bodies() {
    return bodies;
  }

  int mostAtATime() {
    return most.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    int calls = now.incrementAndGet();
    most.accumulateAndGet(calls, Math::max);
    String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
    encodings.add(encoding == null ? "none" : encoding);
    bodies.add(exchange.getRequestBody().readAllBytes());
    together.countDown();
    try {
      boolean ignored = together.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    now.decrementAndGet();
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(200, 2);
    exchange.getResponseBody().write("{}".getBytes(UTF_8));
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
