package io.logstrata.archiver.setup;

import io.logstrata.archiver.setup.declare.DeclaredGroup;
import io.logstrata.archiver.setup.declare.LogClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What there is to do about a log group. */
final class GroupPlan {
  private static final String RETENTION = "retentionDays";
  private static final String CLASS = "class";
  private static final String KEY = "kmsKey";
  private static final String FOR_EVER = "for ever";

  private final DeclaredGroup declared;
  private final Thing thing;
  private final Differences differences = new Differences();
  private final List<Step> steps = new ArrayList<>();
  private final List<String> obstacles = new ArrayList<>();
  private final AccountRetention account;
  private String remark = "";

  private GroupPlan(DeclaredGroup declared, AccountRetention account) {
    this.declared = declared;
    this.account = account;
    this.thing = Thing.group(declared.name());
  }

  static Item of(DeclaredGroup declared, Actual actual) {
    Optional<Actual.Group> there = Optional.ofNullable(actual.groups().get(declared.name()));
    if (declared.foreign()) {
      return there.isPresent()
          ? Item.foreign(thing(declared), "declared as somebody else's: left alone")
          : Item.cannot(
              thing(declared),
              List.of(),
              "is declared as somebody else's and is not there: have it created, or take"
                  + " \"foreign\" out");
    }
    GroupPlan plan = new GroupPlan(declared, actual.accountRetention());
    return there.map(plan::compared).orElseGet(plan::created);
  }

  private static Thing thing(DeclaredGroup declared) {
    return Thing.group(declared.name());
  }

  private Item created() {
    steps.add(new Step.CreateGroup(declared));
    declared
        .retentionDays()
        .ifPresent(
            days -> {
              differences.compare(RETENTION, Difference.NONE, Integer.toString(days));
              steps.add(new Step.SetRetention(declared.name(), days));
              remark = account.coming(declared.name(), days).orElse("");
            });
    declared
        .logClass()
        .ifPresent(logClass -> differences.compare(CLASS, Difference.NONE, logClass.name()));
    declared.kmsKey().ifPresent(key -> differences.compare(KEY, Difference.NONE, key));
    declared.tags().forEach((tag, value) -> differences.compare(tag(tag), Difference.NONE, value));
    return Item.create(thing, differences.found(), steps, Set.of()).remarked(remark);
  }

  private Item compared(Actual.Group there) {
    declared.retentionDays().ifPresent(days -> retention(there, days));
    declared.kmsKey().ifPresent(key -> key(there, key));
    tags(there);
    declared.logClass().map(LogClass::name).ifPresent(name -> logClass(there, name));
    if (obstacles.isEmpty()) {
      return Item.compared(thing, differences.found(), steps, Set.of()).remarked(remark);
    }
    return new Item(
        thing,
        Item.State.CANNOT,
        differences.found(),
        steps,
        Set.of(),
        String.join("; ", obstacles));
  }

  private void logClass(Actual.Group there, String name) {
    if (!name.equals(there.logClass())) {
      differences.compare(CLASS, there.logClass(), name);
      obstacles.add(
          "the service never changes a group's class: correct \"class\", or have the group deleted"
              + " and created again, which loses its events");
    }
  }

  private void retention(Actual.Group there, int days) {
    String old =
        there.retentionDays().isPresent()
            ? Integer.toString(there.retentionDays().getAsInt())
            : FOR_EVER;
    differences.compare(RETENTION, old, Integer.toString(days));
    Optional<String> holding = account.holding(declared.name(), there.retentionDays(), days);
    if (holding.isPresent()) {
      obstacles.add(holding.get());
      return;
    }
    remark = account.coming(declared.name(), days).orElse("");
    if (!old.equals(Integer.toString(days))) {
      steps.add(new Step.SetRetention(declared.name(), days));
    }
  }

  private void key(Actual.Group there, String key) {
    String old = there.kmsKey().orElse(Difference.NONE);
    if (!old.equals(key)) {
      differences.compare(KEY, old, key);
      steps.add(new Step.SetKey(declared.name(), key));
    }
  }

  private void tags(Actual.Group there) {
    SortedMap<String, String> missing = new TreeMap<>();
    declared
        .tags()
        .forEach(
            (tag, value) -> {
              String old = there.tags().getOrDefault(tag, Difference.NONE);
              if (!value.equals(there.tags().get(tag))) {
                differences.compare(tag(tag), old, value);
                missing.put(tag, value);
              }
            });
    if (!missing.isEmpty()) {
      steps.add(new Step.AddTags(declared.name(), missing));
    }
  }

  private static String tag(String name) {
    return "tag " + name;
  }
}
