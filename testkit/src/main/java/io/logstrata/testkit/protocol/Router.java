package io.logstrata.testkit.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the service that a request is for. They share one address, as behind an endpoint that is
 * given to all clients; path, target and form tell them apart.
 */
final class Router {
  private static final Pattern RPC = Pattern.compile("/service/([^/]+)/operation/([^/?]+)");
  private static final String FORM = "application/x-www-form-urlencoded";
  private final Map<String, Dispatcher> byTarget;
  private final Map<String, Dispatcher> byPath;
  private final Map<String, Dispatcher> byVersion;
  private final Dispatcher otherwise;

  /**
   * @param byTarget services in JSON, by what stands before the dot in their target
   * @param byPath services in RPC, by their name in the path
   * @param byVersion services in forms, by the version of their API
   * @param otherwise refuses what no service is asked for
   */
  Router(
      Map<String, Dispatcher> byTarget,
      Map<String, Dispatcher> byPath,
      Map<String, Dispatcher> byVersion,
      Dispatcher otherwise) {
    this.byTarget = byTarget;
    this.byPath = byPath;
    this.byVersion = byVersion;
    this.otherwise = otherwise;
  }

  /**
   * Answers a request.
   *
   * @param target value of the {@code X-Amz-Target} header, or null
   * @param contentType value of that header, or null
   * @param caller access key id of the request's signature
   */
  Answer answer(String path, String target, String contentType, byte[] body, String caller) {
    Matcher rpc = RPC.matcher(path);
    if (rpc.lookingAt() && byPath.containsKey(rpc.group(1))) {
      return byPath.get(rpc.group(1)).answer(rpc.group(2), body, caller);
    }
    if (target != null) {
      int dot = target.indexOf('.');
      Dispatcher service = dot < 0 ? null : byTarget.get(target.substring(0, dot));
      if (service != null) {
        return service.answer(target.substring(dot + 1), body, caller);
      }
    } else if (contentType != null && contentType.startsWith(FORM)) {
      Map<String, String> fields = Form.fieldsOf(new String(body, UTF_8));
      Dispatcher service = byVersion.get(fields.getOrDefault("Version", ""));
      if (service != null) {
        return service.answer(fields.getOrDefault("Action", ""), body, caller);
      }
    }
    return otherwise.answer(String.valueOf(target), body, caller);
  }
}
