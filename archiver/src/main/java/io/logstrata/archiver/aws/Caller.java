package io.logstrata.archiver.aws;

import io.logstrata.archiver.run.Answer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Whose account the calls are made in; asked once. */
final class Caller {
  private final StsClient sts;
  private final String region;
  private GetCallerIdentityResponse identity;

  Caller(StsClient sts, String region) {
    this.sts = sts;
    this.region = region;
  }

  /** The account's 12 digits. */
  Answer<String> account() throws InterruptedException {
    try {
      return Answer.of(identity().account());
    } catch (SdkException e) {
      return Failures.answer("sts:GetCallerIdentity", e);
    }
  }

  /** The ARN that a topic of this name has, whether it is there or not. */
  Answer<String> topicArn(String topic) throws InterruptedException {
    try {
      // arn:PARTITION:sts::ACCOUNT:…
      String partition = identity().arn().split(":", 3)[1];
      return Answer.of(
          "arn:" + partition + ":sns:" + region + ":" + identity().account() + ":" + topic);
    } catch (SdkException e) {
      return Failures.answer("sts:GetCallerIdentity", e);
    }
  }

  private GetCallerIdentityResponse identity() {
    if (identity == null) {
      identity = sts.getCallerIdentity();
    }
    return identity;
  }
}
