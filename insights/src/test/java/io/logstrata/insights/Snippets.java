package io.logstrata.insights;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Statements as a user writes them, for the compiler to judge. */
final class Snippets {
  // What the examples take for granted: the imports, and a client, a filter and a query at hand.
  private static final String BEFORE =
      """
      import static io.logstrata.insights.Fields.*;
      import io.logstrata.insights.*;
      import io.logstrata.insights.evaluate.*;
      import io.logstrata.insights.model.Absent;
      import io.logstrata.insights.run.*;
      import io.logstrata.insights.write.SqlDialect;
      import java.time.*;
      import java.util.*;
      class Example {
        static software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient client;
        static QueryRunner runner;
        static QueryResult result;
        static Query query;
        static Filter special;
        static Event event;
      """;

  private Snippets() {}

  /** What the compiler says of the statements; empty if they compile. */
  static String complaints(String example, Path classes) {
    StringWriter complaints = new StringWriter();
    String source = BEFORE + "  static void example() {\n" + example + "\n  }\n}\n";
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                complaints,
                null,
                null,
                List.of(
                    "-proc:none",
                    "-d",
                    classes.toString(),
                    "-cp",
                    System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"))),
                null,
                List.of(new Source(source)))
            .call();
    return compiled ? "" : complaints.toString();
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
