package io.logstrata.benchmarks.sidebyside;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.logstrata.testkit.rules.OfferedEvent;
import io.logstrata.testkit.rules.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/**
 * CloudWatch Logs as far as an appender sees it, on the JDK's own HTTP server, in a process of its
 * own: every batch is held to the service's limits by the testkit's rules, and every event is
 * counted by its number.
 */
public final class Sink {
  /**
   * Some candidates look before they write; an answer with more fields than asked for is read by
   * all.
   */
  private static final String DESCRIPTION =
      """
      {"logGroups":[{"logGroupName":"bench","arn":"arn:aws:logs:ap-northeast-2:123456789012:log-group:bench:*"}],
       "logStreams":[{"logStreamName":"bench","uploadSequenceToken":"49"}]}""";

  private final Arrivals arrivals = new Arrivals();
  private final Behaviour whenMeasured;
  private final Random random = new Random(42);
  private final AtomicLong outageEnds = new AtomicLong();

  /** Prompt while the candidate warms up: what it measures then is not what it still compiles. */
  private volatile Behaviour behaviour = Behaviour.PROMPT;

  private Sink(Behaviour behaviour) {
    this.whenMeasured = behaviour;
  }

  /** Prints its port, and serves until its standard input ends. */
  public static void main(String[] args) throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    Sink sink = new Sink(Behaviour.ofWords(args));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/tally", exchange -> answer(exchange, 200, sink.arrivals.report(false)));
    server.createContext("/anew", sink::beginAnew);
    server.createContext("/", sink::serve);
    server.start();
    System.out.println(server.getAddress().getPort());
    while (System.in.read() >= 0) {
      // nothing to read: the parent only ever closes it
    }
    System.exit(0);
  }

  /** The warm-up is over. */
  private void beginAnew(HttpExchange exchange) throws IOException {
    behaviour = whenMeasured;
    answer(exchange, 200, arrivals.report(true));
  }

  private void serve(HttpExchange exchange) throws IOException {
    String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    if (operation == null || !operation.endsWith(".PutLogEvents")) {
      exchange.getRequestBody().readAllBytes();
      answer(exchange, 200, DESCRIPTION);
      return;
    }
    List<OfferedEvent> events;
    try (InputStream body = body(exchange)) {
      events = Arrivals.read(body);
    } catch (Refusal e) {
      answer(
          exchange,
          400,
          "{\"__type\":\"InvalidParameterException\",\"message\":\"" + e.getMessage() + "\"}");
      return;
    }
    pause();
    put(exchange, events);
  }

  private void put(HttpExchange exchange, List<OfferedEvent> events) throws IOException {
    double dice;
    synchronized (random) {
      dice = random.nextDouble();
    }
    if (inOutage()) {
      answer(exchange, 503, "{\"__type\":\"ServiceUnavailableException\",\"message\":\"outage\"}");
    } else if (dice < behaviour.throttled()) {
      answer(exchange, 400, "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}");
    } else if (dice < behaviour.throttled() + behaviour.failed()) {
      answer(exchange, 500, "{\"__type\":\"InternalFailure\"}");
    } else if (dice < behaviour.throttled() + behaviour.failed() + behaviour.reset()) {
      exchange.close();
    } else {
      arrivals.take(events);
      answer(exchange, 200, "{\"nextSequenceToken\":\"49\"}");
    }
  }

  private boolean inOutage() {
    if (behaviour.outageMillis() == 0) {
      return false;
    }
    long now = System.currentTimeMillis();
    outageEnds.compareAndSet(0, now + behaviour.outageMillis());
    return now < outageEnds.get();
  }

  private void pause() {
    try {
      Thread.sleep(behaviour.latencyMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static InputStream body(HttpExchange exchange) throws IOException {
    InputStream raw = exchange.getRequestBody();
    return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
        ? new GZIPInputStream(raw)
        : raw;
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
