package io.logstrata.benchmarks.sidebyside;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The least that sending costs: bodies made beforehand, posted one after the other, with no
 * logging, no SDK and no signature.
 *
 * <pre>RawFloor ENDPOINT WARM_UP EVENTS [PER_SECOND, which it has not]</pre>
 */
public final class RawFloor {
  /** As many events of about 250 bytes as a call may carry. */
  private static final int EVENTS_IN_A_BODY = 3_500;

  /** As many as fit into memory. */
  private static final int EVENTS_IN_A_ROUND = 1_000_000;

  private static final String PADDING = "x".repeat(190);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI endpoint;

  private RawFloor(URI endpoint) {
    this.endpoint = endpoint;
  }

  public static void main(String[] args) throws Exception {
    RawFloor floor = new RawFloor(URI.create(args[0]));
    floor.warmUp(Integer.parseInt(args[1]));
    Measured measured = floor.measure(Integer.parseInt(args[2]));
    System.out.println("measured " + measured.toLine());
    System.exit(0);
  }

  /** As long as the candidates, or what this still compiles would count as what sending costs. */
  private void warmUp(int events) throws IOException, InterruptedException {
    for (int first = 0; first < events; first += EVENTS_IN_A_ROUND) {
      post(bodies(first, Math.min(events, first + EVENTS_IN_A_ROUND)));
    }
    get("/anew");
  }

  private Measured measure(int events) throws IOException, InterruptedException {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = 0;
    long tookNanos = 0;
    for (int first = 0; first < events; first += EVENTS_IN_A_ROUND) {
      List<byte[]> bodies = bodies(first, Math.min(events, first + EVENTS_IN_A_ROUND));
      System.gc();
      long cpuBefore = system.getProcessCpuTime();
      long begin = System.nanoTime();
      post(bodies);
      tookNanos += System.nanoTime() - begin;
      cpu += system.getProcessCpuTime() - cpuBefore;
    }
    String[] tally = get("/tally").split(" ", -1);
    long delivered = Long.parseLong(tally[0]);
    long tookMillis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(tookNanos));
    return new Measured(
        delivered * 1_000 / tookMillis,
        events - delivered,
        Long.parseLong(tally[1]),
        cpu / 1_000.0 / events,
        List.of(0, 0, 0, 0, 0),
        0,
        0,
        0);
  }

  private void post(List<byte[]> bodies) throws IOException, InterruptedException {
    for (byte[] body : bodies) {
      HttpRequest request =
          HttpRequest.newBuilder(endpoint)
              .header("X-Amz-Target", "Logs_20140328.PutLogEvents")
              .header("Content-Type", "application/x-amz-json-1.1")
              .POST(BodyPublishers.ofByteArray(body))
              .build();
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new IOException("the sink answered " + status);
      }
    }
  }

  private String get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(endpoint.resolve(path)).build();
    return http.send(request, BodyHandlers.ofString()).body();
  }

  private static List<byte[]> bodies(int begin, int end) {
    List<byte[]> bodies = new ArrayList<>();
    for (int first = begin; first < end; first += EVENTS_IN_A_BODY) {
      StringBuilder body =
          new StringBuilder(
              "{\"logGroupName\":\"bench\",\"logStreamName\":\"bench\",\"logEvents\":[");
      long now = System.currentTimeMillis();
      for (int i = first; i < Math.min(end, first + EVENTS_IN_A_BODY); i++) {
        body.append(i == first ? "" : ",")
            .append("{\"timestamp\":")
            .append(now)
            .append(",\"message\":\"{\\\"message\\\":\\\"#")
            .append(i)
            .append("# ")
            .append(PADDING)
            .append("\\\"}\"}");
      }
      bodies.add(body.append("]}").toString().getBytes(UTF_8));
    }
    return bodies;
  }
}
