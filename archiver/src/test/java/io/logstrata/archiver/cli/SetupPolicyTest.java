package io.logstrata.archiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.testkit.Fault;
import io.logstrata.testkit.IamPolicy;
import io.logstrata.testkit.Permission;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The documents of setup and alarms against the calls that these commands make. */
final class SetupPolicyTest extends CloudTest {
  private static final String KEY =
      "arn:aws:kms:ap-northeast-2:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  /** CloudWatch Logs looks a key up in the caller's name; that is no call of ours. */
  private static final Permission LOOKED_UP = new Permission("kms:DescribeKey", KEY);

  private static final String DECLARED =
      """
      , "logGroups": [
          { "name": "umma-production", "retentionDays": 90, "kmsKey": "%1$s", "tags": { "team": "backend" } },
          { "name": "umma-staging", "retentionDays": 30, "tags": { "team": "backend" } } ],
        "bucket": { "kmsKey": "%1$s" },
        "topics": [ { "name": "umma-alarms", "emails": ["ops@example.com"] } ],
        "alarms": [
          { "name": "umma-production-error-special", "logGroup": "umma-production",
            "filterName": "level-error-special", "filter": "error-special", "absentStatus": "counts",
            "metricNamespace": "LogMetrics", "metricName": "umma-production-error-special",
            "topic": "umma-alarms" } ]
      """
          .formatted(KEY);

  private IamPolicy document(String who) throws Exception {
    assertThat(run(config(DECLARED), "policy", who, "--account=123456789012")).isZero();
    return IamPolicy.parse(out.toString());
  }

  @Test
  void setups_allows_what_it_calls_and_nothing_else() throws Exception {
    Set<Permission> before = new TreeSet<>(cloud.permissions());
    Path messages = Files.writeString(folder.resolve("messages.jsonl"), "{\"level\":\"error\"}\n");

    assertThat(run(config(DECLARED), "setup")).as(err.toString()).isZero();
    assertThat(run(config(DECLARED), "setup", "--apply")).as(err.toString()).isZero();
    run(config(DECLARED), "setup", "--check");
    assertThat(run(config(DECLARED), "setup", "--test-filters=" + messages)).isZero();

    Set<Permission> needed = PolicyTest.inBothSpellings(cloud.permissions(), before);
    needed.add(LOOKED_UP);
    IamPolicy policy = document("setup");
    assertThat(policy.missing(needed)).isEmpty();
    assertThat(policy.superfluous(needed)).isEmpty();
  }

  @Test
  void an_alarms_name_is_one_name_to_iam_whatever_letters_it_has() throws Exception {
    String odd = DECLARED.replace("\"name\": \"umma-production-error", "\"name\": \"all* ${x}?");

    assertThat(run(config(odd), "policy", "setup", "--account=123456789012")).isZero();

    assertThat(out.toString())
        .contains(
            "arn:aws:cloudwatch:ap-northeast-2:123456789012:alarm:all${*} ${$}{x}${?}-special");
    IamPolicy policy = IamPolicy.parse(out.toString());
    String arn = "arn:aws:cloudwatch:ap-northeast-2:123456789012:alarm:";
    assertThat(
            policy.allows(new Permission("cloudwatch:PutMetricAlarm", arn + "all* ${x}?-special")))
        .isTrue();
    assertThat(
            policy.allows(new Permission("cloudwatch:PutMetricAlarm", arn + "all b ${x}c-special")))
        .isFalse();
  }

  @Test
  void a_document_that_is_longer_than_iam_takes_is_told() throws Exception {
    String groups =
        IntStream.range(0, 100)
            .mapToObj("{ \"name\": \"group-%d\" }"::formatted)
            .collect(Collectors.joining(",", ", \"logGroups\": [", "]"));

    assertThat(run(config(groups), "policy", "setup")).isZero();

    assertThat(err.toString())
        .containsPattern("note: the document has [0-9,]+ characters; IAM takes 6,144 in a managed");
    assertThat(run(config(DECLARED), "policy", "setup")).isZero();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void alarms_allows_what_it_calls_and_nothing_else() throws Exception {
    assertThat(run(config(DECLARED), "setup", "--apply")).isZero();
    put("batch", Instant.now(), "{\"level\":\"error\"}");
    Set<Permission> before = new TreeSet<>(cloud.permissions());
    before.removeIf(permission -> permission.action().startsWith("cloudwatch:Describe"));

    run(config(DECLARED), "alarms");
    cloud.faults().next("GetQueryResults", Fault.SERVER_ERROR, 100);
    run(config(DECLARED), "alarms");

    Set<Permission> needed = PolicyTest.inBothSpellings(cloud.permissions(), before);
    IamPolicy policy = document("alarms");
    assertThat(policy.missing(needed)).isEmpty();
    assertThat(policy.superfluous(needed)).isEmpty();
  }
}
