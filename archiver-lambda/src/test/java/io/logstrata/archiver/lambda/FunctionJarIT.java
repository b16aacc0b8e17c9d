package io.logstrata.archiver.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The jar as it is uploaded. */
final class FunctionJarIT {
  private static final Path JAR = Path.of(System.getProperty("function.jar"));

  @Test
  void is_under_20_megabytes_and_has_no_command_line_and_no_scheduler() throws Exception {
    assertThat(Files.size(JAR)).isLessThan(20_000_000);
    try (JarFile jar = new JarFile(JAR.toFile())) {
      List<String> names = jar.stream().map(entry -> entry.getName()).toList();
      assertThat(names)
          .contains("io/logstrata/archiver/lambda/ExportHandler.class")
          .noneMatch(name -> name.startsWith("picocli/"))
          .noneMatch(name -> name.startsWith("org/quartz/"))
          .noneMatch(name -> name.startsWith("io/netty/"));
    }
  }

  @Test
  void holds_all_that_the_handler_needs_to_start() throws Exception {
    try (URLClassLoader alone =
        new URLClassLoader(new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      Class<?> handler = alone.loadClass("io.logstrata.archiver.lambda.ExportHandler");

      Object made = handler.getDeclaredConstructor().newInstance();

      assertThat(made.getClass().getInterfaces())
          .extracting(Class::getName)
          .containsExactly(RequestStreamHandler.class.getName());
    }
  }
}
