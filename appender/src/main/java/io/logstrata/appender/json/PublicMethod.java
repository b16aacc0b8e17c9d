package io.logstrata.appender.json;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;

/** A public method without parameters that objects may have; looked for once in each class. */
final class PublicMethod {
  private final String name;
  private final ClassValue<Optional<MethodHandle>> handles =
      new ClassValue<>() {
        @Override
        protected Optional<MethodHandle> computeValue(Class<?> type) {
          return find(type);
        }
      };

  PublicMethod(String name) {
    this.name = name;
  }

  /**
   * What the object answers; null if it is null, or has no such method.
   *
   * @throws Throwable whatever the method does: it is foreign code
   */
  Object ask(Object object) throws Throwable {
    if (object == null) {
      return null;
    }
    Optional<MethodHandle> method = handles.get(object.getClass());
    return method.isPresent() ? method.get().invoke(object) : null;
  }

  private Optional<MethodHandle> find(Class<?> type) {
    try {
      Method method = type.getMethod(name);
      boolean answers =
          method.getReturnType() != void.class && !Modifier.isStatic(method.getModifiers());
      return answers ? handle(method, type) : Optional.empty();
    } catch (ReflectiveOperationException | LinkageError e) {
      return Optional.empty();
    }
  }

  /**
   * Of the method itself, or, where its class is hidden, of the one that it overrides in a class or
   * interface that is not.
   */
  private Optional<MethodHandle> handle(Method method, Class<?> type) {
    Optional<MethodHandle> direct = handle(method);
    if (direct.isPresent()) {
      return direct;
    }
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      Optional<MethodHandle> inherited = declared(each);
      for (Class<?> one : each.getInterfaces()) {
        inherited = inherited.isPresent() ? inherited : declared(one);
      }
      if (inherited.isPresent()) {
        return inherited;
      }
    }
    return Optional.empty();
  }

  private Optional<MethodHandle> declared(Class<?> type) {
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
