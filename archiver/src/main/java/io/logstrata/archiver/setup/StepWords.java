package io.logstrata.archiver.setup;

/** Says a step in words. */
final class StepWords implements Step.Visitor<String> {
  @Override
  public String createGroup(Step.CreateGroup step) {
    return "created";
  }

  @Override
  public String setRetention(Step.SetRetention step) {
    return "retentionDays set to " + step.days();
  }

  @Override
  public String setKey(Step.SetKey step) {
    return "kmsKey set to " + step.kmsKey();
  }

  @Override
  public String addTags(Step.AddTags step) {
    return "tags " + step.tags() + " given";
  }

  @Override
  public String prepareBucket(Step.PrepareBucket step) {
    return "prepared";
  }

  @Override
  public String closeBucket(Step.CloseBucket step) {
    return "closed to the public";
  }

  @Override
  public String encryptBucket(Step.EncryptBucket step) {
    return "encryption set to " + step.kmsKey();
  }

  @Override
  public String putFilter(Step.PutFilter step) {
    return "put";
  }

  @Override
  public String createTopic(Step.CreateTopic step) {
    return "created";
  }

  @Override
  public String subscribe(Step.Subscribe step) {
    return "subscribed, to be confirmed by its mail";
  }

  @Override
  public String putAlarm(Step.PutAlarm step) {
    return "put";
  }
}
