package io.logstrata.testkit.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.testkit.logs.LogGroup;
import io.logstrata.testkit.logs.LogStore;
import io.logstrata.testkit.rules.Account;
import io.logstrata.testkit.rules.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which key a group is encrypted with. Nothing is encrypted here: every well-formed key exists. */
final class KmsOperations {
  private static final int LONGEST = 256;
  private static final Pattern KEY =
      Pattern.compile("arn:aws[a-z-]*:kms:([a-z0-9-]+):[0-9]{12}:(key|alias)/[A-Za-z0-9/_-]+");
  private final LogStore store;

  KmsOperations(LogStore store) {
    this.store = store;
  }

  Map<String, Operation> all() {
    return Map.of("AssociateKmsKey", this::associate, "DisassociateKmsKey", this::disassociate);
  }

  /** Returns the request's key, if it has one. */
  static Optional<String> key(Input input, Account account) {
    Optional<String> key = input.optionalText("kmsKeyId");
    if (key.isEmpty()) {
      return key;
    }
    if (key.get().length() > LONGEST) {
      throw Refusal.constraint(
          key.get(), "kmsKeyId", "Member must have length less than or equal to " + LONGEST);
    }
    var arn = KEY.matcher(key.get());
    if (!arn.matches() || !arn.group(1).equals(account.region())) {
      throw Refusal.invalidParameter(
          "The specified KMS key is no ARN of a key in " + account.region() + ": " + key.get());
    }
    return key;
  }

  private void associate(Input input, ObjectNode answer) {
    Optional<String> key = key(input, store.account());
    if (key.isEmpty()) {
      throw Refusal.constraint(null, "kmsKeyId", "Member must not be null");
    }
    meant(input).ifPresent(group -> group.encryptWith(key));
  }

  private void disassociate(Input input, ObjectNode answer) {
    meant(input).ifPresent(group -> group.encryptWith(Optional.empty()));
  }

  /** Returns the group; none when the results of queries are meant. */
  private Optional<LogGroup> meant(Input input) {
    Optional<String> name = input.optionalText("logGroupName");
    Optional<String> identifier = input.optionalText("resourceIdentifier");
    if (name.isPresent() == identifier.isPresent()) {
      throw Refusal.invalidParameter(
          "Exactly one of logGroupName and resourceIdentifier must be given.");
    }
    if (name.isPresent()) {
      return name.map(store::group);
    }
    Account account = store.account();
    String arn = identifier.get();
    if (arn.equals(account.queryResultArn())) {
      return Optional.empty();
    }
    if (!arn.startsWith(account.groupArn(""))) {
      throw Refusal.invalidParameter("Invalid resource identifier: " + arn);
    }
    return Optional.of(store.group(account.groupName(arn)));
  }
}
