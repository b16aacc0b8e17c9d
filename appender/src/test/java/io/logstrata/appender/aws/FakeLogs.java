package io.logstrata.appender.aws;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** A client whose calls do what a test tells, and nothing else. */
final class FakeLogs {
  private final Map<String, Supplier<Object>> answers = new ConcurrentHashMap<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();

  /** What a call of this method of the client answers, throws or waits for. */
  FakeLogs answer(String method, Supplier<Object> answer) {
    answers.put(method, answer);
    return this;
  }

  /** The methods that were called. */
  List<String> calls() {
    return calls;
  }

  CloudWatchLogsClient client() {
    return (CloudWatchLogsClient)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {CloudWatchLogsClient.class},
            (proxy, method, arguments) -> {
              calls.add(method.getName());
              return answers.getOrDefault(method.getName(), () -> null).get();
            });
  }
}
