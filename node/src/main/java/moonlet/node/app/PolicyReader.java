package moonlet.node.app;

import moonlet.lua.security.Condition;
import moonlet.lua.security.Decision;
import moonlet.lua.security.NamePattern;
import moonlet.lua.security.Policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads entries of kind {@code security.policy} (specification §10). */
final class PolicyReader {
    private static final Set<String> FIELDS =
            Set.of("actions", "resources", "effect", "conditions");

    private final Definition definition;
    private final Problems problems;
    private final FieldReader reader; // of what is under policy:

    PolicyReader(Definition definition, FieldReader entry, Problems problems) {
        this.definition = definition;
        this.problems = problems;
        this.reader = entry.inside("policy");
    }

    /** The policy, or null where a mistake leaves none. */
    Policy read(FieldReader entry) {
        if (definition.fields().get("policy") == null) {
            problems.mistake(
                    definition.place(),
                    definition.id(),
                    "missing policy: add policy: {actions: process.send, resources: \"*\", effect:"
                            + " allow}");
            return null;
        }
        reader.warnOfUnknown(FIELDS, definition.kind());
        List<NamePattern> actions = patterns("actions", "process.send");
        List<NamePattern> resources = patterns("resources", "\"*\"");
        Decision effect = effect();
        List<Condition> conditions = conditions();
        Set<String> groups = groups(entry);
        return actions.isEmpty() || resources.isEmpty() || effect == null
                ? null
                : new Policy(definition.id(), groups, actions, resources, effect, conditions);
    }

    private List<NamePattern> patterns(String field, String example) {
        List<Tree.Scalar> texts =
                reader.oneOrMore(
                        field,
                        definition.placeOf("policy"),
                        "add for example " + field + ": " + example + ", or a list of them");
        return texts.stream().map(text -> new NamePattern(text.text())).toList();
    }

    private Decision effect() {
        Tree.Scalar effect =
                reader.required(
                        "effect",
                        definition.placeOf("policy"),
                        "add effect: allow or effect: deny");
        return switch (effect == null ? null : effect.text()) {
            case null -> null;
            case "allow" -> Decision.ALLOW;
            case "deny" -> Decision.DENY;
            default -> {
                problems.mistake(
                        effect.place(),
                        definition.id(),
                        "policy.effect must be allow or deny, found "
                                + Problem.quoted(effect.text()));
                yield null;
            }
        };
    }

    private List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        for (Tree item : reader.items("conditions")) {
            if (item instanceof Tree.Fields fields) {
                Condition condition = new ConditionReader(definition, fields, problems).read();
                if (condition != null) {
                    conditions.add(condition);
                }
            } else {
                reader.mustBe(
                        item.place(),
                        "a condition",
                        "a map such as {field: actor.id, operator: eq, value: admin}",
                        item);
            }
        }
        return conditions;
    }

    /** A group is one of the namespace of the policy, unless it says another one. */
    private Set<String> groups(FieldReader entry) {
        Set<String> groups = new LinkedHashSet<>();
        for (Tree.Scalar group : entry.texts("groups")) {
            groups.add(
                    group.text().contains(":")
                            ? group.text()
                            : definition.namespace() + ":" + group.text());
        }
        return groups;
    }
}
