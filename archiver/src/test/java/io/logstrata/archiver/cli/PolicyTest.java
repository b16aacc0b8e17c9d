package io.logstrata.archiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.logstrata.archiver.archive.Layout;
import io.logstrata.insights.Query;
import io.logstrata.insights.run.QueryRunner;
import io.logstrata.insights.run.RunnerOptions;
import io.logstrata.testkit.ExportFault;
import io.logstrata.testkit.ExportOptions;
import io.logstrata.testkit.Fault;
import io.logstrata.testkit.IamPolicy;
import io.logstrata.testkit.Permission;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** Each document against the calls that the commands make. */
final class PolicyTest extends CloudTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ACCOUNT = "--account=123456789012";
  private static final String SETTLED = ", \"settle\": \"PT0S\"";
  private static final String KEY =
      "arn:aws:kms:ap-northeast-2:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  private IamPolicy document(String more, String... arguments) throws IOException {
    return IamPolicy.parse(printed(more, arguments));
  }

  private String printed(String more, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("policy"));
    all.addAll(List.of(arguments));
    assertThat(run(config(more), all.toArray(String[]::new))).as(err.toString()).isZero();
    return out.toString();
  }

  private Set<Permission> needed(Set<Permission> before) {
    return inBothSpellings(cloud.permissions(), before);
  }

  /** What was needed since; groups in both of the spellings that AWS's pages have. */
  static Set<Permission> inBothSpellings(Set<Permission> now, Set<Permission> before) {
    Set<Permission> needed = new TreeSet<>(now);
    needed.removeAll(before);
    for (Permission permission : List.copyOf(needed)) {
      String resource = permission.resource();
      if (resource.contains(":log-group:") && resource.endsWith(":*")) {
        needed.add(
            new Permission(
                permission.action(), resource.substring(0, resource.length() - ":*".length())));
      }
    }
    return needed;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", \"countWith\": \"scan\"", ", \"countWith\": \"none\""})
  void the_archivers_allows_what_its_commands_call_and_nothing_else(String countWith)
      throws Exception {
    String more = SETTLED + countWith;
    put("batch", at("12:00:00.000"), "x");
    Set<Permission> before = new TreeSet<>(cloud.permissions());

    assertThat(run(config(more), "doctor")).isZero();
    assertThat(run(config(more), "plan")).isZero();
    // An export that takes too long is cancelled.
    cloud.exports(ExportOptions.defaults().cancelling(Duration.ofMillis(300)));
    cloud.faults().exports(ExportFault.STUCK, 1);
    assertThat(backfill(more + ", \"taskTimeout\": \"PT1S\"")).isZero();
    LocalDate older = day.minusDays(3);
    s3.putObject(
        put ->
            put.bucket("backup.cloudwatch.umma")
                .key(new Layout("backup").dayFolder(GROUP, older) + "/task/batch/000000.gz"),
        RequestBody.fromString(older + "T12:00:00.000Z x\n"));
    assertThat(run(config(more), "adopt", "--from=" + older, "--to=" + older)).isZero();
    assertThat(out.toString()).contains("adopted=1");
    assertThat(run(config(more), "nightly")).isZero();
    assertThat(run(config(more), "doctor")).isZero();
    run(config(more), "status");
    assertThat(run(config(more), "verify")).isZero();
    assertThat(run(config(more), "cat", "--group=" + GROUP, "--day=" + day)).isZero();
    if (countWith.isEmpty()) {
      // A query that is given up is stopped.
      cloud.faults().next("GetQueryResults", Fault.SERVER_ERROR, 100);
      run(config(more), "verify");
    }

    IamPolicy policy = document(more, "archiver", ACCOUNT);
    assertThat(policy.missing(needed(before))).isEmpty();
    assertThat(policy.superfluous(needed(before))).isEmpty();
  }

  @Test
  void without_a_managed_policy_the_archivers_allows_no_change_of_it() throws Exception {
    String more = SETTLED + ", \"manageBucketPolicy\": false, \"countWith\": \"none\"";
    s3.createBucket(create -> create.bucket("backup.cloudwatch.umma"));
    s3.putBucketPolicy(
        put ->
            put.bucket("backup.cloudwatch.umma")
                .policy(unchecked(more, "archiver", "--bucket-policy", ACCOUNT)));
    put("batch", at("12:00:00.000"), "x");
    Set<Permission> before = new TreeSet<>(cloud.permissions());

    assertThat(backfill(more)).isZero();

    IamPolicy policy = document(more, "archiver", ACCOUNT);
    assertThat(policy.missing(needed(before))).isEmpty();
    assertThat(
            policy.allows(
                new Permission("s3:PutBucketPolicy", "arn:aws:s3:::backup.cloudwatch.umma")))
        .isFalse();
  }

  private String unchecked(String more, String... arguments) {
    try {
      return printed(more, arguments);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void the_archivers_allows_nothing_of_other_groups_buckets_and_folders() throws Exception {
    IamPolicy policy = document("", "archiver", ACCOUNT);
    String logs = "arn:aws:logs:ap-northeast-2:123456789012:log-group:";

    assertThat(policy.allows(new Permission("logs:CreateExportTask", logs + "umma-staging:*")))
        .isFalse();
    assertThat(policy.allows(new Permission("s3:PutObject", "arn:aws:s3:::other/backup/x")))
        .isFalse();
    assertThat(
            policy.allows(
                new Permission("s3:PutObject", "arn:aws:s3:::backup.cloudwatch.umma/backup2/x")))
        .isFalse();
    assertThat(
            policy.allows(
                new Permission("s3:DeleteObject", "arn:aws:s3:::backup.cloudwatch.umma/backup/x")))
        .isFalse();
    assertThat(
            policy.allows(
                new Permission(
                    "logs:CreateExportTask",
                    logs.replace("123456789012", "999999999999") + GROUP + ":*")))
        .isFalse();
  }

  @Test
  void the_querys_allows_what_a_runner_calls_and_nothing_else() throws Exception {
    put("batch", at("12:00:00.000"), "x");
    Set<Permission> before = new TreeSet<>(cloud.permissions());
    Query query = Query.parse("fields @message");

    new QueryRunner(logs).run(query, List.of(GROUP), at("00:00:00"), at("23:59:59"));
    cloud.faults().next("GetQueryResults", Fault.SERVER_ERROR, 100);
    new QueryRunner(logs, RunnerOptions.DEFAULT.withTimeout(Duration.ofSeconds(5)))
        .run(query, List.of(GROUP), at("00:00:00"), at("23:59:59"));

    IamPolicy policy = document("", "query", ACCOUNT);
    assertThat(policy.missing(needed(before))).isEmpty();
    assertThat(policy.superfluous(needed(before))).isEmpty();
  }

  @Test
  void the_buckets_is_what_the_archiver_itself_puts_there() throws Exception {
    put("batch", at("12:00:00.000"), "x");
    assertThat(backfill(SETTLED)).isZero();
    String there = s3.getBucketPolicy(get -> get.bucket("backup.cloudwatch.umma")).policy();

    String printed = printed("", "archiver", "--bucket-policy", ACCOUNT);

    assertThat(JSON.readTree(printed)).isEqualTo(JSON.readTree(there));
    assertThat(JSON.readTree(printed).path("Statement").path(1).path("Condition"))
        .isEqualTo(
            JSON.readTree(
                """
                { "StringEquals": { "s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceAccount": "123456789012" },
                  "ArnLike": { "aws:SourceArn": "arn:aws:logs:ap-northeast-2:123456789012:log-group:*" } }
                """));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void without_an_account_the_buckets_says_what_it_lacks() throws Exception {
    String printed = printed("", "archiver", "--bucket-policy");

    assertThat(printed).doesNotContain("aws:Source");
    assertThat(err.toString()).contains("note: without --account any account's exports are let in");
  }

  @Test
  void what_the_buckets_key_must_let_the_service_do_is_printed_to_be_added() throws Exception {
    assertThat(JSON.readTree(printed("", "archiver", "--key-policy")))
        .isEqualTo(
            JSON.readTree(
                """
                { "Version": "2012-10-17", "Statement": [ { "Sid": "LogstrataUseKey", "Effect": "Allow",
                  "Principal": { "Service": "logs.ap-northeast-2.amazonaws.com" },
                  "Action": [ "kms:GenerateDataKey", "kms:Decrypt" ], "Resource": "*" } ] }
                """));
    assertThat(err.toString()).contains("note: add the statement").contains("replaces all");
  }

  @Test
  void the_seeds_documents_are_printed_as_they_were() throws Exception {
    assertThat(JSON.readTree(printed("", "lambda", "--seed")))
        .isEqualTo(
            JSON.readTree(
                """
                { "Version": "2012-10-17", "Statement": [ { "Sid": "VisualEditor0", "Effect": "Allow", "Action": [
                  "logs:CreateExportTask", "logs:DescribeExportTasks", "logs:CreateLogStream", "logs:CreateLogGroup", "logs:DescribeLogGroups", "logs:PutLogEvents",
                  "s3:PutBucketPolicy", "s3:CreateBucket", "s3:ListBucket", "s3:ListAllMyBuckets", "s3:GetBucketLocation" ], "Resource": "*" } ] }
                """));
    assertThat(JSON.readTree(printed("", "lambda", "--seed", "--trust")))
        .isEqualTo(
            JSON.readTree(
                """
                { "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole" } ] }
                """));
    assertThat(JSON.readTree(printed("", "lambda", "--seed", "--bucket-policy")))
        .isEqualTo(
            JSON.readTree(
                """
                { "Version": "2012-10-17", "Statement": [
                  { "Effect": "Allow", "Principal": { "Service": "logs.ap-northeast-2.amazonaws.com" }, "Action": "s3:GetBucketAcl", "Resource": "arn:aws:s3:::backup.cloudwatch.umma" },
                  { "Effect": "Allow", "Principal": { "Service": "logs.ap-northeast-2.amazonaws.com" }, "Action": "s3:PutObject", "Resource": "arn:aws:s3:::backup.cloudwatch.umma/*",
                    "Condition": { "StringEquals": { "s3:x-amz-acl": "bucket-owner-full-control" } } } ] }
                """));
  }

  @Test
  void a_role_is_trusted_to_whom_one_says() throws Exception {
    assertThat(statement("archiver", "--trust", "--principal=ec2.amazonaws.com").path("Principal"))
        .isEqualTo(JSON.readTree("{\"Service\":\"ec2.amazonaws.com\"}"));
    assertThat(
            statement("setup", "--trust", "--principal=arn:aws:iam::123456789012:role/ci")
                .path("Principal"))
        .isEqualTo(JSON.readTree("{\"AWS\":\"arn:aws:iam::123456789012:role/ci\"}"));
  }

  private JsonNode statement(String... arguments) throws IOException {
    return JSON.readTree(printed("", arguments)).path("Statement").path(0);
  }

  @Test
  void a_key_is_allowed_through_its_service_alone() throws Exception {
    JsonNode statements =
        JSON.readTree(printed("", "archiver", ACCOUNT, "--kms-key=" + KEY)).path("Statement");

    assertThat(statements.path(statements.size() - 1))
        .isEqualTo(
            JSON.readTree(
                """
                { "Sid": "BucketKey", "Effect": "Allow", "Action": ["kms:GenerateDataKey", "kms:Decrypt"], "Resource": "%s",
                  "Condition": { "StringEquals": { "kms:ViaService": "s3.ap-northeast-2.amazonaws.com" } } }
                """
                    .formatted(KEY)));
  }

  @Test
  void groups_are_named_by_globs_in_both_spellings() throws Exception {
    String more = ", \"include\": [\"/aws/lambda/*\", \"umma-production\"], \"exclude\": [\"*-x\"]";

    JsonNode export = JSON.readTree(printed(more, "archiver", ACCOUNT)).path("Statement").path(1);

    assertThat(export.path("Resource"))
        .isEqualTo(
            JSON.readTree(
                """
                ["arn:aws:logs:ap-northeast-2:123456789012:log-group:/aws/lambda/*",
                 "arn:aws:logs:ap-northeast-2:123456789012:log-group:umma-production",
                 "arn:aws:logs:ap-northeast-2:123456789012:log-group:umma-production:*"]
                """));
    assertThat(err.toString()).contains("note: exclude cannot be said in a policy");
  }

  @Test
  void other_partitions_have_their_own_names() throws Exception {
    Main.run(
        new String[] {"policy", "archiver", "--config=" + config("")},
        Map.of("LOGSTRATA_REGION", "cn-north-1"),
        new PrintWriter(out, true),
        new PrintWriter(err, true));

    assertThat(out.toString())
        .contains("arn:aws-cn:s3:::backup.cloudwatch.umma")
        .contains("arn:aws-cn:logs:cn-north-1:*:log-group:*umma-production*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          archiver --account=42 | '42' is no account: give its 12 digits
          archiver --kms-key=alias/x | 'alias/x' is no key: give its ARN
          archiver --trust | say who may take the role on by --principal
          archiver --trust --principal=me | 'me' is no principal
          archiver --principal=ec2.amazonaws.com | --principal goes with --trust
          archiver --trust --bucket-policy --principal=ec2.amazonaws.com | mutually exclusive
          setup --key-policy | --key-policy goes with archiver and lambda
          archiver --key-policy --seed | --key-policy goes with archiver and lambda
          appender --seed | has documents for lambda and archiver only, not for appender
          setup | nothing is declared that setup would see to
          nobody | expected one of [appender, archiver, setup, alarms, query, lambda]
          """)
  void wrong_usage_says_what_to_do(String arguments, String said) throws Exception {
    List<String> all = new ArrayList<>(List.of("policy"));
    all.addAll(List.of(arguments.split(" ")));

    assertThat(run(config(""), all.toArray(String[]::new))).isEqualTo(2);
    assertThat(err.toString()).contains(said);
    assertThat(out.toString()).isEmpty();
  }
}
