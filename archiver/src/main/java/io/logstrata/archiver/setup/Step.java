package io.logstrata.archiver.setup;

import io.logstrata.archiver.setup.declare.DeclaredAlarm;
import io.logstrata.archiver.setup.declare.DeclaredBucket;
import io.logstrata.archiver.setup.declare.DeclaredGroup;
import java.util.SortedMap;

/** One change of the environment; doing it twice does no harm. */
public sealed interface Step {
  /** Creates the group with its class, key and tags. */
  record CreateGroup(DeclaredGroup group) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.createGroup(this);
    }
  }

  /** Sets how many days a group keeps its events. */
  record SetRetention(String group, int days) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.setRetention(this);
    }
  }

  /** Encrypts what a group takes in from now on with the key. */
  record SetKey(String group, String kmsKey) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.setKey(this);
    }
  }

  /** Gives tags to a group, beside those that it has. */
  record AddTags(String group, SortedMap<String, String> tags) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.addTags(this);
    }
  }

  /** Creates the bucket unless it is there, and sees to its policy if that is wanted. */
  record PrepareBucket(DeclaredBucket bucket) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.prepareBucket(this);
    }
  }

  /** Closes the bucket to the public. */
  record CloseBucket(String bucket) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.closeBucket(this);
    }
  }

  /** Encrypts what the bucket takes in from now on with the key. */
  record EncryptBucket(String bucket, String kmsKey) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.encryptBucket(this);
    }
  }

  /** Puts the alarm's metric filter to its group. */
  record PutFilter(DeclaredAlarm alarm) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.putFilter(this);
    }
  }

  /** Creates a topic. */
  record CreateTopic(String topic) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.createTopic(this);
    }
  }

  /** Subscribes an address to a topic; it gets a mail to confirm that. */
  record Subscribe(String topic, String email) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.subscribe(this);
    }
  }

  /** Puts the alarm; what it has beside what can be declared stays. */
  record PutAlarm(DeclaredAlarm alarm) implements Step {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.putAlarm(this);
    }
  }

  <R> R accept(Visitor<R> visitor);

  /** One method a kind: an environment that forgets one does not compile. */
  interface Visitor<R> {
    R createGroup(CreateGroup step);

    R setRetention(SetRetention step);

    R setKey(SetKey step);

    R addTags(AddTags step);

    R prepareBucket(PrepareBucket step);

    R closeBucket(CloseBucket step);

    R encryptBucket(EncryptBucket step);

    R putFilter(PutFilter step);

    R createTopic(CreateTopic step);

    R subscribe(Subscribe step);

    R putAlarm(PutAlarm step);
  }
}
