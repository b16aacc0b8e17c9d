package io.logstrata.benchmarks.sidebyside;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;

/**
 * One candidate in a JVM of its own: warms up, then logs numbered events of about 200 bytes from
 * two threads, waits until no more arrive, and prints what it measured as its last line.
 *
 * <pre>Load CANDIDATE ENDPOINT WARM_UP EVENTS PER_SECOND</pre>
 *
 * {@code PER_SECOND} 0 means as fast as it goes; {@code ENDPOINT} "none" is for a floor that
 * delivers nothing.
 */
public final class Load {
  private static final int CALLERS = 2;
  private static final int WARM_UP_PORTION = 2_000_000;
  private static final long QUIET_MILLIS = 6_000;
  private static final String PADDING = "x".repeat(190);

  private final Logger log;
  private final String endpoint;
  private final HttpClient http = HttpClient.newHttpClient();

  private Load(Logger log, String endpoint) {
    this.log = log;
    this.endpoint = endpoint;
  }

  public static void main(String[] args) throws Exception {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    context.putProperty("ENDPOINT", args[1]);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(Load.class.getResource("/candidates/" + args[0] + ".xml"));
    Load load = new Load(context.getLogger("bench"), args[1]);
    load.warmUp(Integer.parseInt(args[2]));
    Measured measured = load.measure(Integer.parseInt(args[3]), Integer.parseInt(args[4]));
    System.out.println("measured " + measured.toLine());
    context.stop();
    System.exit(0);
  }

  /** In portions, so that a queue without a bound does not fill the heap before it is measured. */
  private void warmUp(int events) throws IOException, InterruptedException {
    for (int left = events; left > 0; left -= WARM_UP_PORTION) {
      int portion = Math.min(left, WARM_UP_PORTION);
      logFrom(0, portion, 0);
      awaitArrival(portion);
      tally("/anew");
    }
  }

  private Measured measure(int events, int perSecond) throws Exception {
    System.gc();
    HeapPeak heap = HeapPeak.watch();
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpuBefore = system.getProcessCpuTime();
    long beginMillis = System.currentTimeMillis();
    Calls calls = logFrom(0, events, perSecond);
    long calledMillis = System.currentTimeMillis();
    long[] tally = awaitArrival(events);
    long cpu = system.getProcessCpuTime() - cpuBefore;
    long lastMillis = endpoint.equals("none") ? calledMillis : tally[4];
    CallTimes times = calls.times();
    return new Measured(
        tally[0] * 1_000 / Math.max(1, lastMillis - beginMillis),
        events - tally[0],
        tally[1],
        cpu / 1_000.0 / events,
        List.of(
            times.quantile(0.5),
            times.quantile(0.99),
            times.quantile(0.999),
            times.quantile(0.9999),
            times.max()),
        (double) calls.bytes() / events,
        heap.mebibytes(),
        Math.max(0, lastMillis - calledMillis));
  }

  private record Calls(CallTimes times, long bytes) {}

  private Calls logFrom(int first, int events, int perSecond) throws InterruptedException {
    int[][] nanos = new int[CALLERS][events / CALLERS];
    long[] bytes = new long[CALLERS];
    Thread[] callers = new Thread[CALLERS];
    for (int c = 0; c < CALLERS; c++) {
      int caller = c;
      callers[c] =
          new Thread(
              () ->
                  bytes[caller] =
                      call(first + caller * (events / CALLERS), nanos[caller], perSecond / CALLERS),
              "caller-" + c);
      callers[c].start();
    }
    for (Thread caller : callers) {
      caller.join();
    }
    return new Calls(new CallTimes(nanos), bytes[0] + bytes[1]);
  }

  private long call(int first, int[] nanos, int perSecond) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytesBefore = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    long begin = System.nanoTime();
    for (int i = 0; i < nanos.length; i++) {
      if (perSecond > 0) {
        long due = begin + (long) i * 1_000_000_000L / perSecond;
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
          LockSupport.parkNanos(wait);
        }
      }
      int number = first + i;
      long called = System.nanoTime();
      log.info("#{}# {}", number, PADDING);
      nanos[i] = (int) Math.min(Integer.MAX_VALUE, System.nanoTime() - called);
    }
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytesBefore;
  }

  /** Waits until all have arrived, or none has for a while; returns the sink's tally. */
  private long[] awaitArrival(int events) throws IOException, InterruptedException {
    if (endpoint.equals("none")) {
      return new long[] {events, 0, 0, 0, 0};
    }
    long[] tally = tally("/tally");
    long quietSince = System.nanoTime();
    while (tally[0] < events
        && NANOSECONDS.toMillis(System.nanoTime() - quietSince) < QUIET_MILLIS) {
      LockSupport.parkNanos(50_000_000);
      long[] now = tally("/tally");
      if (now[3] != tally[3]) {
        quietSince = System.nanoTime();
      }
      tally = now;
    }
    return tally;
  }

  private long[] tally(String path) throws IOException, InterruptedException {
    if (endpoint.equals("none")) {
      return new long[5];
    }
    String answer =
        http.send(
                HttpRequest.newBuilder(URI.create(endpoint + path)).build(),
                BodyHandlers.ofString())
            .body();
    return java.util.Arrays.stream(answer.split(" ", -1)).mapToLong(Long::parseLong).toArray();
  }
}
