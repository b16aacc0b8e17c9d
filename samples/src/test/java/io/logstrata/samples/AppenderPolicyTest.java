package io.logstrata.samples;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.logstrata.appender.CloudWatchAppender;
import io.logstrata.archiver.permissions.LogPermissions;
import io.logstrata.archiver.permissions.Place;
import io.logstrata.testkit.IamPolicy;
import io.logstrata.testkit.LocalCloud;
import io.logstrata.testkit.LocalCloudExtension;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The appender's document against the calls that it makes. */
@ExtendWith(LocalCloudExtension.class)
class AppenderPolicyTest {
  private static final LogPermissions PERMISSIONS =
      new LogPermissions(
          new Place("ap-northeast-2", Optional.of("123456789012")),
          List.of("shop"),
          Optional.empty());

  @Test
  void allows_what_the_appender_calls_and_nothing_else(LocalCloud cloud) {
    String document = PERMISSIONS.appender(true).text();

    log(cloud);

    // region check
    IamPolicy policy = IamPolicy.parse(document);
    assertThat(policy.missing(cloud.permissions())).isEmpty();
    assertThat(policy.superfluous(cloud.permissions())).isEmpty();
    // endregion
  }

  @Test
  void without_the_creation_of_groups_it_does_where_they_are(LocalCloud cloud) {
    cloud.createLogGroup("shop");
    IamPolicy policy = IamPolicy.parse(PERMISSIONS.appender(false).text());

    log(cloud);

    assertThat(policy.missing(cloud.permissions())).isEmpty();
    assertThat(policy.superfluous(cloud.permissions())).isEmpty();
  }

  private static void log(LocalCloud cloud) {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    CloudWatchAppender appender = new CloudWatchAppender();
    appender.setContext(context);
    appender.setEndpoint(cloud.endpoint().toString());
    appender.setRegion(cloud.region());
    appender.setLogGroup("shop");
    appender.setMode("batch");
    appender.start();
    context.getLogger("root").addAppender(appender);
    context.getLogger("root").warn("stock is low");
    appender.stop();
    assertThat(cloud.events("shop", "batch")).hasSize(1);
  }
}
