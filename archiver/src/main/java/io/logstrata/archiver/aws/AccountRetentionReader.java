package io.logstrata.archiver.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.logstrata.archiver.run.Answer;
import io.logstrata.archiver.setup.AccountRetention;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.AccountPolicy;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeAccountPoliciesResponse;

/**
 * Looks at the account's retention policies. Whatever goes wrong becomes a note: what is declared
 * can be compared without them, and a retention that was put is looked at again.
 */
final class AccountRetentionReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ACTION = "logs:DescribeAccountPolicies";
  // The enum of the SDK does not have it; the service does.
  private static final String TYPE = "RETENTION_POLICY";
  private static final String FOR_EVER = "NEVER_EXPIRE";
  private static final String EVERY_GROUP = "RETROACTIVE";
  private static final Pattern CRITERIA =
      Pattern.compile("\\s*LogGroupNamePrefix\\s+IN\\s+(\\[.*\\])\\s*", Pattern.DOTALL);

  private final CloudWatchLogsClient logs;
  private final List<AccountRetention.Policy> policies = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  AccountRetentionReader(CloudWatchLogsClient logs) {
    this.logs = logs;
  }

  AccountRetention read() throws InterruptedException {
    try {
      String token = null;
      do {
        String next = token;
        DescribeAccountPoliciesResponse page =
            logs.describeAccountPolicies(request -> request.policyType(TYPE).nextToken(next));
        page.accountPolicies().forEach(this::read);
        token = page.nextToken();
      } while (token != null);
    } catch (SdkException e) {
      Answer<Void> failure = Failures.answer(ACTION, e);
      notes.add(
          "whether account-level retention policies override what is declared is not known: "
              + failure.reason());
    }
    return new AccountRetention(policies, notes);
  }

  private void read(AccountPolicy policy) {
    try {
      JsonNode document = JSON.readTree(policy.policyDocument());
      JsonNode days = document.path("retentionInDays");
      if (!days.isInt() && !days.asText().equals(FOR_EVER)) {
        throw new IllegalArgumentException("retentionInDays is " + days);
      }
      List<String> prefixes = new ArrayList<>();
      boolean readable = prefixes(policy.selectionCriteria(), prefixes);
      policies.add(
          new AccountRetention.Policy(
              policy.policyName(),
              days.isInt() ? OptionalInt.of(days.intValue()) : OptionalInt.empty(),
              readable && document.path("enforcementMode").asText().equals(EVERY_GROUP),
              prefixes));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      notes.add(
          "the account-level retention policy "
              + policy.policyName()
              + " cannot be read, and may override what is declared: "
              + e.getMessage().lines().findFirst().orElse(""));
    }
  }

  /** Returns whether the criteria could be read; those that could not may choose any group. */
  private static boolean prefixes(String criteria, List<String> prefixes)
      throws JsonProcessingException {
    if (criteria == null || criteria.isBlank()) {
      return true;
    }
    Matcher parts = CRITERIA.matcher(criteria);
    if (!parts.matches()) {
      return false;
    }
    for (JsonNode prefix : JSON.readTree(parts.group(1))) {
      prefixes.add(prefix.asText());
    }
    return !prefixes.isEmpty();
  }
}
