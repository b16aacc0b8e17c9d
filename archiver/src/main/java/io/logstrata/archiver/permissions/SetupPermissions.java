package io.logstrata.archiver.permissions;

import static java.util.Objects.requireNonNull;

import io.logstrata.archiver.setup.declare.Declaration;
import io.logstrata.archiver.setup.declare.DeclaredAlarm;
import io.logstrata.archiver.setup.declare.DeclaredBucket;
import io.logstrata.archiver.setup.declare.DeclaredGroup;
import io.logstrata.archiver.setup.declare.DeclaredTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What seeing to a declared environment takes; only what is declared can be changed with it. */
public record SetupPermissions(Place place, Declaration declaration) {
  public SetupPermissions {
    requireNonNull(place, "place");
    requireNonNull(declaration, "declaration");
  }

  /** For every step of the plan, of its application and of trying the filters out. */
  public PolicyDocument program() {
    return new PolicyDocument(
        Stream.of(
                logs(),
                groups(),
                tags(),
                keys(),
                seenFilters(),
                metricFilters(),
                bucket(),
                topics(),
                seenSubscriptions(),
                subscriptions(),
                alarms())
            .flatMap(Optional::stream)
            .toList());
  }

  private Optional<Statement> logs() {
    List<String> actions = new ArrayList<>();
    if (!declaration.logGroups().isEmpty()) {
      actions.add("logs:DescribeLogGroups");
    }
    if (any(group -> group.retentionDays().isPresent())) {
      // It knows no resource; without it the plan has a note.
      actions.add("logs:DescribeAccountPolicies");
    }
    if (!declaration.alarms().isEmpty()) {
      actions.add("logs:TestMetricFilter");
    }
    return actions.isEmpty()
        ? Optional.empty()
        : Optional.of(Statement.allow("SeeAndTry", actions, List.of("*")));
  }

  private Optional<Statement> groups() {
    List<String> actions = new ArrayList<>(List.of("logs:CreateLogGroup"));
    if (any(group -> group.retentionDays().isPresent())) {
      actions.add("logs:PutRetentionPolicy");
    }
    if (any(group -> group.kmsKey().isPresent())) {
      actions.add("logs:AssociateKmsKey");
    }
    return allow("Groups", actions, place.groups(names(group -> true)));
  }

  private Optional<Statement> tags() {
    return allow(
        "Tags",
        List.of("logs:ListTagsForResource", "logs:TagResource"),
        place.groupsToTag(names(group -> !group.tags().isEmpty())));
  }

  private Optional<Statement> keys() {
    List<String> keys =
        own().flatMap(group -> group.kmsKey().stream()).distinct().sorted().toList();
    // The service looks the key up in the caller's name.
    return allow("LogKeys", List.of("kms:DescribeKey"), keys)
        .map(statement -> statement.where("StringEquals", "kms:ViaService", place.logsService()));
  }

  private Optional<Statement> seenFilters() {
    return allow(
        "SeeMetricFilters",
        List.of("logs:DescribeMetricFilters"),
        place.groups(each(declaration.logGroups(), DeclaredGroup::name)));
  }

  private Optional<Statement> metricFilters() {
    return allow(
        "MetricFilters",
        List.of("logs:PutMetricFilter"),
        place.groups(each(declaration.alarms(), DeclaredAlarm::logGroup)));
  }

  private Optional<Statement> bucket() {
    if (declaration.bucket().isEmpty()) {
      return Optional.empty();
    }
    DeclaredBucket bucket = declaration.bucket().get();
    List<String> actions =
        new ArrayList<>(
            List.of(
                "s3:ListBucket",
                "s3:CreateBucket",
                "s3:GetBucketPublicAccessBlock",
                "s3:PutBucketPublicAccessBlock"));
    if (bucket.managePolicy()) {
      actions.addAll(List.of("s3:GetBucketPolicy", "s3:PutBucketPolicy"));
    }
    if (bucket.kmsKey().isPresent()) {
      actions.addAll(List.of("s3:GetEncryptionConfiguration", "s3:PutEncryptionConfiguration"));
    }
    return allow("Bucket", actions, List.of(place.bucket(bucket.name())));
  }

  private Optional<Statement> topics() {
    return allow("Topics", List.of("sns:CreateTopic"), arns(topic -> !topic.foreign()));
  }

  private Optional<Statement> seenSubscriptions() {
    return allow("SeeSubscriptions", List.of("sns:ListSubscriptionsByTopic"), arns(topic -> true));
  }

  private Optional<Statement> subscriptions() {
    return allow(
        "Subscriptions", List.of("sns:Subscribe"), arns(topic -> !topic.emails().isEmpty()));
  }

  private List<String> arns(Predicate<DeclaredTopic> condition) {
    return each(
        declaration.topics().stream().filter(condition).toList(),
        topic -> place.arn("sns", topic.name()));
  }

  private Optional<Statement> alarms() {
    return allow(
        "Alarms", List.of("cloudwatch:DescribeAlarms", "cloudwatch:PutMetricAlarm"), alarmArns());
  }

  private List<String> alarmArns() {
    return each(
        declaration.alarms(),
        alarm -> place.arn("cloudwatch", "alarm:" + Place.literal(alarm.name())));
  }

  /** For looking at the declared alarms: their states, metrics and newest events. */
  public PolicyDocument look() {
    return new PolicyDocument(
        Stream.of(
                allow("Alarms", List.of("cloudwatch:DescribeAlarms"), alarmArns()),
                allow(
                    "Ask",
                    List.of("logs:StartQuery"),
                    place.groups(each(declaration.alarms(), DeclaredAlarm::logGroup))),
                // Neither metrics nor queries are resources.
                allow(
                    "Read",
                    List.of("cloudwatch:GetMetricData", "logs:GetQueryResults", "logs:StopQuery"),
                    List.of("*")))
            .flatMap(Optional::stream)
            .toList());
  }

  private Stream<DeclaredGroup> own() {
    return declaration.logGroups().stream().filter(group -> !group.foreign());
  }

  private boolean any(Predicate<DeclaredGroup> condition) {
    return own().anyMatch(condition);
  }

  private List<String> names(Predicate<DeclaredGroup> condition) {
    return own().filter(condition).map(DeclaredGroup::name).toList();
  }

  private static <T> List<String> each(List<T> declared, Function<T, String> text) {
    return declared.stream().map(text).distinct().toList();
  }

  /** Nothing to act on is nothing to allow: an empty list of resources would be no policy. */
  private static Optional<Statement> allow(
      String sid, List<String> actions, List<String> resources) {
    return resources.isEmpty()
        ? Optional.empty()
        : Optional.of(Statement.allow(sid, actions, resources));
  }
}
