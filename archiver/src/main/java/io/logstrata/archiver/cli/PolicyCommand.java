package io.logstrata.archiver.cli;

import io.logstrata.archiver.config.Settings;
import io.logstrata.archiver.permissions.ArchivePermissions;
import io.logstrata.archiver.permissions.ExportAccess;
import io.logstrata.archiver.permissions.KeyAccess;
import io.logstrata.archiver.permissions.LogPermissions;
import io.logstrata.archiver.permissions.Place;
import io.logstrata.archiver.permissions.PolicyDocument;
import io.logstrata.archiver.permissions.SeedDocuments;
import io.logstrata.archiver.permissions.SetupPermissions;
import io.logstrata.archiver.permissions.Trust;
import io.logstrata.archiver.plan.GroupSelection;
import io.logstrata.archiver.setup.declare.Declaration;
import io.logstrata.archiver.setup.declare.DeclaredBucket;
import io.logstrata.archiver.templates.CloudFormation;
import io.logstrata.archiver.templates.Terraform;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints documents of IAM. */
@Command(
    name = "policy",
    description = {
      "Prints one document of IAM as JSON: what the configuration at hand needs, and no more. No"
          + " call is made.",
      "By default the policy of a role: appender for applications that log, archiver for every"
          + " command that works on the archive, setup for setup, alarms for alarms, query for"
          + " Insights queries, lambda for the function that a state machine calls."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class PolicyCommand implements Callable<Integer> {
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern KEY =
      Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+");

  /** Whose permissions. */
  enum Who {
    appender,
    archiver,
    setup,
    alarms,
    query,
    lambda
  }

  /** What a template is for. */
  enum Format {
    cloudformation,
    terraform
  }

  /** Which document, when not the policy of the role. */
  static final class Kind {
    @Option(
        names = "--trust",
        description = "The role's trust policy instead: who may take it on, see --principal.")
    private boolean trust;

    @Option(
        names = "--bucket-policy",
        description = "The bucket's policy instead: it lets CloudWatch Logs write exports.")
    private boolean bucketPolicy;

    @Option(
        names = "--key-policy",
        description =
            "What the policy of the bucket's key of KMS must have besides, instead: it lets"
                + " CloudWatch Logs write exports.")
    private boolean keyPolicy;
  }

  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "WHO", description = "Whose permissions: ${COMPLETION-CANDIDATES}.")
  private Who who;

  @ArgGroup(exclusive = true)
  private Kind kind = new Kind();

  @Option(
      names = "--seed",
      description =
          "The document of the system that logstrata replaces, with the bucket and region at hand:"
              + " wider than need be. For lambda and archiver.")
  private boolean seed;

  @Option(
      names = "--account",
      paramLabel = "ID",
      description = "The account's 12 digits; without them, documents are for any account.")
  private String account;

  @Option(
      names = "--principal",
      paramLabel = "WHO",
      description =
          "With --trust: a service such as ec2.amazonaws.com, an account, or the ARN of a role;"
              + " lambda.amazonaws.com for lambda.")
  private String principal;

  @Option(
      names = "--log-group",
      paramLabel = "NAME",
      description =
          "A log group, or a pattern with * and ?; several times for several. Otherwise those that"
              + " the configuration chooses.")
  private List<String> logGroups = List.of();

  @Option(
      names = "--existing-groups",
      description = "For appender: its log groups are there, and need not be created.")
  private boolean existingGroups;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "For setup: instead of its permissions, all that it would create, as a template:"
              + " ${COMPLETION-CANDIDATES}. It is made for any account unless --account is given.")
  private Format format;

  @Option(
      names = "--function",
      paramLabel = "NAME",
      defaultValue = "export-cloudwatch-logs-to-s3",
      description = "For lambda: the function's name, which its log is called after.")
  private String function;

  @Option(
      names = "--kms-key",
      paramLabel = "ARN",
      description =
          "A key of KMS: of the bucket for archiver and lambda, of the log groups for appender and"
              + " query.")
  private String key;

  @Mixin private ConfigOptions config;

  PolicyCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    checkUsage();
    Settings settings = config.settings(environment);
    Place place = new Place(settings.region(), Optional.ofNullable(account));
    PrintWriter out = spec.commandLine().getOut();
    if (format == null) {
      PolicyDocument document = document(settings, place);
      document.tooLong().ifPresent(this::note);
      out.println(document.text());
    } else {
      out.println(template(settings, format));
    }
    return ExitCode.DONE;
  }

  private void checkUsage() {
    if (account != null && !ACCOUNT.matcher(account).matches()) {
      throw wrong("--account: '" + account + "' is no account: give its 12 digits");
    }
    if (key != null && !KEY.matcher(key).matches()) {
      throw wrong(
          "--kms-key: '"
              + key
              + "' is no key: give its ARN, such as arn:aws:kms:REGION:ACCOUNT:key/ID; an alias"
              + " does not do in a policy");
    }
    if (key != null && (who == Who.setup || who == Who.alarms)) {
      throw wrong("--kms-key: " + who + " takes its keys from what is declared: leave it out");
    }
    if (format != null && (who != Who.setup || kind.trust || kind.bucketPolicy || kind.keyPolicy)) {
      throw wrong("--format goes with setup alone, which is what a template can do");
    }
    if (principal != null && !kind.trust) {
      throw wrong("--principal goes with --trust");
    }
    if (kind.keyPolicy && ((who != Who.archiver && who != Who.lambda) || seed)) {
      throw wrong("--key-policy goes with archiver and lambda, which export into the bucket");
    }
    if (kind.trust && principal == null && who != Who.lambda) {
      throw wrong("--trust: say who may take the role on by --principal, as ec2.amazonaws.com");
    }
    if (seed && who != Who.lambda && who != Who.archiver) {
      throw wrong(
          "--seed: the replaced system has documents for lambda and archiver only, not for " + who);
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private PolicyDocument document(Settings settings, Place place) {
    if (kind.bucketPolicy) {
      return bucketPolicy(settings, place);
    }
    if (kind.keyPolicy) {
      note("add the statement to those that the key's policy has: kms:PutKeyPolicy replaces all");
      return new KeyAccess(place).document();
    }
    if (kind.trust) {
      return trust();
    }
    if (seed) {
      return new SeedDocuments(place, settings.s3BucketName()).ofFunction();
    }
    return switch (who) {
      case archiver -> archive(settings, place, groups(settings.groups())).program();
      case lambda -> archive(settings, place, groups(settings.groups())).function(function);
      case appender -> logs(settings, place).appender(!existingGroups);
      case query -> logs(settings, place).query();
      case setup -> new SetupPermissions(place, declaration(settings)).program();
      case alarms -> new SetupPermissions(place, declaration(settings)).look();
    };
  }

  private PolicyDocument trust() {
    try {
      return Trust.in(principal == null ? "lambda.amazonaws.com" : principal);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--principal: " + e.getMessage(), e);
    }
  }

  private PolicyDocument bucketPolicy(Settings settings, Place place) {
    if (seed) {
      return new SeedDocuments(place, settings.s3BucketName()).ofBucket();
    }
    if (account == null) {
      note("without --account any account's exports are let in: give it");
    }
    return new ExportAccess(place, settings.s3BucketName()).document();
  }

  private Declaration declaration(Settings settings) {
    if (settings.declaration().isEmpty()) {
      throw wrong(
          "nothing is declared that setup would see to: give logGroups, bucket, topics or alarms in"
              + " the configuration");
    }
    return settings.declaration();
  }

  private String template(Settings settings, Format wanted) {
    String anyAccount = wanted == Format.terraform ? Terraform.ACCOUNT : CloudFormation.ACCOUNT;
    Place place = new Place(settings.region(), Optional.of(account == null ? anyAccount : account));
    Optional<PolicyDocument> policy =
        Optional.of(new ExportAccess(place, settings.s3BucketName()).document());
    Declaration declared = declaration(settings);
    return switch (wanted) {
      case cloudformation ->
          CloudFormation.of(declared, settings.region(), place.partition(), policy);
      case terraform -> Terraform.of(declared, settings.region(), place.partition(), policy);
    };
  }

  private ArchivePermissions archive(Settings settings, Place place, List<String> groups) {
    Optional<String> declared = settings.declaration().bucket().flatMap(DeclaredBucket::kmsKey);
    return new ArchivePermissions(
        place,
        groups,
        settings.s3BucketName(),
        settings.logFolderName(),
        settings.countWith(),
        settings.manageBucketPolicy(),
        Optional.ofNullable(key).or(() -> declared));
  }

  private LogPermissions logs(Settings settings, Place place) {
    return new LogPermissions(place, groups(settings.groups()), Optional.ofNullable(key));
  }

  /** IAM knows {@code *} and {@code ?} as globs do, but neither letter case nor exclusion. */
  private List<String> groups(GroupSelection selection) {
    if (!logGroups.isEmpty()) {
      return logGroups;
    }
    if (!selection.exclude().isEmpty()) {
      note("exclude cannot be said in a policy: excluded groups are allowed as well");
    }
    if (!selection.include().isEmpty()) {
      return selection.include();
    }
    String part = selection.contains();
    if (!part.toUpperCase(Locale.ROOT).equals(part.toLowerCase(Locale.ROOT))) {
      note(
          "IAM compares letters exactly: groups that hold \""
              + part
              + "\" in other case are not allowed; name them by --log-group");
    }
    return List.of(part.isEmpty() ? "*" : "*" + part + "*");
  }

  private void note(String text) {
    spec.commandLine().getErr().println("note: " + text);
  }
}
