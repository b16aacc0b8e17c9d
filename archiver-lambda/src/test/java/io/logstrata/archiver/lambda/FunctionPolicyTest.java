package io.logstrata.archiver.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logstrata.archiver.permissions.ArchivePermissions;
import io.logstrata.archiver.permissions.Place;
import io.logstrata.archiver.run.CountWith;
import io.logstrata.testkit.ExportFault;
import io.logstrata.testkit.Fault;
import io.logstrata.testkit.IamPolicy;
import io.logstrata.testkit.Permission;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The function's document against the calls of its rounds. */
final class FunctionPolicyTest extends FunctionTest {
  private static final String OWN_LOG =
      "arn:aws:logs:ap-northeast-2:123456789012:log-group:/aws/lambda/export-cloudwatch-logs-to-s3";

  /** The Lambda runtime writes the function's log; that is no call of ours. */
  private static final Set<Permission> BY_THE_RUNTIME =
      Set.of(
          new Permission("logs:CreateLogGroup", OWN_LOG + ":*"),
          new Permission("logs:CreateLogStream", OWN_LOG + ":log-stream:x"),
          new Permission("logs:PutLogEvents", OWN_LOG + ":log-stream:x"));

  @Test
  void allows_what_its_rounds_call_and_nothing_else() throws Exception {
    group("umma-production");
    group("umma-production-batch");
    Set<Permission> before = new TreeSet<>(cloud.permissions());
    // An export that takes too long is cancelled, and made in halves.
    environment.put("LOGSTRATA_TASK_TIMEOUT", "PT5M");
    cloud.faults().exports(ExportFault.STUCK, 1);
    call(call(seedEvent()));
    // A query that is given up is stopped.
    cloud.faults().next("GetQueryResults", Fault.SERVER_ERROR, 100);
    assertThatThrownBy(() -> call(call(seedEvent()))).isInstanceOf(ExportFailedException.class);
    Set<Permission> needed = new TreeSet<>(cloud.permissions());
    needed.removeAll(before);
    needed.addAll(BY_THE_RUNTIME);

    IamPolicy policy =
        IamPolicy.parse(
            new ArchivePermissions(
                    new Place("ap-northeast-2", Optional.of("123456789012")),
                    List.of("*umma-production*"),
                    "backup.cloudwatch.umma",
                    "backup",
                    CountWith.INSIGHTS,
                    true,
                    Optional.empty())
                .function("export-cloudwatch-logs-to-s3")
                .text());

    assertThat(policy.missing(needed)).isEmpty();
    assertThat(policy.superfluous(needed)).isEmpty();
  }
}
