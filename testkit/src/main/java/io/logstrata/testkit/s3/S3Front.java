package io.logstrata.testkit.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logstrata.testkit.Fault;
import io.logstrata.testkit.rules.Callers;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import org.gaul.s3proxy.S3ProxyHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Every S3 request comes through here. What is about buckets is answered here; what is about
 * objects goes on to s3proxy's handler with its body unread, so that an object of any size streams
 * through.
 */
final class S3Front extends HttpServlet {
  private static final Logger LOG = LoggerFactory.getLogger(S3Front.class);
  private static final String OWNER_ACL = "bucket-owner-full-control";

  private final transient ObjectStore store;
  private final transient S3ProxyHandler objects;
  private final transient BucketOperations buckets;
  private final transient S3Hooks hooks;
  private final transient KeyLocks locks = new KeyLocks();
  private final String accountId;

  S3Front(
      ObjectStore store,
      S3ProxyHandler objects,
      BucketOperations buckets,
      S3Hooks hooks,
      String accountId) {
    this.store = store;
    this.objects = objects;
    this.buckets = buckets;
    this.hooks = hooks;
    this.accountId = accountId;
  }

  @Override
  protected void service(HttpServletRequest http, HttpServletResponse response) throws IOException {
    S3Request request;
    try {
      request = S3Request.of(http);
    } catch (IllegalArgumentException undecodable) {
      refuse(http, response, 400, "InvalidURI", "Couldn't parse the specified URI.");
      return;
    }
    String operation = request.operation();
    String caller = Callers.of(http.getHeader("Authorization"));
    hooks.needs(S3Permissions.of(request));
    Optional<Fault> fault = hooks.fault(operation);
    if (fault.isPresent()) {
      meet(fault.get(), request, http, response, caller);
    } else {
      answer(request, http, response, caller);
    }
  }

  private void answer(
      S3Request request, HttpServletRequest http, HttpServletResponse response, String caller)
      throws IOException {
    String operation = request.operation();
    if (!operation.equals("GetObject")) {
      hooks.called(caller, operation, perform(request, http, response));
      return;
    }
    EarlyOutcome early = new EarlyOutcome(response, () -> hooks.called(caller, operation, "OK"));
    String outcome = perform(request, http, early);
    if (!early.told()) {
      hooks.called(caller, operation, outcome);
    }
  }

  private void meet(
      Fault fault,
      S3Request request,
      HttpServletRequest http,
      HttpServletResponse response,
      String caller)
      throws IOException {
    String outcome = fault.name();
    switch (fault) {
      case THROTTLED -> refuse(http, response, 503, "SlowDown", "Please reduce your request rate.");
      case SERVER_ERROR ->
          refuse(
              http,
              response,
              500,
              "InternalError",
              "We encountered an internal error. Please try again.");
      case CREDENTIALS_REFUSED ->
          refuse(
              http,
              response,
              403,
              "InvalidAccessKeyId",
              "The AWS Access Key Id you provided does not exist in our records.");
      case PERMISSION_MISSING -> refuse(http, response, 403, "AccessDenied", "Access Denied");
      case CONDITION_FAILED ->
          refuse(
              http,
              response,
              412,
              "PreconditionFailed",
              "At least one of the pre-conditions you specified did not hold");
      case CONDITION_CONFLICT ->
          refuse(
              http,
              response,
              409,
              "ConditionalRequestConflict",
              "The conditional request cannot succeed due to a conflicting operation against this resource.");
      case GARBAGE -> {
        drain(http);
        response.setStatus(200);
        response.setContentType("text/html");
        response.getOutputStream().write("<html><body>It works!".getBytes(UTF_8));
      }
      case RESET -> Connections.reset(http);
      case NEVER_ANSWERED -> http.startAsync().setTimeout(0);
      case SLOW -> {
        pause();
        answer(request, http, response, caller);
        return;
      }
      case ANSWER_LOST -> {
        perform(request, http, new BrokenResponse(response, false));
        Connections.reset(http);
      }
      case SHORT_READS -> {
        answer(request, http, new ShortReads(response), caller);
        return;
      }
      case TRUNCATED -> {
        BrokenResponse broken = new BrokenResponse(response, true);
        String done = perform(request, http, broken);
        if (broken.cut()) {
          response.flushBuffer();
          Connections.reset(http);
        } else {
          outcome = done;
        }
      }
    }
    hooks.called(caller, request.operation(), outcome);
  }

  private void pause() {
    try {
      Thread.sleep(hooks.slowness().toMillis());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does what is asked and answers; returns the outcome's name. */
  private String perform(S3Request request, HttpServletRequest http, HttpServletResponse response)
      throws IOException {
    try {
      hooks.before(request.operation());
      check(request, http);
      if (!buckets.handle(request, http, response)) {
        pass(request, http, response);
      }
      return response.getStatus() < 400 ? "OK" : String.valueOf(response.getStatus());
    } catch (S3Refusal refusal) {
      refuse(http, response, refusal.status(), refusal.code(), refusal.getMessage());
      return refusal.code();
    } catch (IOException | RuntimeException failed) {
      return answerFailure(failed, request, http, response);
    }
  }

  /** s3proxy throws S3's own exceptions, some of them wrapped into whatever its store threw. */
  private static String answerFailure(
      Exception failed, S3Request request, HttpServletRequest http, HttpServletResponse response)
      throws IOException {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof AwsServiceException thrown) {
        S3Refusal refusal = StoreRefusals.of(thrown);
        refuse(http, response, refusal.status(), refusal.code(), refusal.getMessage());
        return refusal.code();
      }
    }
    if (failed instanceof UnsupportedOperationException) {
      LOG.warn("The testkit's S3 does not know {} as it was asked", request.operation());
      refuse(http, response, 501, "NotImplemented", failed.getMessage());
      return "NotImplemented";
    }
    if (failed instanceof IllegalArgumentException || failed instanceof IllegalStateException) {
      LOG.debug("{} refused", request.operation(), failed);
      refuse(http, response, 400, "InvalidRequest", failed.getMessage());
      return "InvalidRequest";
    }
    if (failed instanceof IOException broken) {
      throw broken;
    }
    LOG.error("{} failed inside the testkit", request.operation(), failed);
    refuse(http, response, 500, "InternalError", "The testkit failed: " + failed);
    return "InternalError";
  }

  /** What S3 checks and s3proxy does not. */
  private void check(S3Request request, HttpServletRequest http) {
    if (request.bucket() == null) {
      return;
    }
    BucketNames.check(request.bucket());
    String owner = http.getHeader("x-amz-expected-bucket-owner");
    if (owner != null && !owner.equals(accountId)) {
      throw S3Refusal.accessDenied();
    }
    String acl = http.getHeader("x-amz-acl");
    if (request.key() != null
        && acl != null
        && !acl.equals(OWNER_ACL)
        && store.settings(request.bucket()).refusesAcls()) {
      throw new S3Refusal(400, "AccessControlListNotSupported", "The bucket does not allow ACLs");
    }
    String encryption = http.getHeader("x-amz-server-side-encryption");
    if (encryption != null && !encryption.equals("AES256")) {
      throw new S3Refusal(
          501, "NotImplemented", "The testkit encrypts nothing: it takes AES256 as a word only");
    }
  }

  private void pass(S3Request request, HttpServletRequest http, HttpServletResponse response)
      throws IOException {
    boolean reads = http.getMethod().equals("GET") || http.getMethod().equals("HEAD");
    if (reads || request.key() == null) {
      handle(http, response);
    } else {
      boolean conditional =
          http.getHeader("If-Match") != null || http.getHeader("If-None-Match") != null;
      Lock lock = locks.of(request.bucket(), request.key(), conditional);
      lock.lock();
      try {
        handle(http, response);
      } finally {
        lock.unlock();
      }
    }
    if (request.operation().equals("DeleteBucket")) {
      store.forget(request.bucket());
    }
  }

  private void handle(HttpServletRequest http, HttpServletResponse response) throws IOException {
    HeaderFilter filtered = new HeaderFilter(http);
    try (InputStream body = http.getInputStream()) {
      objects.doHandle(filtered, filtered, response, body, new S3ProxyHandler.RequestContext());
    }
  }

  private static void refuse(
      HttpServletRequest http,
      HttpServletResponse response,
      int status,
      String code,
      String message)
      throws IOException {
    // A connection with half a request on it cannot be used again: read what is left of it.
    drain(http);
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    if (http.getMethod().equals("HEAD") || status == 304) {
      response.setStatus(status);
    } else {
      Xml.error(response, status, code, message);
    }
  }

  private static void drain(HttpServletRequest http) throws IOException {
    http.getInputStream().transferTo(OutputStream.nullOutputStream());
  }
}
