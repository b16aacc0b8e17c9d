package io.logstrata.appender.json;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;

/**
 * The HTTP status that an exception carries: the answer of a public method {@code getStatusCode()}
 * that returns a number, or something with a method {@code value()} that does, as Spring's {@code
 * ResponseStatusException} has. Only the exception that was logged is asked, not its causes: their
 * status is that of another service's answer.
 */
public final class StatusOfException {
  private static final ClassValue<Optional<MethodHandle>> GETTERS =
      new ClassValue<>() {
        @Override
        protected Optional<MethodHandle> computeValue(Class<?> type) {
          return find(type, "getStatusCode");
        }
      };
  private static final ClassValue<Optional<MethodHandle>> VALUES =
      new ClassValue<>() {
        @Override
        protected Optional<MethodHandle> computeValue(Class<?> type) {
          return find(type, "value");
        }
      };

  private StatusOfException() {}

  /** The status, 100 to 599, or zero if there is none. */
  public static int of(IThrowableProxy proxy) {
    if (proxy instanceof StatusCarrier captured) {
      return captured.statusCode();
    }
    if (!(proxy instanceof ThrowableProxy real) || real.getThrowable() == null) {
      return 0;
    }
    try {
      Object answer = ask(GETTERS, real.getThrowable());
      if (answer != null && !(answer instanceof Number)) {
        answer = ask(VALUES, answer);
      }
      int status = answer instanceof Number number ? number.intValue() : 0;
      return status >= 100 && status <= 599 ? status : 0;
    } catch (
        Throwable hostile) { // foreign code: whatever it throws, the event itself must not suffer
      return 0;
    }
  }

  private static Object ask(ClassValue<Optional<MethodHandle>> methods, Object target)
      throws Throwable {
    Optional<MethodHandle> method = methods.get(target.getClass());
    return method.isPresent() ? method.get().invoke(target) : null;
  }

  private static Optional<MethodHandle> find(Class<?> type, String name) {
    try {
      Method method = type.getMethod(name);
      return method.getReturnType() == void.class ? Optional.empty() : handle(method, type);
    } catch (ReflectiveOperationException | LinkageError e) {
      return Optional.empty();
    }
  }

  /**
   * Of the method itself, or, where its class is hidden, of the one that it overrides in a class or
   * interface that is not.
   */
  private static Optional<MethodHandle> handle(Method method, Class<?> type) {
    Optional<MethodHandle> direct = handle(method);
    if (direct.isPresent()) {
      return direct;
    }
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      Optional<MethodHandle> inherited = declared(each, method.getName());
      for (Class<?> one : each.getInterfaces()) {
        inherited = inherited.isPresent() ? inherited : declared(one, method.getName());
      }
      if (inherited.isPresent()) {
        return inherited;
      }
    }
    return Optional.empty();
  }

  private static Optional<MethodHandle> declared(Class<?> type, String name) {
    try {
      return handle(type.getMethod(name));
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }

  private static Optional<MethodHandle> handle(Method method) {
    try {
      boolean open =
          Modifier.isPublic(method.getDeclaringClass().getModifiers()) || method.trySetAccessible();
      return open ? Optional.of(MethodHandles.publicLookup().unreflect(method)) : Optional.empty();
    } catch (IllegalAccessException | SecurityException e) {
      return Optional.empty();
    }
  }
}
