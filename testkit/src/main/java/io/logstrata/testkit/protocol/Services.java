package io.logstrata.testkit.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logstrata.testkit.logs.LogStore;
import io.logstrata.testkit.logs.LogsService;
import io.logstrata.testkit.metrics.AlarmDesk;
import io.logstrata.testkit.metrics.MetricStore;
import io.logstrata.testkit.rules.Account;
import io.logstrata.testkit.topics.TopicDesk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The services that share the endpoint. */
public record Services(LogsService logs, MetricStore metrics, AlarmDesk alarms, TopicDesk topics) {
  private static final String LOGS_TARGET = "Logs_20140328";
  private static final String CLOUDWATCH = "GraniteServiceVersion20100801";
  private static final String SNS_VERSION = "2010-03-31";
  private static final String STS_VERSION = "2011-06-15";

  Router router(CallHooks hooks) {
    Account account = logs.store().account();
    Dispatcher forLogs =
        new Dispatcher(
            Dialect.LOGS,
            new JsonWire("1.1"),
            logsOperations(),
            new LogsPermissions(account),
            hooks);
    Dispatcher forTopics =
        new Dispatcher(
            Dialect.SNS,
            new QueryWire("http://sns.amazonaws.com/doc/" + SNS_VERSION + "/"),
            topicOperations(),
            new TopicPermissions(account),
            hooks);
    Dispatcher forIdentity =
        new Dispatcher(
            Dialect.STS,
            new QueryWire("https://sts.amazonaws.com/doc/" + STS_VERSION + "/"),
            Map.of("GetCallerIdentity", (input, answer) -> identity(account, answer)),
            // Who one is may be asked without any permission.
            (operation, input) -> List.of(),
            hooks);
    return new Router(
        Map.of(LOGS_TARGET, forLogs, CLOUDWATCH, cloudWatch(new JsonWire("1.0"), hooks)),
        Map.of(CLOUDWATCH, cloudWatch(new CborWire(), hooks)),
        Map.of(SNS_VERSION, forTopics, STS_VERSION, forIdentity),
        forLogs);
  }

  private Map<String, Operation> logsOperations() {
    LogStore store = logs.store();
    Map<String, Operation> operations = new HashMap<>();
    operations.putAll(new GroupOperations(store).all());
    operations.putAll(new KmsOperations(store).all());
    operations.putAll(new AccountPolicyOperations(store).all());
    operations.putAll(new StreamOperations(store).all());
    operations.putAll(new ReadOperations(store, logs.language(), logs.emptyPages()).all());
    operations.putAll(new ExportOperations(logs.exports()).all());
    operations.putAll(new QueryOperations(store, logs.queries()).all());
    operations.putAll(new MetricFilterOperations(store, logs.language(), logs.metrics()).all());
    operations.put("PutLogEvents", new PutOperation(store));
    return operations;
  }

  private Dispatcher cloudWatch(Wire wire, CallHooks hooks) {
    Account account = logs.store().account();
    Map<String, Operation> operations = new HashMap<>();
    operations.putAll(new AlarmOperations(alarms, account).all());
    operations.putAll(new MetricDataOperations(metrics).all());
    return new Dispatcher(
        Dialect.CLOUDWATCH, wire, operations, new CloudWatchPermissions(account), hooks);
  }

  private Map<String, Operation> topicOperations() {
    Map<String, Operation> operations = new HashMap<>(new TopicOperations(topics).all());
    operations.putAll(new PublishOperations(topics, logs.store().clock()).all());
    return operations;
  }

  private static void identity(Account account, ObjectNode answer) {
    answer.put("Arn", "arn:aws:iam::" + account.accountId() + ":user/local");
    answer.put("UserId", "AIDALOCALCLOUD");
    answer.put("Account", account.accountId());
  }
}
