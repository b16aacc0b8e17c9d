package io.logstrata.appender.aws;

import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Gives a request the body that its attributes carry, before it is signed. Credentials, signing,
 * endpoint and transport stay the SDK's; only its marshaller works on an empty request.
 */
final class BodyInterceptor implements ExecutionInterceptor {
  private static final String JSON_1_1 = "application/x-amz-json-1.1";

  /**
   * Named apart for each class loader: the SDK, which may be shared by several, insists on unique
   * names.
   */
  static final ExecutionAttribute<RequestBody> BODY =
      new ExecutionAttribute<>("logstrata-body-" + UUID.randomUUID());

  private final boolean gzip;

  BodyInterceptor(boolean gzip) {
    this.gzip = gzip;
  }

  @Override
  public Optional<software.amazon.awssdk.core.sync.RequestBody> modifyHttpContent(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    RequestBody own = attributes.getAttribute(BODY);
    return own == null
        ? context.requestBody()
        : Optional.of(
            software.amazon.awssdk.core.sync.RequestBody.fromContentProvider(
                own::content, own.size(), JSON_1_1));
  }

  /**
   * Runs after the method above. Without the new length the SDK sends as many bytes as its own body
   * had, which is two.
   */
  @Override
  public SdkHttpRequest modifyHttpRequest(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    RequestBody own = attributes.getAttribute(BODY);
    if (own == null) {
      return context.httpRequest();
    }
    SdkHttpRequest.Builder request =
        context.httpRequest().toBuilder().putHeader("Content-Length", Integer.toString(own.size()));
    if (gzip) {
      request.putHeader("Content-Encoding", "gzip");
    }
    return request.build();
  }

  /** Credentials are there and the request is signed: from here on the service may see it. */
  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    RequestBody own = attributes.getAttribute(BODY);
    if (own != null) {
      own.transmitting();
    }
  }
}
