package io.logstrata.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

final class LocalCloudServerTest {
  @Test
  void serves_as_a_process_until_its_standard_input_ends(@TempDir Path folder) throws Exception {
    Process server = start("--data", folder.toString(), "--until-stdin-closes");
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8))) {
      assertThat(out.readLine()).matches("cloudwatchlogs=http://127\\.0\\.0\\.1:\\d+");
      String s3Line = out.readLine();
      assertThat(s3Line).matches("s3=http://127\\.0\\.0\\.1:\\d+");
      assertThat(out.readLine()).isEqualTo("ready");
      URI endpoint = URI.create(s3Line.substring("s3=".length()));
      try (S3Client s3 = Clients.s3(endpoint, "ap-northeast-2")) {
        s3.createBucket(r -> r.bucket("archive"));
        s3.putObject(r -> r.bucket("archive").key("a/b"), RequestBody.fromString("kept"));
      }
      server.getOutputStream().close();
      assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(server.exitValue()).isZero();
      assertThat(Files.readString(folder.resolve("archive/a/b"))).isEqualTo("kept");
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  @Tag("long")
  void streams_objects_that_are_larger_than_its_memory(@TempDir Path folder) throws Exception {
    long size = 400L * 1024 * 1024;
    Process server = start(List.of("-Xmx96m"), "--data", folder.toString());
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8))) {
      out.readLine();
      URI endpoint = URI.create(out.readLine().substring("s3=".length()));
      try (S3Client s3 = Clients.s3(endpoint, "ap-northeast-2")) {
        s3.createBucket(r -> r.bucket("archive"));
        s3.putObject(
            r -> r.bucket("archive").key("large"),
            RequestBody.fromContentProvider(() -> new Zeros(size), size, "application/gzip"));
        try (InputStream read = s3.getObject(r -> r.bucket("archive").key("large"))) {
          assertThat(read.transferTo(OutputStream.nullOutputStream())).isEqualTo(size);
        }
      }
    } finally {
      server.destroyForcibly();
    }
  }

  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long length) {
      left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int given = (int) Math.min(length, left);
      Arrays.fill(bytes, offset, offset + given, (byte) 0);
      left -= given;
      return given;
    }
  }

  @Test
  void says_how_it_is_used_when_it_is_used_wrongly() throws Exception {
    Process server = start("--port", "many");
    try {
      String err = new String(server.getErrorStream().readAllBytes(), UTF_8);
      assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(server.exitValue()).isEqualTo(2);
      assertThat(err).contains("many is no port: give 0 to 65535").contains("--until-stdin-closes");
    } finally {
      server.destroyForcibly();
    }
  }

  private static Process start(String... arguments) throws IOException {
    return start(List.of(), arguments);
  }

  private static Process start(List<String> jvmOptions, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), LocalCloudServer.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.PIPE).start();
  }
}
