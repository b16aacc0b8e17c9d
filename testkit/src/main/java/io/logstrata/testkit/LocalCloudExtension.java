package io.logstrata.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * JUnit Jupiter extension: a parameter of type {@link LocalCloud} gets a running one, which stops
 * with its test. Test methods, {@code @BeforeEach} and {@code @AfterEach} of one test share a fresh
 * cloud; a constructor's or {@code @BeforeAll}'s is another, shared by the class.
 *
 * <pre>{@code @ExtendWith(LocalCloudExtension.class)}</pre>
 */
public final class LocalCloudExtension implements ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(LocalCloudExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LocalCloud.class;
  }

  @Override
  public LocalCloud resolveParameter(ParameterContext parameter, ExtensionContext context) {
    // The key holds the context: a method must not find the cloud of its class.
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(context.getUniqueId(), key -> LocalCloud.start(), LocalCloud.class);
  }
}
