package moonlet.node.app;

import static moonlet.node.app.AppFolder.MAIN;

import static org.junit.jupiter.api.Assertions.assertEquals;

import moonlet.lua.security.Decision;
import moonlet.lua.security.NamePattern;
import moonlet.lua.security.Policy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

class PolicyMistakesTest {
    @TempDir Path root;
    private AppFolder app;

    @BeforeEach
    void an_empty_folder() {
        app = new AppFolder(root).file("w.lua", MAIN);
    }

    private AppFolder policy(String policy) {
        return app.entries("  - {name: p, kind: security.policy, policy: {" + policy + "}}\n");
    }

    private AppFolder condition(String condition) {
        return policy(
                "actions: '*', resources: '*', effect: deny, conditions: [{" + condition + "}]");
    }

    @Test
    void a_policy_is_read() {
        app.entries(
                "  - name: p\n    kind: security.policy\n    groups: [users, other:g]\n"
                        + "    policy:\n      actions: [process.send, store.*]\n"
                        + "      resources: app:cache\n      effect: allow\n");
        Policy read = app.application().policies().getFirst().policy();
        assertEquals(
                new Policy(
                        "app:p",
                        Set.of("app:users", "other:g"),
                        List.of(new NamePattern("process.send"), new NamePattern("store.*")),
                        List.of(new NamePattern("app:cache")),
                        Decision.ALLOW,
                        List.of()),
                read);
    }

    @Test
    void a_policy_that_says_nothing() {
        app.entries("  - {name: p, kind: security.policy}\n");
        app.assertMistake("_index.yaml", 3, "app:p", "missing policy", "actions");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resources: '*', effect: allow                 | missing policy.actions",
                "actions: [], resources: '*', effect: allow    | policy.actions is empty",
                "actions: '*', effect: allow                   | missing policy.resources",
                "actions: '*', resources: 5, effect: allow     | policy.resources must be text",
                "actions: ['*', 5], resources: r, effect: deny | every item of policy.actions",
                "actions: '*', resources: '*'                  | missing policy.effect",
                "actions: '*', resources: '*', effect: yes     | must be allow or deny, found \"yes\"",
                "actions: a, resources: r, effect: deny, conditions: x | policy.conditions must be a list",
                "actions: a, resources: r, effect: deny, conditions: [x] | a condition must be a map",
            })
    void a_field_that_is_missing_or_wrong(String policy, String text) {
        policy(policy).assertMistake("_index.yaml", 3, "app:p", text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "operator: eq, value: x                        | missing condition.field",
                "field: actor.id, value: x                     | missing condition.operator",
                "field: actor.name, operator: eq, value: x     | found \"actor.name\"",
                "field: actor.id, operator: equals, value: x   | unknown operator \"equals\"",
                "field: actor.id, operator: eq                 | needs a value or a value_from",
                "field: action, operator: eq, value: x, value_from: resource | and not both",
                "field: action, operator: eq, value_from: x    | found \"x\"",
                "field: action, operator: exists, value: x     | has neither value nor value_from",
                "field: action, operator: in, value: x         | needs a list",
                "field: action, operator: eq, value: [x]       | needs one value, found a list",
                "field: action, operator: lt, value: true      | needs a text or a number",
                "field: action, operator: matches, value: '['  | needs a regular expression",
                "field: action, operator: matches, value_from: resource | needs a value",
            })
    void a_condition_that_is_wrong(String condition, String text) {
        condition(condition).assertMistake("_index.yaml", 3, "app:p", text);
    }

    @Test
    void a_field_that_nobody_knows_is_a_warning() {
        policy("action: a, actions: a, resources: r, effect: deny")
                .assertWarning("_index.yaml", 3, "app:p", "\"policy.action\"", "\"actions\"?");
    }

    private AppFolder service(String security) {
        return app.entries(
                "  - {name: h, kind: process.host}\n"
                        + "  - {name: w, kind: process.lua, source: file://w.lua, method: main}\n"
                        + "  - {name: p, kind: security.policy, groups: [g], policy: {actions: '*',"
                        + " resources: '*', effect: allow}}\n"
                        + "  - {name: s, kind: process.service, process: app:w, host: app:h,"
                        + " lifecycle: {security: {"
                        + security
                        + "}}}\n");
    }

    @Test
    void a_service_may_have_an_actor_and_policies() {
        Application read =
                service("actor: {id: ann, meta: {a: 1}}, policies: [p], groups: [app:g]")
                        .application();
        ServiceSecurity security = read.services().getFirst().security();
        assertEquals("ann", security.actor());
        assertEquals(1L, security.actorMeta().get("a"));
        assertEquals(Set.of("app:p"), security.policies());
        assertEquals(Set.of("app:g"), security.groups());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "actor: {meta: {a: 1}} | missing lifecycle.security.actor.id",
                "actor: ann            | lifecycle.security.actor must be a map",
                "policies: [app:q]     | lifecycle.security.policies: there is no entry \"app:q\"",
                "policies: [app:w]     | app:w is a process.lua; it has to be a security.policy",
                "groups: [other]       | no policy is in the group \"app:other\"",
            })
    void a_service_with_a_wrong_actor_policy_or_group(String security, String text) {
        service(security).assertMistake("_index.yaml", 6, "app:s", text);
    }
}
